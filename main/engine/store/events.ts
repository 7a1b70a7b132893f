import type { EventRow } from '../../../shared/rpc/events.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import type { ReadDb } from './db.ts';
import { eventRows } from './event-rows.ts';
import { and, forRungCounts, type Where } from './filter-sql.ts';
import { keepRanks, madeFrom, nameOf, placesAt, placesOf, rankOf, type Cursor } from './ranks.ts';
import { remember } from './remember.ts';

export interface EventPage {
  readonly rows: EventRow[];
  /** How many that match stand before the first row. */
  readonly rank: number;
  readonly total: number;
}

export interface PageWanted {
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
  /** Start at the first event at or after this moment. */
  readonly seek?: number | undefined;
  readonly limit: number;
}

/** How many events match, by rung. Remembered while the case does not change. */
export function countEvents(db: ReadDb, where: Where): { total: number; counts: RungCounts } {
  return remember(db, madeFrom(where), `count ${nameOf(where)}`, () => {
    const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
    const { sql, params } = forRungCounts(where);
    const found = db
      .prepare<unknown[], [number, number]>(`SELECT e.rung, count(*) FROM event e WHERE ${sql} GROUP BY e.rung`)
      .raw()
      .all(...params);
    for (const [rung, events] of found) counts[rung as 0 | 1 | 2 | 3 | 4] = events;
    return { total: counts.reduce((sum, events) => sum + events, 0), counts };
  });
}

/** Rows after, before or from a place; from the beginning when none is given. Always in ascending order. */
export function pageEvents(db: ReadDb, where: Where, wanted: PageWanted): EventPage {
  const { total } = countEvents(db, where);
  const places = wanted.before
    ? placesOf(db, and(where, { sql: '(e.at, e.id) < (?, ?)', params: [wanted.before.at, wanted.before.id] }), wanted.limit, 0, 'DESC').toReversed()
    : placesOf(db, and(where, startOf(wanted)), wanted.limit, 0, 'ASC');
  const [first] = places;
  const rank = first ? rankOf(db, where, first) : wanted.before ? 0 : total;
  keepRanks(db, where, places, rank);
  return {
    rows: eventRows(
      db,
      places.map((place) => place.id),
    ),
    rank,
    total,
  };
}

function startOf(wanted: PageWanted): Where {
  if (wanted.after) return { sql: '(e.at, e.id) > (?, ?)', params: [wanted.after.at, wanted.after.id] };
  if (wanted.seek !== undefined) return { sql: 'e.at >= ?', params: [wanted.seek] };
  return { sql: 'TRUE', params: [] };
}

/** Rows by rank: what stands under one place of a scroll bar. */
export function sliceEvents(db: ReadDb, where: Where, rank: number, limit: number): EventPage {
  const { total } = countEvents(db, where);
  const start = Math.min(rank, total);
  const places = placesAt(db, where, start, limit, total);
  keepRanks(db, where, places, start);
  return {
    rows: eventRows(
      db,
      places.map((place) => place.id),
    ),
    rank: start,
    total,
  };
}

/** Ids of every event that matches, in order. */
export function matchingEventIds(db: ReadDb, where: Where): number[] {
  return db
    .prepare<unknown[], number>(`SELECT e.id FROM event e WHERE ${where.sql} ORDER BY e.at, e.id`)
    .pluck()
    .all(...where.params);
}
