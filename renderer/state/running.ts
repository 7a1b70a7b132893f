import { create } from 'zustand';
import type { Progress } from '../../shared/rpc/wire.ts';

/** A long call under way, for the status bar and the place that started it. */
export interface Running {
  readonly id: number;
  readonly title: string;
  readonly startedAt: number;
  readonly progress: Progress | null;
  /** Progress seen so far, for rate and estimate. */
  readonly samples: readonly Sample[];
  cancel(): void;
}

export interface Sample {
  readonly at: number;
  readonly stage: string;
  readonly done: number;
}

interface RunningState {
  readonly runs: readonly Running[];
  begin(run: Running): void;
  report(id: number, progress: Progress, now: number): void;
  end(id: number): void;
}

const keptSamples = 40;

export const useRunning = create<RunningState>()((set) => ({
  runs: [],
  begin: (run) => set((state) => ({ runs: [...state.runs, run] })),
  report: (id, progress, now) =>
    set((state) => ({
      runs: state.runs.map((run) =>
        run.id === id ? { ...run, progress, samples: [...run.samples.slice(-keptSamples), { at: now, stage: progress.stage, done: progress.done }] } : run,
      ),
    })),
  end: (id) => set((state) => ({ runs: state.runs.filter((run) => run.id !== id) })),
}));
