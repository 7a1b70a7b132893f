import type { LifeLine } from '../../shared/rpc/graph.ts';
import type { Milestone } from '../../shared/rpc/case.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

const minute = 60_000_000;
const shortest = 10 * minute;

/**
 * The stretch worth looking at first: the milestones of the incident and what the credentials in reach did, with a little
 * air on both sides. Lives that began or end far outside are cut at the edges rather than shrinking the incident to a line;
 * so is the verification of the patch, which often comes days later.
 */
export function focusSpan(lines: readonly LifeLine[], milestones: readonly Milestone[], caseClock: number): Span {
  const anchors = milestones.filter((each) => each.kind !== 'patch_verified').map((each) => each.at);
  const uses = lines.flatMap((line) => [line.first, line.last]).filter((at): at is number => at !== null);
  const subject = lines
    .filter((line) => line.inReach)
    .flatMap((line) => [line.first, line.last])
    .filter((at): at is number => at !== null);
  const moments = anchors.length > 0 ? [...anchors, ...subject] : uses;
  if (moments.length === 0) return { from: caseClock - 24 * 60 * minute, to: caseClock };
  return pad(extent(moments));
}

/** From the first beginning to the last end that is known. */
export function wholeSpan(lines: readonly LifeLine[], milestones: readonly Milestone[], caseClock: number): Span {
  const moments = lines.flatMap((line) => [line.issued, line.first, line.last, line.ended, line.expires]).filter((at): at is number => at !== null);
  moments.push(...milestones.map((each) => each.at));
  return moments.length === 0 ? { from: caseClock - 24 * 60 * minute, to: caseClock } : pad(extent(moments));
}

/** Zooms by `factor` (below 1: closer) around the place `anchor`. */
export function zoomSpan(span: Span, factor: number, anchor: number): Span {
  const length = Math.max((span.to - span.from) * factor, minute);
  const share = (anchor - span.from) / (span.to - span.from);
  const from = Math.round(anchor - length * share);
  return { from, to: Math.round(from + length) };
}

/** Moves by a share of its own length. */
export function panSpan(span: Span, share: number): Span {
  const by = Math.round((span.to - span.from) * share);
  return { from: span.from + by, to: span.to + by };
}

function extent(moments: readonly number[]): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const at of moments) {
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return { from, to };
}

function pad(span: Span): Span {
  const air = Math.max((span.to - span.from) * 0.06, shortest / 2);
  return { from: Math.round(span.from - air), to: Math.round(span.to + air) };
}
