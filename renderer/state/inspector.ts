import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Whether the inspector comes with a selection, stays, or stays away. */
export type InspectorChoice = 'follow' | 'open' | 'shut';

interface InspectorState {
  readonly choice: InspectorChoice;
  choose(choice: InspectorChoice): void;
}

/** What a person wants of the inspector; remembered on this machine. */
export const useInspector = create<InspectorState>()(
  persist(
    (set) => ({
      choice: 'follow',
      choose: (choice) => set({ choice }),
    }),
    { name: 'keyholder-inspector' },
  ),
);

/** Whether it is wanted now. */
export function wantsInspector(choice: InspectorChoice, selected: boolean): boolean {
  return choice === 'open' || (choice === 'follow' && selected);
}

/** The choice that a press of its button or key makes. */
export function toggledChoice(shown: boolean, selected: boolean): InspectorChoice {
  if (shown) return selected ? 'shut' : 'follow';
  return selected ? 'follow' : 'open';
}
