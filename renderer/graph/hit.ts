import type { Curve, Layout, PlacedEdge, PlacedNode } from '../../shared/graph/layout.ts';
import type { Rect } from './viewport.ts';

/** An edge as a chain of short straight pieces, for the pointer; the curve itself is drawn. */
interface Chain {
  readonly edge: PlacedEdge;
  readonly box: Rect;
  /** x, y, x, y… */
  readonly points: Float32Array;
}

/** What the pointer can meet, prepared once for a layout. */
export interface HitMap {
  readonly nodes: readonly PlacedNode[];
  readonly chains: readonly Chain[];
}

export type Hit = { readonly kind: 'node'; readonly node: PlacedNode } | { readonly kind: 'edge'; readonly edge: PlacedEdge };

const pieces = 14;

export function hitMap(layout: Layout): HitMap {
  return { nodes: layout.nodes, chains: layout.edges.map(chainOf) };
}

/** The node under a point of the picture, else the nearest edge within `reach`. */
export function hitAt(map: HitMap, x: number, y: number, reach: number): Hit | null {
  for (let at = map.nodes.length - 1; at >= 0; at -= 1) {
    const node = map.nodes[at] as PlacedNode;
    if (x >= node.x && x <= node.x + node.width && y >= node.y && y <= node.y + node.height) return { kind: 'node', node };
  }
  let best: PlacedEdge | null = null;
  let least = reach * reach;
  for (const { edge, box, points } of map.chains) {
    if (x < box.x - reach || x > box.x + box.width + reach || y < box.y - reach || y > box.y + box.height + reach) continue;
    const far = squaredDistance(points, x, y);
    if (far <= least) {
      least = far;
      best = edge;
    }
  }
  return best ? { kind: 'edge', edge: best } : null;
}

/** Box around an edge. */
export function boxOfEdge(edge: PlacedEdge): Rect {
  return chainOf(edge).box;
}

function chainOf(edge: PlacedEdge): Chain {
  const points = new Float32Array(edge.curves.length * (pieces + 1) * 2);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let at = 0;
  for (const curve of edge.curves) {
    for (let piece = 0; piece <= pieces; piece += 1) {
      const [x, y] = pointOn(curve, piece / pieces);
      points[at] = x;
      points[at + 1] = y;
      at += 2;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return { edge, points, box: { x: left, y: top, width: right - left, height: bottom - top } };
}

function pointOn([x0, y0, x1, y1, x2, y2, x3, y3]: Curve, t: number): readonly [number, number] {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
}

function squaredDistance(points: Float32Array, x: number, y: number): number {
  let least = Infinity;
  for (let at = 2; at < points.length; at += 2) {
    const [ax, ay, bx, by] = [points[at - 2] as number, points[at - 1] as number, points[at] as number, points[at + 1] as number];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
    const [px, py] = [ax + t * dx - x, ay + t * dy - y];
    least = Math.min(least, px * px + py * py);
  }
  return least;
}
