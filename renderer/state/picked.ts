import { create } from 'zustand';

interface PickedState {
  /** Ids of the events picked for assessment together. */
  readonly ids: ReadonlySet<number>;
  set(ids: ReadonlySet<number>): void;
  toggle(id: number): void;
  add(ids: readonly number[]): void;
  clear(): void;
}

/** The events picked in a table. */
export const usePicked = create<PickedState>()((set) => ({
  ids: new Set(),
  set: (ids) => set({ ids }),
  toggle: (id) =>
    set((state) => {
      const ids = new Set(state.ids);
      if (!ids.delete(id)) ids.add(id);
      return { ids };
    }),
  add: (more) => set((state) => ({ ids: new Set([...state.ids, ...more]) })),
  clear: () => set({ ids: new Set() }),
}));
