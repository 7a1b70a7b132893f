import type { Histogram } from '../../../shared/rpc/events.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { coverage } from './coverage.ts';
import type { ReadDb } from './db.ts';
import { forRungCounts, type Where } from './filter-sql.ts';
import { madeFrom, nameOf, placesOf } from './ranks.ts';
import { remember } from './remember.ts';

const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Widths of a bar that a person can read off an axis, in microseconds. */
const steps: readonly number[] = [
  1,
  10,
  100,
  1_000,
  10_000,
  100_000,
  second,
  2 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  28 * day,
  91 * day,
  182 * day,
  364 * day,
  3640 * day,
  36400 * day,
];

/**
 * Events per stretch of time and rung, in at most `bars` bars that begin at round moments (UTC); every bar of the span is
 * there, also an empty one. The span is the filter's, or else that of the events that match.
 */
export function histogram(db: ReadDb, where: Where, window: Pick<Filter, 'from' | 'to'>, bars: number): Histogram {
  return remember(db, madeFrom(where), `histogram ${bars} ${window.from} ${window.to} ${nameOf(where)}`, () => draw(db, where, window, bars));
}

function draw(db: ReadDb, where: Where, window: Pick<Filter, 'from' | 'to'>, bars: number): Histogram {
  const first = window.from ?? placesOf(db, where, 1, 0, 'ASC')[0]?.at;
  const last = window.to === undefined ? placesOf(db, where, 1, 0, 'DESC')[0]?.at : undefined;
  const from = first ?? window.to;
  const to = window.to ?? (last === undefined ? window.from : last + 1);
  if (from === undefined || to === undefined || to <= from) return { from: from ?? 0, to: from ?? 0, step: second, bars: [], gaps: [] };
  const step = steps.find((width) => Math.ceil(to / width) - Math.floor(from / width) <= bars) ?? to - from;
  const start = Math.floor(from / step) * step;
  const made = Array.from({ length: Math.ceil((to - start) / step) }, (_, place) => ({
    at: start + place * step,
    counts: [0, 0, 0, 0, 0] as [number, number, number, number, number],
  }));
  const counted = forRungCounts(where);
  const sql = `SELECT CAST((e.at - ?) / ? AS INTEGER), e.rung, count(*) FROM event e WHERE ${counted.sql} GROUP BY 1, 2`;
  for (const [place, rung, events] of db
    .prepare<unknown[], [number, 0 | 1 | 2 | 3 | 4, number]>(sql)
    .raw()
    .iterate(start, step, ...counted.params)) {
    const bar = made[place];
    if (!bar) throw new Error('an event lies outside the span that was asked for');
    bar.counts[rung] = events;
  }
  const gaps = coverage(db)
    .flatMap((source) => source.gaps)
    .filter((gap) => gap.to > from && gap.from < to);
  return { from, to, step, bars: made, gaps };
}
