/**
 * A scroll bar for more rows than an element may be high. Chromium caps an element at 33,554,428 px; the spacer stays far below and
 * its scroll position is scaled to the place in the list.
 */
const highestSpacer = 8_000_000;

export interface ScrollScale {
  /** Height of the element that makes the scroll bar. */
  readonly spacer: number;
  /** Pixels of the list for one pixel of the scroll bar; 1 while the list fits. */
  readonly factor: number;
  /** Furthest offset into the list. */
  readonly last: number;
}

export function scrollScale(rows: number, rowHeight: number, viewport: number): ScrollScale {
  const height = rows * rowHeight;
  const spacer = Math.min(height, highestSpacer);
  const last = Math.max(0, height - viewport);
  const reach = Math.max(0, spacer - viewport);
  return { spacer, last, factor: reach === 0 ? 1 : last / reach };
}

/** Offset into the list at a position of the scroll bar. */
export function offsetAt(scale: ScrollScale, scrollTop: number): number {
  return Math.min(scale.last, Math.max(0, scrollTop * scale.factor));
}

/** Position of the scroll bar at an offset into the list. */
export function scrollTopAt(scale: ScrollScale, offset: number): number {
  return offset / scale.factor;
}
