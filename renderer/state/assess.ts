import { create } from 'zustand';
import type { ArgsIn } from '../../shared/rpc/contract.ts';

export type AssessTarget = ArgsIn<'assess.add'>['target'];

interface AssessState {
  readonly target: AssessTarget | null;
  /** What is assessed, in words: `kms:Sign by deploy-ci`, `14 events`. */
  readonly label: string;
  /** Opens the dialog on a target, from anywhere. */
  open(target: AssessTarget, label: string): void;
  close(): void;
}

export const useAssess = create<AssessState>()((set) => ({
  target: null,
  label: '',
  open: (target, label) => set({ target, label }),
  close: () => set({ target: null }),
}));
