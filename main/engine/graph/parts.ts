import type { HoldingBasis, Plane } from '../../../shared/model.ts';
import type { GraphEdge, GraphNode } from '../../../shared/rpc/graph.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';

/** Which events lie under an edge, before the filter of the picture narrows them. */
export type Under =
  | { readonly by: 'uses'; readonly credential: string; readonly since: Micros | null; readonly identity: string | null; readonly plane: Plane | null }
  | { readonly by: 'touch'; readonly plane: Plane; readonly resource: string; readonly kind: string }
  | { readonly by: 'minting'; readonly at: Micros; readonly action: string; readonly identity: string | null; readonly credential: string | null };

/** A single thing, not yet folded. */
export interface Thing extends Omit<GraphNode, 'counts' | 'members'> {
  readonly counts: RungCounts;
  /** What it folds with when there are many of its kind under one parent; empty: never folded. */
  readonly family: string;
  /** The node it hangs on: what led to a credential, the plane of a resource; empty for an identity. */
  readonly parent: string;
  /** The family in words, for a number of members: "sessions of deploy-ci". */
  readonly familyWords: string;
}

/** A single link, not yet folded. */
export interface Link {
  readonly kind: GraphEdge['kind'];
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly basis: HoldingBasis | null;
  readonly counts: RungCounts;
  readonly first: Micros | null;
  readonly last: Micros | null;
  readonly under: Under;
}

/** Everything that could be drawn. */
export interface Parts {
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  /** Ids of resources by the names of their nodes. */
  readonly resourceIds: ReadonlyMap<string, number>;
}

export const noCounts: RungCounts = [0, 0, 0, 0, 0];

export function addCounts(a: RungCounts, b: RungCounts): RungCounts {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]];
}

/** The earlier of two moments, where either may be unknown. */
export function earlier(a: Micros | number | null, b: Micros | number | null): Micros | null {
  return (a === null ? b : b === null ? a : Math.min(a, b)) as Micros | null;
}

/** The later of two moments, where either may be unknown. */
export function later(a: Micros | number | null, b: Micros | number | null): Micros | null {
  return (a === null ? b : b === null ? a : Math.max(a, b)) as Micros | null;
}

/** Stable names of nodes and edges: the same thing has the same name in every picture. */
export const nodeId = {
  identity: (key: string): string => `identity:${key}`,
  credential: (key: string): string => `credential:${key}`,
  none: (identityKey: string): string => `credential:none:${identityKey}`,
  plane: (plane: Plane): string => `plane:${plane}`,
  resource: (key: string): string => `resource:${key}`,
} as const;

export function edgeId(kind: GraphEdge['kind'], from: string, to: string, basis: HoldingBasis | null): string {
  const could = basis === 'exposed' || basis === 'asserted' || basis === 'inventory' ? ' could' : '';
  return `${kind}${could} ${from} > ${to}`;
}
