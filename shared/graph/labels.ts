import { showHidden } from '../visible-text.ts';
import type { Curve, PlacedEdge, PlacedLabel } from './placed.ts';
import { fitText, textWidth } from './measure.ts';
import type { Placed } from './place.ts';

const size = 10;
const tall = 15;
/** Above this many edges a label keeps clear of labels and nodes only, not of other lines. */
const careful = 400;
const candidates = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Writes the names of holdings and derivations on their edges where they meet no other label and no node; elsewhere the name is left to a hover. */
export function placeLabels(edges: readonly PlacedEdge[], placed: Placed): PlacedEdge[] {
  const nodes = placed.nodes.map((node) => ({ left: node.x - 2, right: node.x + node.width + 2, top: node.y - 2, bottom: node.y + node.height + 2 }));
  const taken: Box[] = [];
  const points = edges.length <= careful ? edges.map((edge) => edge.curves.flatMap((curve) => [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => pointAt(curve, t)))) : [];
  return edges.map((edge, index) => {
    if (edge.edge.label === '' || edge.edge.kind === 'touched') return edge;
    const label = freePlace(edge, index, nodes, taken, points);
    if (label) taken.push(boxOf(label));
    return { ...edge, label };
  });
}

function freePlace(edge: PlacedEdge, index: number, nodes: readonly Box[], taken: readonly Box[], points: readonly (readonly (readonly [number, number])[])[]): PlacedLabel | null {
  let best: PlacedLabel | null = null;
  let least = Infinity;
  const gapCurves = edge.curves.filter((_, at) => at % 2 === 0);
  for (const curve of [...gapCurves].reverse()) {
    const text = fitText(showHidden(edge.edge.label), Math.max(30, Math.abs(curve[6] - curve[0]) - 12), size);
    for (const t of candidates) {
      const [x, y] = pointAt(curve, t);
      const label = { text, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, width: Math.ceil(textWidth(text, size)) + 6 };
      const box = boxOf(label);
      if (taken.some((other) => meets(box, other)) || nodes.some((other) => meets(box, other))) continue;
      const cost = points.reduce((sum, line, other) => (other === index ? sum : sum + Number(line.some(([px, py]) => px > box.left && px < box.right && py > box.top && py < box.bottom))), 0);
      if (cost < least) {
        least = cost;
        best = label;
      }
      if (cost === 0) return best;
    }
  }
  return best;
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
