import type { WriteDb } from './db.ts';
import type { BatchPlace } from './ingest-batch.ts';
import { openRows } from './ingest-rows.ts';
import { comesBefore, type StreamPlace } from './ingest-place.ts';
import { loadSeen, type SeenIds } from './ingest-seen.ts';

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
  /** Of the vendor id; 0 without one. */
  readonly vendorHash: number;
  readonly ids: string;
  readonly context: number;
}

export interface StoredEvent {
  readonly id: number;
  /** The event was there already: its record is a further place of it. */
  readonly duplicate: boolean;
  /** Two records of it disagree about time, rung, identity or action: the place that is not shown. */
  readonly differs: (BatchPlace & { readonly itemId: number }) | null;
  /** The event is now shown at this record, and stood in this file before. */
  readonly movedFrom: number | null;
  /** It says something else than before, so that what is derived from it no longer holds. */
  readonly changed: boolean;
}

interface Twin {
  id: number;
  at: number;
  rung: number;
  plane: number;
  identity_id: number;
  action_id: number;
  credential_id: number | null;
  resource_id: number | null;
  resources: string;
  item_id: number;
  sha256: string;
  member: string;
  record_index: number;
  byte_offset: number;
  byte_length: number;
}

export interface Events {
  add(stream: StreamPlace, row: EventRow): StoredEvent;
  /** Writes what is still held. Called before anybody reads the events. */
  flush(): void;
  /** Nothing in memory is true any more: a transaction was undone. */
  forget(): void;
}

const columns = [
  'at',
  'time_text_id',
  'action_id',
  'plane',
  'rung',
  'basis_id',
  'identity_id',
  'principal_id',
  'credential_id',
  'resource_id',
  'resource_count',
  'ip_id',
  'origin_id',
  'user_agent_id',
  'realm_id',
  'ids',
  'context_id',
  'item_id',
  'record_index',
  'byte_offset',
  'byte_length',
] as const;

/** Writes events; the same vendor id counts once. Which of two places is the first is decided by digest and offset, not by who came first. */
export function openEvents(db: WriteDb): Events {
  const rows = openRows(db, 'event', ['id', 'vendor_id', ...columns]);
  const resources = openRows(db, 'event_resource', ['event_id', 'position', 'resource_id']);
  const replace = db.prepare(`UPDATE event SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
  const dropResources = db.prepare('DELETE FROM event_resource WHERE event_id = ?');
  const addPlace = db.prepare(
    'INSERT INTO event_place (event_id, item_id, record_index, byte_offset, byte_length) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const vendorIdOf = db.prepare<[number], string | null>('SELECT vendor_id FROM event WHERE id = ?').pluck();
  const readTwin = db.prepare<[number], Twin>(
    `SELECT e.id, e.at, e.rung, e.plane, e.identity_id, e.action_id, e.credential_id, e.resource_id,
       (SELECT json_group_array(r.resource_id) FROM (SELECT resource_id FROM event_resource WHERE event_id = e.id ORDER BY position) r) AS resources,
       e.item_id, o.sha256, i.member, e.record_index, e.byte_offset, e.byte_length
     FROM event e JOIN item i ON i.id = e.item_id JOIN original o ON o.id = i.original_id WHERE e.id = ?`,
  );
  const addDuplicate = db.prepare('UPDATE item SET duplicates = duplicates + ? WHERE id = ?');
  const addHashes = db.prepare<[number, Buffer]>('INSERT INTO vendor_seen (first_event, hashes) VALUES (?, ?)');
  const lastEvent = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM event').pluck();

  let seen: SeenIds | null = null;
  let next = 0;
  /** Events that are held and not yet in the table, and their hashes. */
  let held: (string | null)[] = [];
  let hashes: number[] = [];
  let firstHash = 0;

  function begin(): SeenIds {
    next = (lastEvent.get() ?? 0) + 1;
    firstHash = next;
    return (seen = loadSeen(db));
  }

  function flushRows(): void {
    rows.flush();
    resources.flush();
    held = [];
  }

  function insert(stream: StreamPlace, row: EventRow, ids: SeenIds): number {
    const id = next++;
    rows.add(
      id,
      row.vendorId,
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
      row.context,
      stream.itemId,
      row.index,
      row.offset,
      row.length,
    );
    for (let position = 1; position < row.resources.length; position += 1) resources.add(id, position, row.resources[position]!);
    held.push(row.vendorId);
    hashes.push(row.vendorHash);
    if (row.vendorHash !== 0) ids.add(row.vendorHash, id);
    return id;
  }

  function again(stream: StreamPlace, row: EventRow, id: number): StoredEvent {
    flushRows();
    const twin = readTwin.get(id);
    if (!twin) throw new Error('an event was found as known, but is not there');
    const differs = twin.at !== row.at || twin.rung !== row.rung || twin.identity_id !== row.identity || twin.action_id !== row.action;
    const here = { itemId: stream.itemId, index: row.index, offset: row.offset, length: row.length };
    const there = { itemId: twin.item_id, index: twin.record_index, offset: twin.byte_offset, length: twin.byte_length };
    const stays = { id, duplicate: true, movedFrom: null, changed: false };
    if (here.itemId === there.itemId && here.offset === there.offset && here.index === there.index) return { ...stays, differs: differs ? here : null };
    if (!comesBefore({ sha256: stream.sha256, member: stream.member, byte_offset: row.offset }, twin)) {
      addPlace.run(id, stream.itemId, row.index, row.offset, row.length);
      return { ...stays, differs: differs ? here : null };
    }
    const [first, ...others] = row.resources;
    const { timeText, basis, principal, ip, origin, userAgent, realm } = row;
    replace.run(
      row.at,
      timeText,
      row.action,
      row.plane,
      row.rung,
      basis,
      row.identity,
      principal,
      row.credential,
      first ?? null,
      row.resources.length,
      ip,
      origin,
      userAgent,
      realm,
      row.ids,
      row.context,
      stream.itemId,
      row.index,
      row.offset,
      row.length,
      id,
    );
    dropResources.run(id);
    others.forEach((resource, place) => resources.add(id, place + 1, resource));
    addPlace.run(id, twin.item_id, twin.record_index, twin.byte_offset, twin.byte_length);
    // The place known before is the further one now.
    if (twin.item_id !== stream.itemId) {
      addDuplicate.run(1, twin.item_id);
      addDuplicate.run(-1, stream.itemId);
    }
    const changed =
      differs ||
      twin.plane !== row.plane ||
      twin.credential_id !== row.credential ||
      twin.resource_id !== (first ?? null) ||
      twin.resources !== JSON.stringify(others);
    return { id, duplicate: true, differs: differs ? there : null, movedFrom: twin.item_id, changed };
  }

  return {
    add(stream, row) {
      const ids = seen ?? begin();
      const known =
        row.vendorHash === 0
          ? 0
          : ids.find(row.vendorHash, (event) => {
              const place = event - (next - held.length);
              return (place >= 0 ? held[place] : vendorIdOf.get(event)) === row.vendorId;
            });
      if (known !== 0) return again(stream, row, known);
      return { id: insert(stream, row, ids), duplicate: false, differs: null, movedFrom: null, changed: false };
    },
    flush() {
      flushRows();
      if (hashes.length > 0) addHashes.run(firstHash, Buffer.from(Uint32Array.from(hashes).buffer));
      hashes = [];
      firstHash = next;
    },
    forget() {
      rows.forget();
      resources.forget();
      seen = null;
      held = [];
      hashes = [];
    },
  };
}
