import type { MilestoneKind } from '../../../shared/model.ts';
import { parseIso, type Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import { readSetting } from './settings.ts';

/** A milestone that stands, by the ids it concerns. */
export interface MilestoneRow {
  readonly id: number;
  readonly kind: MilestoneKind;
  readonly at: Micros;
  readonly identity: number | null;
  readonly credential: number | null;
  readonly note: string;
  readonly author: string;
}

/** Milestones that were neither moved nor withdrawn, in order of time. */
export function standingMilestones(db: ReadDb): MilestoneRow[] {
  return db
    .prepare<[], MilestoneRow>(
      `SELECT m.id, m.kind, m.at, m.identity_id AS identity, m.credential_id AS credential, m.note, m.author
       FROM milestone m LEFT JOIN identity i ON i.id = m.identity_id LEFT JOIN credential c ON c.id = m.credential_id
       WHERE m.replaced_by IS NULL AND m.withdrawn_at IS NULL
       ORDER BY m.at, m.kind, coalesce(i.key, ''), coalesce(c.key, ''), m.id`,
    )
    .all();
}

/** First and last event of the case, or null without events. */
export function eventSpan(db: ReadDb): { readonly from: Micros; readonly to: Micros } | null {
  const row = db
    .prepare<[], { from: Micros | null; to: Micros | null }>('SELECT (SELECT min(at) FROM event) AS "from", (SELECT max(at) FROM event) AS "to"')
    .get();
  return row && row.from !== null && row.to !== null ? { from: row.from, to: row.to } : null;
}

/** The moment that "now" stands for: as set by a person, else the time of the last event; null without either. */
export function caseClock(db: ReadDb): { readonly at: Micros; readonly set: boolean } | null {
  const text = readSetting(db, 'case_clock');
  if (text !== null) {
    const at = /^-?\d+$/.test(text) ? (Number(text) as Micros) : (parseIso(text)?.at ?? null);
    if (at !== null) return { at, set: true };
  }
  const span = eventSpan(db);
  return span ? { at: span.to, set: false } : null;
}
