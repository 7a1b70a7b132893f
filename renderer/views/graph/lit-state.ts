import { litThroughEdge, litThroughNode, litTogether, type Lit, type Neighbours } from '../../graph/lit.ts';

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
  /** What the chosen node really touched, once that is known. */
  readonly exact: Lit | null;
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
  const exact = attention.hovered === null || attention.hovered === attention.selected ? attention.exact : null;
  const parts = [through(attention.hovered ?? attention.selected), exact, ...attention.pinned.map(through)].filter((lit) => lit !== null);
  return parts.length === 0 ? null : litTogether(parts);
}
