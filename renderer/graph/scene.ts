import type { Layout, PlacedEdge, PlacedNode } from '../../shared/graph/layout.ts';
import { boxOfEdge } from './hit.ts';
import type { Rect } from './viewport.ts';

/** An edge ready to be drawn. */
export interface DrawnEdge {
  readonly placed: PlacedEdge;
  readonly line: Path2D;
  readonly arrow: Path2D;
  readonly box: Rect;
}

/** A layout ready to be drawn many times: paths made once. */
export interface Scene {
  readonly layout: Layout;
  /** Dotted first, so that what happened lies over what could have. */
  readonly edges: readonly DrawnEdge[];
  readonly nodes: readonly PlacedNode[];
}

const ranks = { dotted: 0, dashed: 1, solid: 2 } as const;

export function sceneOf(layout: Layout): Scene {
  const edges = layout.edges.map((placed) => ({ placed, line: new Path2D(placed.path), arrow: new Path2D(arrowPath(placed)), box: boxOfEdge(placed) }));
  return { layout, nodes: layout.nodes, edges: edges.toSorted((a, b) => ranks[a.placed.style] - ranks[b.placed.style]) };
}

function arrowPath({ tip, width }: PlacedEdge): string {
  const size = 5 + width / 2;
  const back = tip.x - tip.toward * size;
  return `M${tip.x} ${tip.y}L${back} ${tip.y - size * 0.6}L${back} ${tip.y + size * 0.6}Z`;
}
