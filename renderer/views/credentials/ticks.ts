import { scaleUtc, utcFormat } from 'd3';
import type { Span } from '../../graph/life-span.ts';

export interface Tick {
  readonly x: number;
  readonly text: string;
}

const day = utcFormat('%Y-%m-%d');
const clock = utcFormat('%H:%M');
const precise = utcFormat('%H:%M:%S');
const month = utcFormat('%Y-%m');
const year = utcFormat('%Y');

/** Round moments along a span of time in UTC, as many as have room. */
export function ticksOf(span: Span, width: number): readonly Tick[] {
  if (width <= 0 || span.to <= span.from) return [];
  const scale = scaleUtc([span.from / 1000, span.to / 1000], [0, width]);
  const dates = scale.ticks(Math.max(2, Math.floor(width / 110)));
  const step = dates.length > 1 ? (dates[1]?.getTime() ?? 0) - (dates[0]?.getTime() ?? 0) : 0;
  return dates.map((date) => ({ x: scale(date), text: textOf(date, step) }));
}

const hour = 3_600_000;

function textOf(date: Date, step: number): string {
  if (step >= 360 * 24 * hour) return year(date);
  if (step >= 28 * 24 * hour) return month(date);
  const midnight = date.getTime() % (24 * hour) === 0;
  if (step >= 24 * hour || midnight) return day(date);
  return step < 60_000 ? precise(date) : clock(date);
}
