import { planes, type Basis, type Plane } from '../../../shared/model.ts';
import { rungName, type Rung, type RungName } from '../../../shared/rungs.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import { joinIds } from './event-ids.ts';
import { sortedWithin } from './export-order.ts';
import { comparePlaces, placeOf, type PlaceColumns, type RecordPlace } from './export-place.ts';

/** One event as it stands in a bundle: every reference is a key that means the same everywhere. */
export interface ExportedEvent {
  readonly at: string;
  /** The time as the record wrote it. */
  readonly time: string;
  readonly action: string;
  readonly plane: Plane;
  readonly rung: RungName;
  readonly basis: readonly Basis[];
  readonly identity: string;
  readonly principal: string;
  readonly credential: string | null;
  readonly resources: readonly string[];
  readonly ip: string | null;
  readonly origin: string | null;
  readonly userAgent: string | null;
  readonly realm: string;
  readonly vendorId: string | null;
  readonly ids: Readonly<Record<string, string>>;
  readonly reader: string;
  readonly readerVersion: string;
  /** Every record that tells of it. */
  readonly records: readonly RecordPlace[];
}

interface Stored extends PlaceColumns {
  at: number;
  time_text: string | null;
  action: string;
  plane: number;
  rung: Rung;
  basis: string;
  identity: string;
  principal: string;
  credential: string | null;
  resource: string | null;
  more: string | null;
  places: string | null;
  ip: string | null;
  origin: string | null;
  user_agent: string | null;
  realm: string;
  vendor_id: string | null;
  ids: string;
  context: string | null;
  reader: string | null;
  reader_version: string | null;
}

const sql = `
SELECT e.at, time.text AS time_text, action.text AS action, e.plane, e.rung, basis.text AS basis, i.key AS identity, principal.text AS principal,
  c.key AS credential, r.key AS resource, ip.text AS ip, origin.text AS origin, agent.text AS user_agent, realm.text AS realm, e.vendor_id, e.ids, context.text AS context,
  item.reader, item.reader_version, o.sha256, item.member, e.record_index, e.byte_offset, e.byte_length,
  (SELECT json_group_array(key) FROM (SELECT r2.key FROM event_resource x JOIN resource r2 ON r2.id = x.resource_id WHERE x.event_id = e.id ORDER BY x.position)) AS more,
  (SELECT json_group_array(json_array(o2.sha256, item2.member, p.record_index, p.byte_offset, p.byte_length))
   FROM event_place p JOIN item item2 ON item2.id = p.item_id JOIN original o2 ON o2.id = item2.original_id WHERE p.event_id = e.id) AS places
FROM event e INDEXED BY event_at
CROSS JOIN term action ON action.id = e.action_id
CROSS JOIN term basis ON basis.id = e.basis_id
CROSS JOIN term principal ON principal.id = e.principal_id
CROSS JOIN term realm ON realm.id = e.realm_id
CROSS JOIN identity i ON i.id = e.identity_id
CROSS JOIN item ON item.id = e.item_id
CROSS JOIN original o ON o.id = item.original_id
LEFT JOIN credential c ON c.id = e.credential_id
LEFT JOIN resource r ON r.id = e.resource_id
LEFT JOIN context ON context.id = e.context_id
LEFT JOIN term time ON time.id = e.time_text_id
LEFT JOIN term ip ON ip.id = e.ip_id
LEFT JOIN term origin ON origin.id = e.origin_id
LEFT JOIN term agent ON agent.id = e.user_agent_id
ORDER BY e.at`;

/** Every event, in an order that does not depend on the order of import. */
export function* exportEvents(db: ReadDb): Generator<ExportedEvent> {
  yield* sortedWithin(eventsByTime(db), (event) => event.at);
}

function* eventsByTime(db: ReadDb): Generator<ExportedEvent> {
  for (const row of db.prepare<[], Stored>(sql).iterate()) yield eventOf(row);
}

function eventOf(row: Stored): ExportedEvent {
  const plane = planes[row.plane];
  if (plane === undefined) throw new Error(`an event stands on plane ${row.plane}, which does not exist`);
  const places = JSON.parse(row.places ?? '[]') as [string, string, number, number, number][];
  const records = [placeOf(row), ...places.map(([item, member, index, offset, length]) => ({ item, member, index, offset, length }))];
  return {
    at: formatIso(row.at as Micros),
    time: row.time_text ?? formatIso(row.at as Micros),
    action: row.action,
    plane,
    rung: rungName(row.rung),
    basis: JSON.parse(row.basis) as Basis[],
    identity: row.identity,
    principal: row.principal,
    credential: row.credential,
    resources: [...(row.resource === null ? [] : [row.resource]), ...(JSON.parse(row.more ?? '[]') as string[])],
    ip: row.ip,
    origin: row.origin,
    userAgent: row.user_agent,
    realm: row.realm,
    vendorId: row.vendor_id,
    ids: joinIds(row.ids, row.context, row.vendor_id),
    reader: row.reader ?? '',
    readerVersion: row.reader_version ?? '',
    records: records.sort(comparePlaces),
  };
}
