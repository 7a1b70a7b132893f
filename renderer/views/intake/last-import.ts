import { create } from 'zustand';
import type { Problem } from '../../../shared/problems.ts';
import type { ImportReport } from '../../../shared/rpc/intake.ts';

interface Outcome {
  readonly report: ImportReport | null;
  readonly problem: Problem | null;
  readonly cancelled: boolean;
}

interface LastImportState extends Outcome {
  /** Nothing given: as before the first import. */
  set(outcome?: Outcome): void;
}

const nothing: Outcome = { report: null, problem: null, cancelled: false };

/** How the last import in this window ended; shown until the next one begins, also after the view was left. */
export const useLastImport = create<LastImportState>()((set) => ({ ...nothing, set: (outcome = nothing) => set(outcome) }));
