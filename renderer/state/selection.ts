import { create } from 'zustand';
import type { CustodyEntry } from '../../shared/rpc/evidence.ts';
import type { GraphEdge, GraphNode } from '../../shared/rpc/graph.ts';
import type { QuestionId } from '../../shared/model.ts';

/** Bytes of an original, shown as they are (a record that was skipped). */
export interface BytesPlace {
  readonly item: number;
  readonly offset: number;
  readonly length: number;
  readonly label: string;
  /** Why they are looked at, in words. */
  readonly why: string;
  /** The record was not read. */
  readonly lost?: boolean;
}

/** What the inspector shows. One thing at a time, the same in every view. */
export type Selection =
  | { readonly kind: 'event'; readonly id: number }
  | { readonly kind: 'identity' | 'credential' | 'resource'; readonly key: string }
  | { readonly kind: 'answer'; readonly id: QuestionId }
  | { readonly kind: 'edge'; readonly edge: GraphEdge }
  | { readonly kind: 'node'; readonly node: GraphNode }
  | { readonly kind: 'milestone'; readonly id: number }
  | { readonly kind: 'item'; readonly id: number }
  | { readonly kind: 'bytes'; readonly place: BytesPlace }
  | { readonly kind: 'custody'; readonly entry: CustodyEntry };

export type SelectionKind = Selection['kind'];

interface SelectionState {
  readonly selection: Selection | null;
  select(selection: Selection | null): void;
}

export const useSelection = create<SelectionState>()((set) => ({
  selection: null,
  select: (selection) => set({ selection }),
}));
