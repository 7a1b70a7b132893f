/** A stretch of time in microseconds; `to` is not included. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const second = 1_000_000;

/** Zooms by `factor` (below 1: nearer) around the moment at `share` of the window, within `bounds` and no nearer than a second. */
export function zoomWindow(window: TimeWindow, factor: number, share: number, bounds: TimeWindow): TimeWindow {
  const length = window.to - window.from;
  const next = Math.max(second, length * factor);
  const fixed = window.from + length * share;
  return within({ from: Math.round(fixed - next * share), to: Math.round(fixed + next * (1 - share)) }, bounds);
}

/** Moves by a share of the window's own length. */
export function panWindow(window: TimeWindow, share: number, bounds: TimeWindow): TimeWindow {
  const length = window.to - window.from;
  const from = Math.round(Math.min(Math.max(bounds.from, window.from + length * share), Math.max(bounds.from, bounds.to - length)));
  return within({ from, to: from + length }, bounds);
}

/** The moment a pixel stands for, no finer than the pixel: whole minutes, seconds or milliseconds where that is finer still. */
export function momentAt(window: TimeWindow, x: number, width: number): number {
  const perPixel = (window.to - window.from) / width;
  const unit = [60 * second, second, 1000].find((candidate) => candidate <= perPixel) ?? 1;
  return Math.round((window.from + x * perPixel) / unit) * unit;
}

function within(window: TimeWindow, bounds: TimeWindow): TimeWindow {
  return { from: Math.max(bounds.from, window.from), to: Math.min(bounds.to, window.to) };
}
