/** A bar on its axis, the marks on it, and how much room a word needs. All in pixels. */
export interface WordRoom {
  readonly room: number;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly marks: readonly number[];
}

export interface WordPlace {
  readonly x: number;
  readonly anchor: 'start' | 'end';
}

const halfMark = 7;
const away = 9;

/** Where the word about the end of a bar covers no mark: right of the bar, further right past marks, left of the bar, else inside. */
export function placeWord({ room, from, to, width, marks }: WordRoom): WordPlace {
  if (to > width - away) return { x: width - 6, anchor: 'end' };
  const later = marks.filter((mark) => mark + halfMark > to).toSorted((a, b) => a - b);
  let x = to + away;
  for (const mark of later) if (mark - halfMark < x + room) x = Math.max(x, mark + halfMark + 5);
  if (x + room <= width) return { x, anchor: 'start' };
  const first = Math.min(from, ...marks.map((mark) => mark - halfMark)) - away + 3;
  if (first - room >= 0) return { x: first, anchor: 'end' };
  return { x: width - 6, anchor: 'end' };
}
