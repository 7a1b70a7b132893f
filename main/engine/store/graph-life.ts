import type { CredentialFactKind } from '../../../shared/model.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import type { Place } from './graph-links.ts';
import { idList } from './graph-names.ts';

/** What a record says about the life of a credential. */
export interface FactRow extends Place {
  readonly credential: number;
  readonly what: CredentialFactKind;
  readonly at: Micros | null;
  readonly detail: string;
  readonly event: number | null;
  readonly label: string;
}

/** Facts about these credentials, in order of time. */
export function factsOf(db: ReadDb, credentials: Iterable<number>): FactRow[] {
  return db
    .prepare<[string], FactRow>(
      `SELECT f.credential_id AS credential, f.what, f.at, f.detail, f.event_id AS event, item.label,
         f.item_id AS item, f.record_index AS "index", f.byte_offset AS "offset", f.byte_length AS length
       FROM credential_fact f JOIN item ON item.id = f.item_id
       WHERE f.credential_id IN (SELECT value FROM json_each(?))
       ORDER BY f.at IS NULL, f.at, f.what, f.detail, item.label, f.byte_offset, f.id`,
    )
    .all(idList(credentials));
}

/** Sessions of an identity issued before a moment that are dead from another moment on. */
export interface RevocationRow {
  readonly identity: number;
  readonly issuedBefore: Micros;
  readonly at: Micros;
}

/** Every revocation of older sessions, in order of time. */
export function sessionRevocations(db: ReadDb): RevocationRow[] {
  return db
    .prepare<[], RevocationRow>(
      `SELECT DISTINCT r.identity_id AS identity, r.issued_before AS issuedBefore, r.at
       FROM session_revocation r JOIN identity i ON i.id = r.identity_id ORDER BY r.at, r.issued_before, i.key`,
    )
    .all();
}

/** How often, and when first and last, a credential stood on each rung. */
export interface UseSummary {
  readonly counts: RungCounts;
  readonly first: Micros;
  readonly last: Micros;
  /** First and last event that proves it live (rung 2 and up). */
  readonly firstLive: Micros | null;
  readonly lastLive: Micros | null;
  /** Last event on rung 3 or 4: not refused. */
  readonly lastServed: Micros | null;
}

/** Uses of these credentials; of every credential for null. */
export function usesOf(db: ReadDb, credentials: Iterable<number> | null): Map<number, UseSummary> {
  const where = credentials ? 'credential_id IN (SELECT value FROM json_each(@ids))' : 'credential_id IS NOT NULL';
  const sql = `SELECT credential_id, sum(rung = 0), sum(rung = 1), sum(rung = 2), sum(rung = 3), sum(rung = 4), min(at), max(at),
      min(CASE WHEN rung >= 2 THEN at END), max(CASE WHEN rung >= 2 THEN at END), max(CASE WHEN rung >= 3 THEN at END)
    FROM event WHERE ${where} GROUP BY credential_id`;
  type Row = [number, number, number, number, number, number, Micros, Micros, Micros | null, Micros | null, Micros | null];
  const rows = db
    .prepare<[{ ids: string | null }], Row>(sql)
    .raw()
    .all({ ids: credentials ? idList(credentials) : null });
  return new Map(
    rows.map(([id, unknown, rejected, denied, failed, succeeded, first, last, firstLive, lastLive, lastServed]) => [
      id,
      { counts: [unknown, rejected, denied, failed, succeeded], first, last, firstLive, lastLive, lastServed },
    ]),
  );
}

/** Ids of every credential, by key. */
export function allCredentialIds(db: ReadDb): number[] {
  return db.prepare<[], number>('SELECT id FROM credential ORDER BY key').pluck().all();
}
