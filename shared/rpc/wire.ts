import type { Problem } from '../problems.ts';

/** How far a long call is. `total` is null while it is not known; the estimate is the caller's to make from `at` over time. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'records' | 'events' | 'files' | 'steps';
  /** What is being worked on, for people. */
  readonly detail: string;
}

export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

export type FromEngine =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'problem'; readonly id: number; readonly problem: Problem }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  /** Something in the case changed: what was read before may be stale. */
  | { readonly kind: 'changed'; readonly what: ChangedTopic };

export const changedTopics = ['case', 'events', 'milestones', 'assessments', 'custody', 'keys'] as const;
export type ChangedTopic = (typeof changedTopics)[number];
