import type { GraphEdge, GraphNode } from '../rpc/graph.ts';
import type { NodeText } from './node-text.ts';
import { attemptedOf, successfulOf, type RungCounts } from '../rungs.ts';

/** How an edge is drawn: an effect, only attempts, or authority that no event shows in use. */
export type EdgeStyle = 'solid' | 'dashed' | 'dotted';

export interface PlacedNode {
  readonly id: string;
  readonly node: GraphNode;
  /** Left edge and top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Cut to fit; the whole text is in `node`. */
  readonly text: NodeText;
}

/** One cubic curve: start, two control points, end. */
export type Curve = readonly [x0: number, y0: number, x1: number, y1: number, x2: number, y2: number, x3: number, y3: number];

export interface PlacedLabel {
  readonly text: string;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface PlacedEdge {
  readonly id: string;
  readonly edge: GraphEdge;
  readonly style: EdgeStyle;
  /** Line width in pixels; grows with the logarithm of the events. */
  readonly width: number;
  readonly curves: readonly Curve[];
  /** The same as SVG path data. */
  readonly path: string;
  /** Tip of the arrow and the direction it points to: 1 right, -1 left. */
  readonly tip: { readonly x: number; readonly y: number; readonly toward: 1 | -1 };
  /** Null where there was no room for it beside the others. */
  readonly label: PlacedLabel | null;
}

export interface PlacedLane {
  readonly lane: GraphNode['lane'];
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PlacedLane[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Room to fill, in pixels; the picture is never made smaller than it needs to be. */
export interface LayoutSize {
  readonly width?: number;
  readonly height?: number;
}

/** What the lanes are called, for people. */
export const laneTitles: Readonly<Record<GraphNode['lane'], string>> = { identity: 'who', credential: 'by what credential', plane: 'plane', resource: 'what' };

/** The line style of an edge: solid with a success under it, dashed with attempts or unknown outcomes only, dotted with no event at all. */
export function edgeStyle(edge: Pick<GraphEdge, 'kind' | 'basis' | 'counts'>): EdgeStyle {
  const counts: RungCounts = edge.counts;
  if (edge.kind === 'held' && edge.basis !== 'used' && edge.basis !== 'issued') return 'dotted';
  if (successfulOf(counts) > 0) return 'solid';
  return attemptedOf(counts) + counts[0] > 0 ? 'dashed' : 'dotted';
}
