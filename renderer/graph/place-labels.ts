export interface Label {
  readonly x: number;
  readonly width: number;
}

export interface PlacedLabel {
  /** Left edge of the text. */
  readonly left: number;
  /** Row, from 0; a label goes to the first row where it touches no other. */
  readonly row: number;
}

/** Places labels beside their lines inside `[0, width]` so that no two touch. The result has the order of the input. */
export function placeLabels(labels: readonly Label[], width: number, gap = 8): readonly PlacedLabel[] {
  const rowEnds: number[] = [];
  const placed = new Array<PlacedLabel>(labels.length);
  const order = labels.map((label, index) => ({ label, index, left: leftOf(label, width) }));
  order.sort((a, b) => a.left - b.left || a.index - b.index);
  for (const { label, index, left } of order) {
    const found = rowEnds.findIndex((end) => end + gap <= left);
    const row = found < 0 ? rowEnds.length : found;
    rowEnds[row] = left + label.width;
    placed[index] = { left, row };
  }
  return placed;
}

function leftOf(label: Label, width: number): number {
  return Math.max(0, Math.min(label.x, width - label.width));
}
