import { create } from 'zustand';
import type { Result } from '../../../shared/rpc/contract.ts';
import type { GraphNode } from '../../../shared/rpc/graph.ts';
import type { Lit } from '../../graph/lit.ts';

type Paths = Result<'graph.path'>;

/** An end of a path: a single thing, by the id of its node. */
export interface PathEnd {
  readonly id: string;
  readonly label: string;
}

interface PathState {
  readonly opened: boolean;
  readonly from: PathEnd | null;
  readonly to: PathEnd | null;
  readonly all: boolean;
  readonly onlySucceeded: boolean;
  readonly maxHops: number;
  readonly found: Paths | null;
  /** Which of the paths found is lit; null: all of them. */
  readonly shown: number | null;
}

/** The question "by what way from here to there", and its answer. */
export const usePath = create<PathState>()(() => ({
  opened: false,
  from: null,
  to: null,
  all: false,
  onlySucceeded: false,
  maxHops: 6,
  found: null,
  shown: null,
}));

export function endOf(node: Pick<GraphNode, 'id' | 'label'>): PathEnd {
  return { id: node.id, label: node.label };
}

/** Sets one end and asks for a new search; opens the panel. */
export function setPathEnd(which: 'from' | 'to', node: Pick<GraphNode, 'id' | 'label'>): void {
  usePath.setState({ opened: true, [which]: endOf(node), found: null, shown: null });
}

/** Paths over the same nodes are one path, whichever of several edges between two of them it takes. */
export function mergePaths(paths: Paths): Paths {
  const merged = new Map<string, Paths[number]>();
  for (const path of paths) {
    const name = path.nodes.join('\n');
    const known = merged.get(name);
    merged.set(name, known ? { nodes: known.nodes, edges: [...new Set([...known.edges, ...path.edges])] } : path);
  }
  return [...merged.values()];
}

/** Steps of the paths between nodes that the picture shows no edge for. */
export function unseenSteps(paths: Paths, edges: readonly { readonly from: string; readonly to: string }[]): number {
  const shown = new Set(edges.flatMap((edge) => [`${edge.from}\n${edge.to}`, `${edge.to}\n${edge.from}`]));
  const steps = new Set(paths.flatMap((path) => path.nodes.slice(1).map((node, at) => `${path.nodes[at] ?? ''}\n${node}`)));
  return [...steps].filter((step) => !shown.has(step)).length;
}

/** What the found paths light; null while there are none. */
export function litByPaths(found: Paths | null, shown: number | null): Lit | null {
  const paths = shown === null ? found : found?.slice(shown, shown + 1);
  if (!paths || paths.length === 0) return null;
  return { nodes: new Set(paths.flatMap((path) => path.nodes)), edges: new Set(paths.flatMap((path) => path.edges)) };
}
