export interface Label {
  /** Where its line stands. */
  readonly x: number;
  readonly width: number;
}

export interface PlacedLabel {
  /** Left edge of the text. */
  readonly left: number;
  /** Row, 0 nearest to the plot. */
  readonly row: number;
}

const away = 5;

/**
 * Places labels beside their lines inside `[0, width]` so that no two touch, in the order of the input. Rows fill from the
 * right: a label that must go farther out has its line left of the labels it passes, so that lines cross labels only where
 * the right border leaves no other way.
 */
export function placeLabels(labels: readonly Label[], width: number, gap = 8): readonly PlacedLabel[] {
  const rows: { readonly left: number; readonly right: number; readonly line: number }[][] = [];
  const placed = Array.from<PlacedLabel>({ length: labels.length });
  const order = labels.map((label, index) => ({ label, index })).toSorted((a, b) => b.label.x - a.label.x || a.index - b.index);
  for (const { label, index } of order) {
    const left = leftOf(label, width);
    const right = left + label.width;
    const isFree = (row: (typeof rows)[number]): boolean => row.every((other) => right + gap <= other.left || other.right + gap <= left);
    const isCrossed = (row: number): boolean =>
      rows
        .slice(row + 1)
        .flat()
        .some((other) => other.line > left - 3 && other.line < right + 3);
    const found = rows.findIndex((row, at) => isFree(row) && !isCrossed(at));
    const row = found < 0 ? rows.length : found;
    (rows[row] ??= []).push({ left, right, line: label.x });
    placed[index] = { left, row };
  }
  return placed;
}

/** Right of the line, or left of it where the border is too near. */
function leftOf(label: Label, width: number): number {
  if (label.x + away + label.width <= width) return Math.max(0, label.x + away);
  return Math.max(0, Math.min(label.x - away - label.width, width - label.width));
}
