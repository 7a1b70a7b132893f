import type { ReadDb } from './db.ts';
import { and, type Where } from './filter-sql.ts';
import { remember } from './remember.ts';

/** A place in the order of events, which is (at, id). */
export interface Cursor {
  readonly at: number;
  readonly id: number;
}

/** A place whose rank is known: how many that match stand before it. */
interface Known extends Cursor {
  readonly rank: number;
}

/** How many known places are kept for one filter. */
const kept = 1000;

/**
 * Ranks cost time per event between a place and the nearest one whose rank is known; so every page leaves its first and
 * last place behind, and whoever scrolls on pays for the next page only.
 */
function knownPlaces(db: ReadDb, where: Where): Map<number, Known> {
  return remember(db, madeFrom(where), `ranks ${nameOf(where)}`, () => new Map<number, Known>());
}

/** The name under which results for this condition are remembered. */
export function nameOf(where: Where): string {
  return `${where.sql} ${JSON.stringify(where.params)}`;
}

/** What the events that match depend on. */
export function madeFrom(where: Where): 'events' | 'anything' {
  return where.sql.includes('assessment') ? 'anything' : 'events';
}

/** Keeps the ranks of the first and the last place of a page. */
export function keepRanks(db: ReadDb, where: Where, places: readonly Cursor[], rank: number): void {
  const known = knownPlaces(db, where);
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last) return;
  if (known.size >= kept) known.clear();
  known.set(rank, { ...first, rank });
  known.set(rank + places.length - 1, { ...last, rank: rank + places.length - 1 });
}

/** How many that match stand before this place. */
export function rankOf(db: ReadDb, where: Where, place: Cursor): number {
  let below: Known | null = null;
  let above: Known | null = null;
  for (const known of knownPlaces(db, where).values()) {
    if (compare(known, place) <= 0) {
      if (!below || known.rank > below.rank) below = known;
    } else if (!above || known.rank < above.rank) above = known;
  }
  if (above && (!below || above.at - place.at < place.at - below.at)) return above.rank - count(db, where, place, above);
  return (below?.rank ?? 0) + count(db, where, below, place);
}

function count(db: ReadDb, where: Where, from: Cursor | null, to: Cursor): number {
  const between = and(
    where,
    { sql: from ? '(e.at, e.id) >= (?, ?)' : 'TRUE', params: from ? [from.at, from.id] : [] },
    { sql: '(e.at, e.id) < (?, ?)', params: [to.at, to.id] },
  );
  return (
    db
      .prepare<unknown[], number>(`SELECT count(*) FROM event e WHERE ${between.sql}`)
      .pluck()
      .get(...between.params) ?? 0
  );
}

function compare(a: Cursor, b: Cursor): number {
  return a.at - b.at || a.id - b.id;
}

/** The places from `rank` on, read from whichever is nearest: the beginning, the end, or a place whose rank is known. */
export function placesAt(db: ReadDb, where: Where, rank: number, limit: number, total: number): Cursor[] {
  const length = Math.max(0, Math.min(limit, total - rank));
  if (length === 0) return [];
  const behind = total - rank - length;
  const known = [...knownPlaces(db, where).values()];
  const below = known.filter((place) => place.rank <= rank).reduce<Known | null>((best, place) => (best && best.rank > place.rank ? best : place), null);
  const above = known
    .filter((place) => place.rank >= rank + length)
    .reduce<Known | null>((best, place) => (best && best.rank < place.rank ? best : place), null);
  const up = rank - (below?.rank ?? 0);
  const down = above ? above.rank - rank - length : behind;
  if (up <= down)
    return placesOf(db, and(where, { sql: below ? '(e.at, e.id) >= (?, ?)' : 'TRUE', params: below ? [below.at, below.id] : [] }), length, up, 'ASC');
  return placesOf(
    db,
    and(where, { sql: above ? '(e.at, e.id) < (?, ?)' : 'TRUE', params: above ? [above.at, above.id] : [] }),
    length,
    down,
    'DESC',
  ).toReversed();
}

/** The first places that match, after skipping `offset` of them. */
export function placesOf(db: ReadDb, where: Where, limit: number, offset: number, direction: 'ASC' | 'DESC'): Cursor[] {
  const sql = `SELECT e.at, e.id FROM event e WHERE ${where.sql} ORDER BY e.at ${direction}, e.id ${direction} LIMIT ? OFFSET ?`;
  return db.prepare<unknown[], Cursor>(sql).all(...where.params, limit, offset);
}
