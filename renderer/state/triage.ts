import { create } from 'zustand';
import type { Filter } from '../../shared/rpc/filter.ts';

interface TriageState {
  /** The events that are walked through, those without an assessment; null when no walk is on. */
  readonly filter: Filter | null;
  begin(filter: Filter): void;
  end(): void;
}

/** Walking the events nobody has assessed, one key each. */
export const useTriage = create<TriageState>()((set) => ({
  filter: null,
  begin: (filter) => set({ filter: { ...filter, unassessed: true } }),
  end: () => set({ filter: null }),
}));
