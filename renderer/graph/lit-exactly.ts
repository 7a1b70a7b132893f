import type { GraphPicture } from '../../shared/rpc/graph.ts';
import type { Lit } from './lit.ts';

/**
 * What of a picture is also in a narrower one made of one thing's events alone: what that thing really touched. A thing that
 * the wide picture folds lights the groups of its kind under the same parent.
 */
export function litExactly(wide: GraphPicture, narrow: GraphPicture): Lit {
  const present = new Set(wide.nodes.map((node) => node.id));
  const groups = wide.nodes.filter((node) => node.members > 0);
  const narrowKinds = new Map(narrow.nodes.map((node) => [node.id, node.kind]));
  const homes = (id: string): readonly string[] =>
    present.has(id) ? [id] : groups.filter((group) => group.kind === narrowKinds.get(id) || group.id.startsWith('group:further:')).map((group) => group.id);
  const wideEdges = new Map<string, string[]>();
  for (const edge of wide.edges) wideEdges.set(ends(edge.from, edge.to), [...(wideEdges.get(ends(edge.from, edge.to)) ?? []), edge.id]);
  const edges = new Set<string>();
  const nodes = new Set(narrow.nodes.map((node) => node.id).filter((id) => present.has(id)));
  for (const edge of narrow.edges) {
    for (const from of homes(edge.from)) {
      for (const to of homes(edge.to)) {
        for (const id of wideEdges.get(ends(from, to)) ?? []) {
          edges.add(id);
          nodes.add(from).add(to);
        }
      }
    }
  }
  return { nodes, edges };
}

function ends(from: string, to: string): string {
  return `${from}\n${to}`;
}
