import { createHash } from 'node:crypto';
import type { Confidence, Determination } from '../../../shared/model.ts';
import { fail } from '../../../shared/problems.ts';
import type { Assessment } from '../../../shared/rpc/events.ts';
import { recordAct } from './custody.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { resolveCredential } from './names.ts';
import { stamped, type Stamp } from './stamp.ts';
import { commit } from './transaction.ts';

/** Up to this many events are named in the custody entry itself; of more it keeps the digest of their list. */
const namedInCustody = 1000;

export interface NewAssessment {
  readonly target:
    | { readonly kind: 'events'; readonly ids: readonly number[]; readonly label: string }
    | { readonly kind: 'credential'; readonly credential: string };
  readonly determination: Determination;
  readonly confidence: Confidence;
  readonly rationale: string;
  readonly tags: readonly string[];
  readonly supersedes?: number | undefined;
}

interface Stored {
  id: number;
  target_kind: 'events' | 'credential' | 'holding';
  target_label: string;
  credential: string | null;
  identity: string | null;
  determination: Determination;
  confidence: Confidence;
  rationale: string;
  tags: string;
  author: string;
  at: number;
  supersedes: number | null;
  superseded: 0 | 1;
}

const stored = `SELECT a.id, a.target_kind, a.target_label, c.key AS credential, i.key AS identity, a.determination, a.confidence, a.rationale, a.tags,
  a.author, a.at, a.supersedes, EXISTS (SELECT 1 FROM assessment later WHERE later.supersedes = a.id) AS superseded
  FROM assessment a LEFT JOIN credential c ON c.id = a.credential_id LEFT JOIN identity i ON i.id = a.identity_id`;

/** Adds an assessment. The one that it supersedes stays as it is and no longer counts. */
export function addAssessment(db: WriteDb, stamp: Stamp, wanted: NewAssessment): Assessment {
  if (wanted.rationale.trim() === '') fail('invalid_argument', 'An assessment needs a rationale.');
  return commit(db, () => {
    if (wanted.supersedes !== undefined) requireStanding(db, wanted.supersedes);
    const credential = wanted.target.kind === 'credential' ? resolveCredential(db, wanted.target.credential) : null;
    const events = wanted.target.kind === 'events' ? requireEvents(db, wanted.target.ids) : [];
    const id = db.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM assessment').pluck().get() ?? 1;
    const label = wanted.target.kind === 'events' ? wanted.target.label : (credential?.display ?? '');
    db.prepare(
      `INSERT INTO assessment (id, target_kind, target_label, credential_id, determination, confidence, rationale, tags, author, at, supersedes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      wanted.target.kind,
      label,
      credential?.id ?? null,
      wanted.determination,
      wanted.confidence,
      wanted.rationale,
      JSON.stringify(wanted.tags),
      stamp.actor,
      stamp.at,
      wanted.supersedes ?? null,
    );
    const { changes } = db.prepare('INSERT INTO assessment_event (assessment_id, event_id) SELECT ?, value FROM json_each(?)').run(id, JSON.stringify(events));
    if (changes !== events.length) throw new Error(`${changes} of ${events.length} assessed events were written`);
    const body = {
      assessment: id,
      target: wanted.target.kind,
      label,
      credential: credential?.key ?? null,
      ...eventsBody(events),
      determination: wanted.determination,
      confidence: wanted.confidence,
      rationale: wanted.rationale,
      tags: wanted.tags,
      supersedes: wanted.supersedes ?? null,
    };
    recordAct(db, stamped(stamp, wanted.supersedes === undefined ? 'assessed' : 'assessment_superseded', body));
    return readAssessment(db, id);
  });
}

function eventsBody(events: readonly number[]): Record<string, unknown> {
  if (events.length === 0) return {};
  const digest = createHash('sha256').update(events.join('\n')).digest('hex');
  return { event_count: events.length, events_sha256: digest, ...(events.length <= namedInCustody ? { events } : {}) };
}

function requireStanding(db: ReadDb, id: number): void {
  const old = db.prepare<[number], Stored>(`${stored} WHERE a.id = ?`).get(id);
  if (!old) fail('no_such_thing', `There is no assessment ${id} in this case.`);
  if (old.superseded) fail('invalid_argument', `Assessment ${id} has been superseded already.`);
}

/** The ids, each once and in order, provided that all of them exist. */
function requireEvents(db: ReadDb, ids: readonly number[]): number[] {
  const events = [...new Set(ids)].sort((a, b) => a - b);
  if (events.length === 0) fail('invalid_argument', 'No event was chosen, so there is nothing to assess.');
  const missing = db
    .prepare<[string], number>('SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM event) LIMIT 1')
    .pluck()
    .get(JSON.stringify(events));
  if (missing !== undefined) fail('no_such_thing', `There is no event ${missing} in this case.`);
  return events;
}

/** One assessment; fails with `no_such_thing`. */
export function readAssessment(db: ReadDb, id: number): Assessment {
  const row = db.prepare<[number], Stored>(`${stored} WHERE a.id = ?`).get(id);
  if (!row) fail('no_such_thing', `There is no assessment ${id} in this case.`);
  return assessmentOf(db, row);
}

/** All assessments, the newest first. */
export function listAssessments(db: ReadDb, page: { readonly offset: number; readonly limit: number }): { total: number; rows: Assessment[] } {
  const total = db.prepare<[], number>('SELECT count(*) FROM assessment').pluck().get() ?? 0;
  const rows = db.prepare<[number, number], Stored>(`${stored} ORDER BY a.id DESC LIMIT ? OFFSET ?`).all(page.limit, page.offset);
  return { total, rows: rows.map((row) => assessmentOf(db, row)) };
}

/** What was said of one event, or of the credential it presented, the newest first. */
export function assessmentsOfEvent(db: ReadDb, eventId: number): Assessment[] {
  const rows = db
    .prepare<[{ id: number }], Stored>(
      `${stored} WHERE a.id IN (SELECT assessment_id FROM assessment_event WHERE event_id = @id
         UNION SELECT id FROM assessment WHERE credential_id = (SELECT credential_id FROM event WHERE id = @id)) ORDER BY a.id DESC`,
    )
    .all({ id: eventId });
  return rows.map((row) => assessmentOf(db, row));
}

function assessmentOf(db: ReadDb, row: Stored): Assessment {
  const events =
    row.target_kind === 'events'
      ? db.prepare<[number], number>('SELECT event_id FROM assessment_event WHERE assessment_id = ? ORDER BY event_id').pluck().all(row.id)
      : [];
  return {
    id: row.id,
    target: { kind: row.target_kind, label: row.target_label, events, credential: row.credential, identity: row.identity },
    determination: row.determination,
    confidence: row.confidence,
    rationale: row.rationale,
    tags: JSON.parse(row.tags) as string[],
    author: row.author,
    at: row.at,
    supersedes: row.supersedes,
    superseded: row.superseded === 1,
  };
}
