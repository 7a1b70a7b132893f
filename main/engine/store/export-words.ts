import type { Confidence, Determination } from '../../../shared/model.ts';
import { rungName, type Rung, type RungName } from '../../../shared/rungs.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import { placeOf, type PlaceColumns, type RecordPlace } from './export-place.ts';
import type { Line } from './export-world.ts';

type Row = Record<string, string | number | null>;

const time = (value: unknown) => (typeof value === 'number' ? formatIso(value as Micros) : null);

/** Milestones as they were entered, the moved and withdrawn ones too. */
export function* exportMilestones(db: ReadDb): Generator<Line> {
  const sql = `SELECT m.id, m.kind, m.at, i.key AS identity, c.key AS credential, m.note, m.author, m.entered_at, m.replaced_by, m.withdrawn_at, m.reason
    FROM milestone m LEFT JOIN identity i ON i.id = m.identity_id LEFT JOIN credential c ON c.id = m.credential_id ORDER BY m.id`;
  for (const row of db.prepare<[], Row>(sql).iterate()) {
    const { id, kind, identity, credential, note, author, reason } = row;
    yield {
      id,
      kind,
      at: time(row['at']),
      identity,
      credential,
      note,
      author,
      entered: time(row['entered_at']),
      replacedBy: row['replaced_by'],
      withdrawn: time(row['withdrawn_at']),
      reason,
    };
  }
}

/** An assessed event, with what the machine read. */
export interface AssessedEvent {
  readonly at: string;
  readonly action: string;
  readonly machineRung: RungName;
  readonly vendorId: string | null;
  readonly record: RecordPlace;
}

/** One assessment as it was entered. */
export interface ExportedAssessment {
  readonly id: number;
  readonly target: string;
  readonly identity: string | null;
  readonly credential: string | null;
  readonly determination: Determination;
  readonly confidence: Confidence;
  readonly rationale: string;
  readonly tags: readonly string[];
  readonly author: string;
  readonly at: string;
  readonly supersedes: number | null;
  readonly events: readonly AssessedEvent[];
}

interface StoredAssessment {
  id: number;
  target_kind: string;
  credential: string | null;
  identity: string | null;
  determination: Determination;
  confidence: Confidence;
  rationale: string;
  tags: string;
  author: string;
  at: number;
  supersedes: number | null;
}

/** Assessments as they were entered, the superseded ones too; beside each event stands what the machine read. */
export function* exportAssessments(db: ReadDb): Generator<ExportedAssessment> {
  const sql = `SELECT a.id, a.target_kind, c.key AS credential, i.key AS identity, a.determination, a.confidence, a.rationale, a.tags, a.author, a.at, a.supersedes
    FROM assessment a LEFT JOIN credential c ON c.id = a.credential_id LEFT JOIN identity i ON i.id = a.identity_id ORDER BY a.id`;
  for (const row of db.prepare<[], StoredAssessment>(sql).iterate()) {
    yield {
      id: row.id,
      target: row.target_kind,
      identity: row.identity,
      credential: row.credential,
      determination: row.determination,
      confidence: row.confidence,
      rationale: row.rationale,
      tags: JSON.parse(row.tags) as string[],
      author: row.author,
      at: formatIso(row.at as Micros),
      supersedes: row.supersedes,
      events: assessedEvents(db, row.id),
    };
  }
}

function assessedEvents(db: ReadDb, assessment: number): AssessedEvent[] {
  return db
    .prepare<[number], PlaceColumns & { at: number; action: string; rung: Rung; vendor_id: string | null }>(
      `SELECT e.at, action.text AS action, e.rung, e.vendor_id, o.sha256, item.member, e.record_index, e.byte_offset, e.byte_length
       FROM assessment_event x JOIN event e ON e.id = x.event_id JOIN term action ON action.id = e.action_id
       JOIN item ON item.id = e.item_id JOIN original o ON o.id = item.original_id
       WHERE x.assessment_id = ? ORDER BY e.at, e.vendor_id, o.sha256, item.member, e.byte_offset, e.record_index, action.text`,
    )
    .all(assessment)
    .map((row) => ({ at: formatIso(row.at as Micros), action: row.action, machineRung: rungName(row.rung), vendorId: row.vendor_id, record: placeOf(row) }));
}

/** Where the events of a list of database ids lie; for what is exported under keys that mean the same everywhere. */
export function placesOfEvents(db: ReadDb, ids: readonly number[]): Line[] {
  return db
    .prepare<[string], PlaceColumns & { vendor_id: string | null }>(
      `SELECT e.vendor_id, o.sha256, item.member, e.record_index, e.byte_offset, e.byte_length FROM json_each(?) wanted
       CROSS JOIN event e ON e.id = wanted.value JOIN item ON item.id = e.item_id JOIN original o ON o.id = item.original_id
       ORDER BY e.at, e.vendor_id, o.sha256, item.member, e.byte_offset, e.record_index`,
    )
    .all(JSON.stringify(ids))
    .map((row) => ({ vendorId: row.vendor_id, record: placeOf(row) }));
}

/** The streams of records behind a list of database ids, by digest and member. */
export function itemNames(db: ReadDb, ids: readonly number[]): Line[] {
  return db
    .prepare<[string], { item: string; member: string }>(
      `SELECT o.sha256 AS item, item.member FROM item JOIN original o ON o.id = item.original_id
       WHERE item.id IN (SELECT value FROM json_each(?)) ORDER BY o.sha256, item.member`,
    )
    .all(JSON.stringify(ids));
}
