import type { WriteDb } from './db.ts';
import { eventWidth, type BatchPlace } from './ingest-batch.ts';
import { comesBefore, type StreamPlace } from './ingest-place.ts';

/** An event with the ids of the database in place of names. */
export interface EventRow extends BatchPlace {
  readonly at: number;
  readonly timeText: number | null;
  readonly action: number;
  readonly plane: number;
  readonly rung: number;
  readonly basis: number;
  readonly identity: number;
  readonly principal: number;
  readonly credential: number | null;
  readonly resources: readonly number[];
  readonly ip: number | null;
  readonly origin: number | null;
  readonly userAgent: number | null;
  readonly realm: number;
  readonly vendorId: string | null;
  readonly ids: string;
}

export interface StoredEvent {
  readonly id: number;
  /** The event was there already: its record is a further place of it. */
  readonly duplicate: boolean;
  /** Two records of it disagree about time, rung, identity or action: the place that is not shown. */
  readonly differs: (BatchPlace & { readonly itemId: number }) | null;
}

interface Twin {
  id: number;
  at: number;
  rung: number;
  identity_id: number;
  action_id: number;
  item_id: number;
  sha256: string;
  member: string;
  record_index: number;
  byte_offset: number;
  byte_length: number;
}

/** Writes events; the same vendor id counts once. Which of two places is the first is decided by digest and offset, not by who came first. */
export function openEvents(db: WriteDb): (stream: StreamPlace, row: EventRow) => StoredEvent {
  const columns = `at, time_text_id, action_id, plane, rung, basis_id, identity_id, principal_id, credential_id, resource_id, resource_count,
    ip_id, origin_id, user_agent_id, realm_id, ids, item_id, record_index, byte_offset, byte_length`;
  const names = columns.split(',').map((name) => name.trim());
  const insert = db.prepare(
    `INSERT INTO event (${columns}, vendor_id) VALUES (${names.map(() => '?').join(', ')}, ?) ON CONFLICT (vendor_id) WHERE vendor_id IS NOT NULL DO NOTHING`,
  );
  const replace = db.prepare(`UPDATE event SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
  const addResource = db.prepare('INSERT INTO event_resource (event_id, position, resource_id) VALUES (?, ?, ?)');
  const dropResources = db.prepare('DELETE FROM event_resource WHERE event_id = ?');
  const addPlace = db.prepare(
    'INSERT INTO event_place (event_id, item_id, record_index, byte_offset, byte_length) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const findTwin = db.prepare<[string], Twin>(
    `SELECT e.id, e.at, e.rung, e.identity_id, e.action_id, e.item_id, o.sha256, i.member, e.record_index, e.byte_offset, e.byte_length
     FROM event e JOIN item i ON i.id = e.item_id JOIN original o ON o.id = i.original_id WHERE e.vendor_id = ?`,
  );
  const addDuplicate = db.prepare('UPDATE item SET duplicates = duplicates + ? WHERE id = ?');

  const values = (stream: StreamPlace, row: EventRow): unknown[] => [
    row.at,
    row.timeText,
    row.action,
    row.plane,
    row.rung,
    row.basis,
    row.identity,
    row.principal,
    row.credential,
    row.resources[0] ?? null,
    row.resources.length,
    row.ip,
    row.origin,
    row.userAgent,
    row.realm,
    row.ids,
    stream.itemId,
    row.index,
    row.offset,
    row.length,
  ];
  const writeResources = (id: number, row: EventRow): void =>
    row.resources.forEach((resource, position) => position > 0 && addResource.run(id, position, resource));

  return (stream, row) => {
    const done = insert.run(...values(stream, row), row.vendorId);
    if (done.changes === 1) {
      const id = Number(done.lastInsertRowid);
      writeResources(id, row);
      return { id, duplicate: false, differs: null };
    }
    const twin = findTwin.get(row.vendorId ?? '');
    if (!twin) throw new Error('an event was refused as known, but is not there');
    const differs = twin.at !== row.at || twin.rung !== row.rung || twin.identity_id !== row.identity || twin.action_id !== row.action;
    const here = { itemId: stream.itemId, index: row.index, offset: row.offset, length: row.length };
    const there = { itemId: twin.item_id, index: twin.record_index, offset: twin.byte_offset, length: twin.byte_length };
    if (here.itemId === there.itemId && here.offset === there.offset && here.index === there.index)
      return { id: twin.id, duplicate: true, differs: differs ? here : null };
    const first = comesBefore({ sha256: stream.sha256, member: stream.member, byte_offset: row.offset }, twin);
    if (first) {
      replace.run(...values(stream, row), twin.id);
      dropResources.run(twin.id);
      writeResources(twin.id, row);
      addPlace.run(twin.id, twin.item_id, twin.record_index, twin.byte_offset, twin.byte_length);
      // The place known before is the further one now.
      if (twin.item_id !== stream.itemId) {
        addDuplicate.run(1, twin.item_id);
        addDuplicate.run(-1, stream.itemId);
      }
    } else addPlace.run(twin.id, stream.itemId, row.index, row.offset, row.length);
    return { id: twin.id, duplicate: true, differs: differs ? (first ? there : here) : null };
  };
}

/** One event of a batch as numbers. */
export function eventNumbers(events: Float64Array, event: number): Float64Array {
  return events.subarray(event * eventWidth, (event + 1) * eventWidth);
}
