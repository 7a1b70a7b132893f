import type { Rung } from '../../shared/rungs.ts';

export interface Use {
  readonly at: number;
  readonly rung: number;
  readonly events: number;
}

/** One mark on a life line: uses of one rung, too close together to be told apart at this zoom. */
export interface UseMark {
  readonly x: number;
  readonly rung: Rung;
  readonly events: number;
  readonly from: number;
  readonly to: number;
}

const tracks = { successful: [4], other: [0, 1, 2, 3] } as const;

export type Track = keyof typeof tracks;

/**
 * Places the marks of one track so that none covers another. Uses of one rung within a mark's width become one mark; a mark
 * of another rung moves to the right by at most `size` and joins the last mark of its own rung when that is not enough.
 */
export function useMarks(uses: readonly Use[], track: Track, x: (at: number) => number, size: number): readonly UseMark[] {
  const wanted: readonly number[] = tracks[track];
  const sorted = uses.filter((use) => wanted.includes(use.rung)).toSorted((a, b) => a.at - b.at || a.rung - b.rung);
  const placed: UseMark[] = [];
  const lastOfRung = new Map<number, number>();
  let free = Number.NEGATIVE_INFINITY;
  for (const use of sorted) {
    const at = x(use.at);
    const own = lastOfRung.get(use.rung);
    const before = own === undefined ? undefined : placed[own];
    const closeToOwn = before !== undefined && at - before.x < size;
    const crowded = before !== undefined && free - at > size;
    if (own !== undefined && before && (closeToOwn || crowded)) {
      placed[own] = { ...before, events: before.events + use.events, to: use.at };
      continue;
    }
    const position = Math.max(at, free);
    lastOfRung.set(use.rung, placed.length);
    placed.push({ x: position, rung: use.rung as Rung, events: use.events, from: use.at, to: use.at });
    free = position + size;
  }
  return placed;
}
