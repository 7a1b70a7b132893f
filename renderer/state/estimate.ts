import type { Progress } from '../../shared/rpc/wire.ts';
import type { Sample } from './running.ts';

export interface Estimate {
  /** Units per second over the samples of this stage; null while there is too little to say. */
  readonly rate: number | null;
  /** Seconds to go; null where the total is not known. */
  readonly left: number | null;
  /** 0 to 1; null where the total is not known. */
  readonly share: number | null;
}

/** Rate and time to go, from what has been seen of the present stage. Times are in milliseconds. */
export function estimate(progress: Progress, samples: readonly Sample[]): Estimate {
  const share = progress.total === null || progress.total === 0 ? null : Math.min(1, progress.done / progress.total);
  const own = samples.filter((sample) => sample.stage === progress.stage);
  const first = own[0];
  const last = own.at(-1);
  if (!first || !last || last.at - first.at < 300 || last.done <= first.done) return { rate: null, left: null, share };
  const rate = (last.done - first.done) / ((last.at - first.at) / 1000);
  return { rate, left: progress.total === null ? null : Math.max(0, (progress.total - progress.done) / rate), share };
}
