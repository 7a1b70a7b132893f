import { fail } from '../../../shared/problems.ts';
import type { Basis } from '../../../shared/model.ts';
import type { EventDetail, ResourceTag } from '../../../shared/rpc/events.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import { assessmentsOfEvent } from './assessments.ts';
import type { ReadDb } from './db.ts';
import { joinIds } from './event-ids.ts';
import { eventRows } from './event-rows.ts';

interface Stored {
  at: Micros;
  time_text: string | null;
  user_agent: string | null;
  vendor_id: string | null;
  basis: string;
  ids: string;
  context: string | null;
  reader: string | null;
  reader_version: string | null;
  credential_id: number | null;
  ip_id: number | null;
  resource_id: number | null;
}

type Place = EventDetail['places'][number];

/** Everything known of one event: what it was read from, where its bytes lie, what people said of it. */
export function eventDetail(db: ReadDb, id: number): EventDetail {
  const [row] = eventRows(db, [id]);
  const stored = db
    .prepare<[number], Stored>(
      `SELECT e.at, time.text AS time_text, agent.text AS user_agent, e.vendor_id, basis.text AS basis, e.ids, context.text AS context, item.reader, item.reader_version,
         e.credential_id, e.ip_id, e.resource_id
       FROM event e JOIN term basis ON basis.id = e.basis_id JOIN item ON item.id = e.item_id
       LEFT JOIN context ON context.id = e.context_id LEFT JOIN term time ON time.id = e.time_text_id LEFT JOIN term agent ON agent.id = e.user_agent_id
       WHERE e.id = ?`,
    )
    .get(id);
  if (!row || !stored) fail('no_such_thing', `There is no event ${id} in this case.`);
  return {
    ...row,
    timeText: stored.time_text ?? formatIso(stored.at),
    userAgent: stored.user_agent,
    vendorId: stored.vendor_id,
    basis: JSON.parse(stored.basis) as Basis[],
    ids: joinIds(stored.ids, stored.context, stored.vendor_id),
    resources: [...(row.resource ? [row.resource] : []), ...furtherResources(db, id)],
    reader: stored.reader ?? '',
    readerVersion: stored.reader_version ?? '',
    places: placesOf(db, id),
    assessments: assessmentsOfEvent(db, id),
    around: {
      sameCredential: stored.credential_id === null ? 0 : countWhere(db, 'credential_id = ?', stored.credential_id),
      sameAddress: stored.ip_id === null ? 0 : countWhere(db, 'ip_id = ?', stored.ip_id),
      sameResource: stored.resource_id === null ? 0 : countWithResource(db, stored.resource_id),
    },
  };
}

function furtherResources(db: ReadDb, id: number): ResourceTag[] {
  return db
    .prepare<[number], ResourceTag>(
      'SELECT r.key, r.display, r.kind FROM event_resource x JOIN resource r ON r.id = x.resource_id WHERE x.event_id = ? ORDER BY x.position',
    )
    .all(id);
}

function placesOf(db: ReadDb, id: number): Place[] {
  const columns = 'item.id AS item, item.label, original.sha256, p.record_index AS "index", p.byte_offset AS "offset", p.byte_length AS length';
  const joined = 'JOIN item ON item.id = p.item_id JOIN original ON original.id = item.original_id';
  const first = db.prepare<[number], Place>(`SELECT ${columns} FROM event p ${joined} WHERE p.id = ?`).all(id);
  const more = db.prepare<[number], Place>(`SELECT ${columns} FROM event_place p ${joined} WHERE p.event_id = ? ORDER BY p.item_id, p.byte_offset`).all(id);
  return [...first, ...more];
}

function countWhere(db: ReadDb, condition: string, value: number): number {
  return db.prepare<[number], number>(`SELECT count(*) FROM event WHERE ${condition}`).pluck().get(value) ?? 0;
}

function countWithResource(db: ReadDb, resourceId: number): number {
  const sql = 'SELECT count(*) FROM (SELECT id FROM event WHERE resource_id = @id UNION SELECT event_id FROM event_resource WHERE resource_id = @id)';
  return db.prepare<[{ id: number }], number>(sql).pluck().get({ id: resourceId }) ?? 0;
}
