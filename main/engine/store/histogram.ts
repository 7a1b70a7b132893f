import type { Histogram } from '../../../shared/rpc/events.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { coverage } from './coverage.ts';
import type { ReadDb } from './db.ts';
import { onlyTime, type Where } from './filter-sql.ts';
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
  const made = Array.from({ length: Math.ceil((to - start) / step) }, (_, place): Bar => ({ at: start + place * step, counts: [0, 0, 0, 0, 0] }));
  if (onlyTime(where)) countAlongIndex(db, made, { from, to, step });
  else countRowByRow(db, made, where, { start, step });
  const gaps = coverage(db)
    .flatMap((source) => source.gaps)
    .filter((gap) => gap.to > from && gap.from < to);
  return { from, to, step, bars: made, gaps };
}

interface Bar {
  readonly at: number;
  readonly counts: [number, number, number, number, number];
}

/** One count of the index for each bar and rung: nothing has to be grouped. */
function countAlongIndex(db: ReadDb, bars: readonly Bar[], { from, to, step }: { readonly from: number; readonly to: number; readonly step: number }): void {
  const count = db.prepare<[number, number, number], number>('SELECT count(*) FROM event WHERE rung = ? AND at >= ? AND at < ?').pluck();
  for (const { at, counts } of bars) {
    for (const rung of [0, 1, 2, 3, 4] as const) counts[rung] = count.get(rung, Math.max(at, from), Math.min(at + step, to)) ?? 0;
  }
}

function countRowByRow(db: ReadDb, bars: readonly Bar[], where: Where, { start, step }: { readonly start: number; readonly step: number }): void {
  const sql = `SELECT CAST((e.at - ?) / ? AS INTEGER), e.rung, count(*) FROM event e WHERE ${where.sql} GROUP BY 1, 2`;
  const rows = db.prepare<unknown[], [number, 0 | 1 | 2 | 3 | 4, number]>(sql).raw();
  for (const [place, rung, events] of rows.iterate(start, step, ...where.params)) {
    const bar = bars[place];
    if (!bar) throw new Error('an event lies outside the span that was asked for');
    bar.counts[rung] = events;
  }
}
