import type { GraphEdge } from '../../../shared/rpc/graph.ts';
import { phaseOf } from '../../graph/phase.ts';
import type { Side } from './picture-state.ts';

/** The edges that lie wholly on the other side of the moment. What carries no time always stays. */
export function outsideOf(edges: readonly GraphEdge[], at: number | null, side: Side): ReadonlySet<string> {
  if (at === null || side === 'whole') return new Set();
  const away = side === 'before' ? 'after' : 'before';
  return new Set(edges.filter((edge) => phaseOf(edge, at) === away).map((edge) => edge.id));
}
