import { recountHours } from './coverage-hours.ts';
import type { WriteDb } from './db.ts';
import type { EventRow } from './ingest-events.ts';
import { openRows } from './ingest-rows.ts';
import { writeSetting } from './settings.ts';

/** An hour in microseconds. */
const hour = 3_600_000_000;

/** Touches gathered before they are written. */
const gathered = 25_000;

/** Keeps what is derived from events in step with them while they are stored, so that it need not be derived again from all of them. */
export interface Derived {
  /** An event that was not there before. */
  add(row: EventRow, id: number, logType: string): void;
  /** The event is shown at another place and says the same. */
  moved(row: EventRow, id: number, fromItem: number, toItem: number): void;
  /** An event says something else than before: everything is derived again when the import ends. */
  changed(): void;
  /** Ends a file: its hours are written, and those of files that lost an event to it are counted again. */
  endItem(itemId: number): void;
  /** Writes touches and holdings. Called before the transaction ends. */
  flush(): void;
  forget(): void;
}

interface Touch {
  readonly key: readonly [identity: number, credential: number, plane: number, resource: number, action: number];
  readonly counts: [number, number, number, number, number];
  first: number;
  last: number;
}

interface Use {
  readonly identity: number;
  readonly credential: number;
  event: number;
  first: number;
  last: number;
}

interface Hour {
  readonly realm: number;
  readonly hour: number;
  readonly logType: string;
  events: number;
  first: number;
  last: number;
}

export function openDerived(db: WriteDb): Derived {
  const touches = new Map<string, Touch>();
  const uses = new Map<string, Use>();
  const hours = new Map<string, Hour>();
  const recount = new Set<number>();
  const movedUses = new Map<number, { readonly identity: number; readonly credential: number }>();
  let lastHour: { key: string; of: Hour } | null = null;

  const rungs = ['unknown', 'rejected', 'denied', 'failed', 'succeeded'] as const;
  const touchRows = openRows(
    db,
    'touch',
    ['identity_id', 'credential_id', 'plane', 'resource_id', 'action_id', ...rungs, 'first_at', 'last_at'],
    `ON CONFLICT DO UPDATE SET ${rungs.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')},
       first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)`,
  );
  const hourRows = openRows(db, 'coverage_hour', ['item_id', 'realm_id', 'hour', 'log_type', 'events', 'first_at', 'last_at']);
  const countHours = recountHours(db);
  const findUse = db.prepare<[number, number], { id: number; from_at: number; to_at: number }>(
    `SELECT id, from_at, to_at FROM holding WHERE credential_id = ? AND identity_id = ? AND basis = 'used'`,
  );
  const addUse = db.prepare(
    `INSERT INTO holding (identity_id, credential_id, basis, from_at, to_at, event_id, item_id, record_index, byte_offset, byte_length)
     SELECT ?, ?, 'used', ?, ?, id, item_id, record_index, byte_offset, byte_length FROM event WHERE id = ?`,
  );
  const prolong = db.prepare('UPDATE holding SET to_at = ? WHERE id = ?');
  const place =
    '(event_id, item_id, record_index, byte_offset, byte_length) = (SELECT id, item_id, record_index, byte_offset, byte_length FROM event WHERE id = ?)';
  const begin = db.prepare(`UPDATE holding SET from_at = ?, ${place} WHERE id = ?`);
  const moveUse = db.prepare(`UPDATE holding SET ${place} WHERE credential_id = ? AND identity_id = ? AND basis = 'used' AND event_id = ?`);

  function touch(row: EventRow, resource: number): void {
    const credential = row.credential ?? 0;
    const name = `${row.identity} ${credential} ${row.plane} ${resource} ${row.action}`;
    let found = touches.get(name);
    if (!found) {
      found = { key: [row.identity, credential, row.plane, resource, row.action], counts: [0, 0, 0, 0, 0], first: row.at, last: row.at };
      touches.set(name, found);
    }
    found.counts[row.rung as 0 | 1 | 2 | 3 | 4] += 1;
    if (row.at < found.first) found.first = row.at;
    if (row.at > found.last) found.last = row.at;
  }

  function use(row: EventRow, credential: number, id: number): void {
    const name = `${row.identity} ${credential}`;
    const found = uses.get(name);
    if (!found) uses.set(name, { identity: row.identity, credential, event: id, first: row.at, last: row.at });
    else {
      if (row.at < found.first) {
        found.first = row.at;
        found.event = id;
      }
      if (row.at > found.last) found.last = row.at;
    }
  }

  function flushTouches(): void {
    const sorted = [...touches.values()].sort((a, b) => compare(a.key, b.key));
    for (const { key, counts, first, last } of sorted) touchRows.add(...key, ...counts, first, last);
    touchRows.flush();
    touches.clear();
  }

  function flushUses(): void {
    for (const { identity, credential, event, first, last } of uses.values()) {
      const known = findUse.get(credential, identity);
      if (!known) addUse.run(identity, credential, first, last, event);
      else {
        if (first < known.from_at) begin.run(first, event, known.id);
        if (last > known.to_at) prolong.run(last, known.id);
      }
    }
    uses.clear();
    for (const [event, { identity, credential }] of movedUses) moveUse.run(event, credential, identity, event);
    movedUses.clear();
  }

  const compare = (a: Touch['key'], b: Touch['key']): number => {
    for (let place = 0; place < 5; place += 1) if (a[place] !== b[place]) return a[place]! - b[place]!;
    return 0;
  };

  return {
    add(row, id, logType) {
      const { resources } = row;
      if (resources.length < 2) touch(row, resources[0] ?? 0);
      else for (const resource of new Set(resources)) touch(row, resource);
      if (row.credential !== null) use(row, row.credential, id);
      if (touches.size >= gathered) flushTouches();
      const number = Math.floor(row.at / hour);
      const key = `${row.realm} ${number} ${logType}`;
      if (lastHour?.key !== key) {
        let of = hours.get(key);
        if (!of) hours.set(key, (of = { realm: row.realm, hour: number, logType, events: 0, first: row.at, last: row.at }));
        lastHour = { key, of };
      }
      const { of } = lastHour;
      of.events += 1;
      if (row.at < of.first) of.first = row.at;
      if (row.at > of.last) of.last = row.at;
    },
    moved(row, id, fromItem, toItem) {
      recount.add(fromItem).add(toItem);
      if (row.credential !== null) movedUses.set(id, { identity: row.identity, credential: row.credential });
    },
    changed: () => writeSetting(db, 'derived_stale', '1'),
    endItem(itemId) {
      if (!recount.has(itemId))
        for (const { realm, hour: number, logType, events, first, last } of hours.values()) hourRows.add(itemId, realm, number, logType, events, first, last);
      hourRows.flush();
      for (const item of recount) countHours(item);
      recount.clear();
      hours.clear();
      lastHour = null;
    },
    flush() {
      flushTouches();
      flushUses();
    },
    forget() {
      touches.clear();
      uses.clear();
      hours.clear();
      recount.clear();
      movedUses.clear();
      touchRows.forget();
      hourRows.forget();
      lastHour = null;
    },
  };
}
