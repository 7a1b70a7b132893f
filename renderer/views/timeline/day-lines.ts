import type { Milestone } from '../../../shared/rpc/case.ts';
import type { Histogram } from '../../../shared/rpc/events.ts';
import type { Separator } from './row-places.ts';

/** What may stand between two events. */
export type Between = { readonly kind: 'day'; readonly at: number; readonly events: number } | { readonly kind: 'milestone'; readonly milestone: Milestone };

const day = 86_400_000_000;

/** Days (UTC) that `from` to `to` touches. */
export function daysIn(from: number, to: number): number {
  return Math.max(0, Math.ceil(to / day) - Math.floor(from / day));
}

/** A line before the first event of each day but the first, which stands at the top; none unless every bar is one day or less. */
export function dayLines(days: Histogram | undefined): readonly Separator<Between>[] {
  if (!days || days.step > day || day % days.step !== 0) return [];
  const perDay = new Map<number, number>();
  for (const bar of days.bars) {
    const number = Math.floor(bar.at / day);
    perDay.set(number, (perDay.get(number) ?? 0) + bar.counts.reduce((sum, events) => sum + events, 0));
  }
  const lines: Separator<Between>[] = [];
  let rank = 0;
  for (const [number, events] of perDay) {
    if (events > 0 && rank > 0) lines.push({ rank, value: { kind: 'day', at: number * day, events } });
    rank += events;
  }
  return lines;
}

/** Days and milestones in order: by place among the events, then by their own moment. */
export function mergeSeparators(days: Histogram | undefined, milestones: readonly Separator<Between>[]): readonly Separator<Between>[] {
  return [...dayLines(days), ...milestones].toSorted((a, b) => a.rank - b.rank || momentOf(a.value) - momentOf(b.value));
}

function momentOf(value: Between): number {
  return value.kind === 'day' ? value.at : value.milestone.at;
}
