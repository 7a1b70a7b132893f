import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface SavedFilter {
  readonly caseId: string;
  readonly name: string;
  /** As it is cited. */
  readonly line: string;
}

interface SavedState {
  readonly saved: readonly SavedFilter[];
  /** Replaces one of the same name in the same case. */
  save(filter: SavedFilter): void;
  remove(caseId: string, name: string): void;
}

/** Filters kept under a name, for each case, on this machine: a convenience, no part of the evidence. */
export const useSavedFilters = create<SavedState>()(
  persist(
    (set) => ({
      saved: [],
      save: (filter) => set((state) => ({ saved: [...without(state.saved, filter.caseId, filter.name), filter] })),
      remove: (caseId, name) => set((state) => ({ saved: without(state.saved, caseId, name) })),
    }),
    { name: 'keyholder-filters' },
  ),
);

function without(saved: readonly SavedFilter[], caseId: string, name: string): readonly SavedFilter[] {
  return saved.filter((other) => other.caseId !== caseId || other.name !== name);
}
