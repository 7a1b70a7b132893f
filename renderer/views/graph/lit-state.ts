import { litThroughEdge, litThroughNode, type Lit, type Neighbours } from '../../graph/lit.ts';

interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** What a person points at, has chosen, or keeps lit. */
export interface Attention {
  readonly hovered: string | null;
  readonly selected: string | null;
  readonly pinned: readonly string[];
  /** A path that was asked for; it is lit alone. */
  readonly path: Lit | null;
}

/** What is lit: what the pointer is on, else the path asked for, else what is chosen, always with what is pinned. Null: everything. */
export function litNow(attention: Attention, around: Neighbours, edges: ReadonlyMap<string, Link>): Lit | null {
  const through = (id: string | null): Lit | null => {
    if (id === null) return null;
    const edge = edges.get(id);
    return edge ? litThroughEdge(around, edge) : litThroughNode(around, id);
  };
  if (attention.hovered === null && attention.path) return attention.path;
  const parts = [through(attention.hovered ?? attention.selected), ...attention.pinned.map(through)].filter((lit) => lit !== null);
  if (parts.length === 0) return null;
  return { nodes: new Set(parts.flatMap((lit) => [...lit.nodes])), edges: new Set(parts.flatMap((lit) => [...lit.edges])) };
}
