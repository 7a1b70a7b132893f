import type { GraphEdge } from '../../../shared/rpc/graph.ts';
import { phaseOf } from '../../graph/phase.ts';
import type { Side } from './picture-state.ts';

/** The edges that lie wholly on the other side of the moment, and the nodes that have no other edge. What carries no time always stays. */
export function outsideOf(edges: readonly GraphEdge[], at: number | null, side: Side): ReadonlySet<string> {
  if (at === null || side === 'whole') return new Set();
  const away = side === 'before' ? 'after' : 'before';
  const gone = edges.filter((edge) => phaseOf(edge, at) === away);
  const outside = new Set(gone.map((edge) => edge.id));
  const kept = new Set(edges.filter((edge) => !outside.has(edge.id)).flatMap((edge) => [edge.from, edge.to]));
  return new Set([...outside, ...gone.flatMap((edge) => [edge.from, edge.to]).filter((node) => !kept.has(node))]);
}
