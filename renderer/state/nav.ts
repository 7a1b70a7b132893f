import { create } from 'zustand';
import type { Params } from './address.ts';

interface NavState {
  readonly view: string;
  /** What the view keeps in its address beside filter and selection. */
  readonly params: Params;
  go(view: string, params?: Params): void;
  /** Replaces the parameters of this view without a new step in the history. */
  adjust(params: Params): void;
  back(): void;
}

export const useNav = create<NavState>()((set, get) => ({
  view: '',
  params: {},
  go: (view, params = {}) => set({ view, params }),
  adjust: (params) => set({ params: { ...get().params, ...params } }),
  back: () => history.back(),
}));
