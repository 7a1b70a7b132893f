import type { Rung, RungCounts } from '../../../shared/rungs.ts';

export interface BarPart {
  readonly rung: Rung;
  /** From the foot of the bar. */
  readonly from: number;
  readonly height: number;
}

/** From the foot up: successful use first, then what was only attempted, then what the log leaves open. */
const order: readonly Rung[] = [4, 3, 2, 1, 0];
const least = 2;

/** One bar of the histogram. Whatever occurs is seen, however rare: no part is lower than two pixels. */
export function stackBar(counts: RungCounts, most: number, height: number): readonly BarPart[] {
  const parts: BarPart[] = [];
  let from = 0;
  for (const rung of order) {
    const events = counts[rung];
    if (events === 0) continue;
    const own = Math.max(least, (events / Math.max(1, most)) * (height - least * order.length));
    parts.push({ rung, from, height: own });
    from += own;
  }
  return parts;
}
