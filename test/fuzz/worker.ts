/** Runs one case after another from the seed it is given, and says before each which one it is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { runCase } from './run-case.ts';

export interface FuzzStart {
  readonly seed: number;
  readonly until: number;
  readonly step: number;
}

export type FuzzWord =
  | { readonly kind: 'begin'; readonly seed: number }
  | { readonly kind: 'fault'; readonly seed: number; readonly fault: string }
  | { readonly kind: 'end' };

const { seed: first, until, step } = workerData as FuzzStart;
const say = (word: FuzzWord): void => parentPort?.postMessage(word);
const folder = mkdtempSync(join(tmpdir(), 'keyholder-fuzz-'));
/** Milliseconds after which a case grows too fast with its size. */
const slow = 4000;
for (let seed = first; Date.now() < until; seed += step) {
  say({ kind: 'begin', seed });
  const began = performance.now();
  try {
    const fault = (await runCase(seed, folder)) ?? (performance.now() - began > slow ? 'took more than 4 s' : null);
    if (fault !== null) say({ kind: 'fault', seed, fault });
  } catch (error) {
    say({ kind: 'fault', seed, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
rmSync(folder, { recursive: true });
say({ kind: 'end' });
