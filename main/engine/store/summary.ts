import type { CaseSummary } from '../../../shared/rpc/case.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import { custodyStanding } from './anchors.ts';
import type { CaseHandle } from './case-handle.ts';
import { recordAct } from './custody.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { listMilestones } from './milestones.ts';
import { remember } from './remember.ts';
import { readSetting, requireSetting, writeSetting } from './settings.ts';
import { stamped, type Stamp } from './stamp.ts';
import { commit } from './transaction.ts';

/** The moment "now" stands for in every answer: what a person set, else the last event, else when the case was made. */
export function caseClock(db: ReadDb): { readonly at: Micros; readonly set: boolean } {
  const set = readSetting(db, 'case_clock');
  if (set !== null) return { at: Number(set) as Micros, set: true };
  const last = db.prepare<[], number | null>('SELECT max(at) FROM event').pluck().get();
  return { at: (last ?? Number(requireSetting(db, 'created_at'))) as Micros, set: false };
}

/** Sets the case clock and writes it down. */
export function setCaseClock(db: WriteDb, stamp: Stamp, at: Micros): void {
  commit(db, () => {
    const before = readSetting(db, 'case_clock');
    writeSetting(db, 'case_clock', String(at));
    recordAct(
      db,
      stamped(stamp, 'settings_changed', { setting: 'case_clock', before: before === null ? null : formatIso(Number(before) as Micros), now: formatIso(at) }),
    );
  });
}

/** What the status line and the head of every report say about a case. */
export function summarise(handle: CaseHandle): CaseSummary {
  const db = handle.read;
  const clock = caseClock(db);
  const milestones = listMilestones(db);
  return {
    folder: handle.folder,
    caseId: handle.caseId,
    reference: requireSetting(db, 'reference'),
    title: requireSetting(db, 'title'),
    examiner: requireSetting(db, 'examiner'),
    timeZone: requireSetting(db, 'time_zone'),
    createdAt: Number(requireSetting(db, 'created_at')),
    caseClock: clock.at,
    caseClockSet: clock.set,
    readOnly: handle.readOnly,
    counts: { ...countsOf(db), milestones: milestones.length },
    span: spanOf(db),
    milestones,
    custody: custodyStanding(db),
  };
}

function countsOf(db: ReadDb): Omit<CaseSummary['counts'], 'milestones'> {
  return remember(db, 'anything', 'summary counts', () => {
    const one = (sql: string): number => db.prepare<[], number | null>(sql).pluck().get() ?? 0;
    return {
      originals: one('SELECT count(*) FROM original'),
      items: one('SELECT count(*) FROM item'),
      records: one('SELECT sum(records) FROM item'),
      events: one('SELECT count(*) FROM event'),
      facts: one(`SELECT (SELECT count(*) FROM credential_fact) + (SELECT count(*) FROM derivation) + (SELECT count(*) FROM session_revocation)
        + (SELECT count(*) FROM holding WHERE basis IN ('issued', 'inventory', 'exposed'))`),
      skipped: one('SELECT sum(skipped) FROM item'),
      duplicates: one('SELECT sum(duplicates) FROM item'),
      identities: one('SELECT count(*) FROM identity'),
      credentials: one('SELECT count(*) FROM credential'),
      assessed: one(
        `SELECT count(DISTINCT event_id) FROM assessment_event x WHERE NOT EXISTS (SELECT 1 FROM assessment later WHERE later.supersedes = x.assessment_id)`,
      ),
    };
  });
}

function spanOf(db: ReadDb): CaseSummary['span'] {
  const from = db.prepare<[], number | null>('SELECT min(at) FROM event').pluck().get();
  const to = db.prepare<[], number | null>('SELECT max(at) FROM event').pluck().get();
  return from == null || to == null ? null : { from, to };
}
