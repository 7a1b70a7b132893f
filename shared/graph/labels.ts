import { showHidden } from '../visible-text.ts';
import type { Curve, PlacedEdge, PlacedLabel } from './placed.ts';
import { fitText, textWidth } from './measure.ts';

const size = 10;
const tall = 15;
/** Above this many edges a label keeps clear of labels and nodes only, not of other lines. */
const careful = 400;
/** Of a name that is cut more than this nothing is said. */
const leastPart = 0.8;
const candidates = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Writes the names of holdings and derivations on their edges where they meet no other label and no node; elsewhere the name is left to a hover. */
export function placeLabels(edges: readonly PlacedEdge[]): PlacedEdge[] {
  const taken = new Map<number, Box[]>();
  const points = edges.length <= careful ? edges.map((edge) => edge.curves.flatMap((curve) => [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => pointAt(curve, t)))) : [];
  return edges.map((edge, index) => {
    if (edge.edge.label === '' || edge.edge.kind === 'touched') return edge;
    const label = freePlace(edge, index, taken, points);
    if (label) for (const row of rowsOf(boxOf(label))) taken.set(row, [...(taken.get(row) ?? []), boxOf(label)]);
    return { ...edge, label };
  });
}

/** The best place on the pieces between columns, where no node ever stands; pieces inside a column are tracks and too low for text. */
function freePlace(
  edge: PlacedEdge,
  index: number,
  taken: ReadonlyMap<number, readonly Box[]>,
  points: readonly (readonly (readonly [number, number])[])[],
): PlacedLabel | null {
  let best: PlacedLabel | null = null;
  let least = Infinity;
  for (let at = edge.curves.length - 1; at >= 0; at -= 2) {
    const curve = edge.curves[at] as Curve;
    const [left, right] = [Math.min(curve[0], curve[6]) + 3, Math.max(curve[0], curve[6]) - 3];
    const whole = showHidden(edge.edge.label);
    const text = fitText(whole, right - left - 10, size);
    if (text !== whole && text.length <= whole.length * leastPart) continue;
    const width = Math.ceil(textWidth(text, size)) + 6;
    for (const t of candidates) {
      const [x, y] = pointAt(curve, t);
      const label = { text, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, width };
      const box = boxOf(label);
      if (box.left < left || box.right > right || rowsOf(box).some((row) => taken.get(row)?.some((other) => meets(box, other)))) continue;
      const cost = points.reduce(
        (sum, line, other) =>
          other === index ? sum : sum + Number(line.some(([px, py]) => px > box.left && px < box.right && py > box.top && py < box.bottom)),
        0,
      );
      if (cost >= least) continue;
      least = cost;
      best = label;
      if (cost === 0) return best;
    }
  }
  return best;
}

function rowsOf(box: Box): number[] {
  const [from, to] = [Math.floor(box.top / 40), Math.floor(box.bottom / 40)];
  return from === to ? [from] : [from, to];
}

function boxOf(label: PlacedLabel): Box {
  return { left: label.x - label.width / 2, right: label.x + label.width / 2, top: label.y - tall / 2, bottom: label.y + tall / 2 };
}

function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The point of a cubic curve at `t` from 0 to 1. */
export function pointAt([x0, y0, x1, y1, x2, y2, x3, y3]: Curve, t: number): readonly [number, number] {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
}
