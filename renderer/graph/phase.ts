import type { GraphEdge } from '../../shared/rpc/graph.ts';

/** Where an edge lies in time as seen from one moment. `timeless` edges carry no time (an inventory lists them). */
export type Phase = 'before' | 'across' | 'after' | 'timeless';

/** Places an edge before, across or after a moment by its first and last event. */
export function phaseOf(edge: Pick<GraphEdge, 'first' | 'last'>, moment: number): Phase {
  if (edge.first === null) return 'timeless';
  if (edge.first >= moment) return 'after';
  return (edge.last ?? edge.first) < moment ? 'before' : 'across';
}
