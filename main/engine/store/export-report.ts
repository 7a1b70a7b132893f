import { planes, type Basis, type Determination, type Plane } from '../../../shared/model.ts';
import type { Rung } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';

/** One derivation, named for people. */
export interface ChainStep {
  readonly at: Micros;
  readonly method: string;
  readonly parentIdentity: string | null;
  readonly parentCredential: string | null;
  readonly childCredential: string;
  readonly childKey: string;
  readonly childIdentity: string | null;
  readonly parentKey: string | null;
  readonly item: string;
  readonly offset: number;
}

/** Every derivation, in order of time. */
export function chainsOf(db: ReadDb): ChainStep[] {
  return db
    .prepare<[], ChainStep>(
      `SELECT d.at, d.method, pi.display AS parentIdentity, pc.display AS parentCredential, pc.key AS parentKey, cc.display AS childCredential, cc.key AS childKey,
         ci.display AS childIdentity, o.sha256 AS item, d.byte_offset AS "offset"
       FROM derivation d JOIN credential cc ON cc.id = d.child_credential_id LEFT JOIN identity pi ON pi.id = d.parent_identity_id
       LEFT JOIN credential pc ON pc.id = d.parent_credential_id LEFT JOIN identity ci ON ci.id = d.child_identity_id
       JOIN item ON item.id = d.item_id JOIN original o ON o.id = item.original_id
       ORDER BY d.at, cc.key, d.method, pc.key, o.sha256, d.byte_offset`,
    )
    .all();
}

/** How many records were lost, or remarked upon, for one reason. */
export interface SkippedReason {
  readonly code: string;
  readonly lost: boolean;
  readonly records: number;
  /** The message of the first of them. */
  readonly example: string;
  readonly item: string;
  readonly name: string;
}

/** Skipped records by file and reason, the lost ones first. */
export function skippedByReason(db: ReadDb): SkippedReason[] {
  return db
    .prepare<[], Omit<SkippedReason, 'lost'> & { lost: number }>(
      `SELECT s.code, s.lost, count(*) AS records, min(s.message) AS example, o.sha256 AS item, item.label AS name
       FROM skipped s JOIN item ON item.id = s.item_id JOIN original o ON o.id = item.original_id
       GROUP BY s.lost, s.code, item.id ORDER BY s.lost DESC, s.code, o.sha256, item.member`,
    )
    .all()
    .map((row) => ({ ...row, lost: row.lost === 1 }));
}

/** An event as the report prints it. */
export interface PrintedEvent {
  readonly at: Micros;
  readonly rung: Rung;
  readonly basis: readonly Basis[];
  readonly action: string;
  readonly plane: Plane;
  readonly identity: string;
  readonly credential: string | null;
  readonly resource: string | null;
  /** Resources beside the first. */
  readonly more: number;
  /** Network address, or the service it came through. */
  readonly from: string;
  readonly item: string;
  readonly member: string;
  readonly offset: number;
  /** The newest assessment of it that stands. */
  readonly assessed: Determination | null;
}

/** These events for printing, in order of time. */
export function printedEvents(db: ReadDb, ids: readonly number[]): PrintedEvent[] {
  return db
    .prepare<[string], Omit<PrintedEvent, 'basis' | 'plane'> & { basis: string; plane: number }>(
      `SELECT e.at, e.rung, basis.text AS basis, action.text AS action, e.plane, i.display AS identity, c.display AS credential, r.display AS resource,
         max(e.resource_count - 1, 0) AS more, coalesce(ip.text, origin.text, '') AS "from", o.sha256 AS item, item.member, e.byte_offset AS "offset",
         (SELECT a.determination FROM assessment_event x JOIN assessment a ON a.id = x.assessment_id
          WHERE x.event_id = e.id AND NOT EXISTS (SELECT 1 FROM assessment later WHERE later.supersedes = a.id) ORDER BY a.id DESC LIMIT 1) AS assessed
       FROM json_each(?) wanted CROSS JOIN event e ON e.id = wanted.value
       JOIN term basis ON basis.id = e.basis_id JOIN term action ON action.id = e.action_id JOIN identity i ON i.id = e.identity_id
       JOIN item ON item.id = e.item_id JOIN original o ON o.id = item.original_id
       LEFT JOIN credential c ON c.id = e.credential_id LEFT JOIN resource r ON r.id = e.resource_id
       LEFT JOIN term ip ON ip.id = e.ip_id LEFT JOIN term origin ON origin.id = e.origin_id
       ORDER BY e.at, e.vendor_id, o.sha256, item.member, e.byte_offset, e.record_index, action.text`,
    )
    .all(JSON.stringify(ids))
    .map(({ basis, plane, ...row }) => ({ ...row, basis: JSON.parse(basis) as Basis[], plane: planes[plane] as Plane }));
}
