import { create } from 'zustand';
import type { Filter } from '../../shared/rpc/filter.ts';

interface FilterState {
  /** What narrows every view; empty means everything. */
  readonly filter: Filter;
  set(filter: Filter): void;
  /** Fields given as `undefined` (or an empty list) are taken out. */
  patch(change: { readonly [K in keyof Filter]?: Filter[K] | undefined }): void;
  clear(): void;
}

export const useFilter = create<FilterState>()((set) => ({
  filter: {},
  set: (filter) => set({ filter: tidy(filter) }),
  patch: (change) => set((state) => ({ filter: tidy({ ...state.filter, ...change }) })),
  clear: () => set({ filter: {} }),
}));

/** Leaves out what does not narrow, so that equal filters are equal texts. */
export function tidy(filter: { readonly [K in keyof Filter]?: Filter[K] | undefined }): Filter {
  const kept = Object.entries(filter).filter(
    ([, value]) => value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(kept);
}
