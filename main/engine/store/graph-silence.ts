import type { ReadDb } from './db.ts';

/** Records or remarks of one kind in one file. */
export interface SkippedRow {
  readonly label: string;
  readonly code: string;
  readonly lost: boolean;
  readonly records: number;
  readonly message: string;
}

/** What could not be read, by file and reason. */
export function skippedByReason(db: ReadDb): SkippedRow[] {
  return db
    .prepare<[], Omit<SkippedRow, 'lost'> & { lost: 0 | 1 }>(
      `SELECT item.label, s.code, s.lost, count(*) AS records, min(s.message) AS message
       FROM skipped s JOIN item ON item.id = s.item_id GROUP BY item.label, s.code, s.lost ORDER BY s.lost DESC, item.label, s.code`,
    )
    .all()
    .map((row) => ({ ...row, lost: row.lost === 1 }));
}

/** Streams that no reader took, or that failed. */
export function unreadItems(db: ReadDb): { readonly label: string; readonly state: string }[] {
  return db.prepare<[], { label: string; state: string }>(`SELECT label, state FROM item WHERE state <> 'done' ORDER BY label`).all();
}

/** Identities of each realm that occurs in the case, for realms that hold any. */
export function identitiesByRealm(db: ReadDb): { readonly realm: string; readonly key: string; readonly events: number }[] {
  return db
    .prepare<[], { realm: string; key: string; events: number }>(
      `SELECT i.realm, i.key, (SELECT count(*) FROM event e WHERE e.identity_id = i.id) AS events FROM identity i
       WHERE i.realm <> '' AND i.kind <> 'provider' ORDER BY i.realm, i.key`,
    )
    .all();
}

/** How many events no rung could be read for. */
export function unknownOutcomes(db: ReadDb): number {
  return db.prepare<[], number>('SELECT count(*) FROM event WHERE rung = 0').pluck().get() ?? 0;
}

/** Events of which another record with the same id says another time, rung, identity or action. */
export function contestedEvents(db: ReadDb): number[] {
  return db
    .prepare<[], number>(
      `SELECT DISTINCT p.event_id FROM skipped s JOIN event_place p ON p.item_id = s.item_id AND p.byte_offset = s.byte_offset
       WHERE s.code = 'duplicate_differs' ORDER BY p.event_id`,
    )
    .pluck()
    .all();
}
