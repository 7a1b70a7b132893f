import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../shared/problems.ts';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import type { CallOptions } from '../../shared/rpc/client.ts';
import type { ArgsIn, MethodName, Result } from '../../shared/rpc/contract.ts';
import type { Progress } from '../../shared/rpc/wire.ts';
import { parseMoment, type Micros } from '../../shared/time.ts';
import { showHidden } from '../../shared/visible-text.ts';
import { inProcess } from '../engine/api/in-process.ts';
import { surroundings } from '../engine/surroundings.ts';
import { progressLine } from './progress-line.ts';

/** Aborted by Ctrl+C, or when whoever reads the output goes away. */
const stop = new AbortController();

/** Ends the work that is under way, in good order. */
export function stopWork(): void {
  stop.abort();
}

/** Aborted when the program is asked to stop. */
export const stopSignal: AbortSignal = stop.signal;

/** Asks the engine; progress is shown where standard error is a terminal. */
export type Call = <M extends MethodName>(method: M, args: ArgsIn<M>, options?: CallOptions) => Promise<Result<M>>;

/** Runs a command that needs the engine and no case. */
export async function withEngine(run: (call: Call) => Promise<void>): Promise<void> {
  const engine = inProcess(surroundings('in_process'));
  try {
    await run(async (method, args, options = {}) => {
      const line = progressLine();
      try {
        return await engine.call(method, args, { signal: stopSignal, onProgress: (progress) => line.show(progressWords(progress)), ...options });
      } finally {
        line.done();
      }
    });
  } finally {
    await engine.close();
  }
}

/** Runs a command on the case at `path`, with or without `.keyholder`, and closes the case whatever happens. */
export async function withCase(path: string, run: (call: Call, summary: CaseSummary) => Promise<void>): Promise<void> {
  const whole = `${path.replace(/[\\/]+$/, '')}.keyholder`;
  const folder = !existsSync(join(path, 'case.db')) && existsSync(whole) ? whole : path;
  await withEngine(async (call) => run(call, await call('case.open', { folder })));
}

/** A line on standard output; waits where the reader is slower than the writer. */
export async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`) && !stopSignal.aborted) await once(process.stdout, 'drain', { signal: stopSignal }).catch(() => undefined);
}

/** A value as indented JSON on standard output. */
export async function printJson(value: unknown): Promise<void> {
  await print(JSON.stringify(value, null, 2));
}

/** A moment given on the command line, ISO 8601; a day alone means its beginning in UTC. */
export function readMoment(text: string): Micros {
  return parseMoment(text) ?? fail('invalid_argument', `"${text}" is not a moment: write 2026-11-03T10:04:00Z.`);
}

/** One value of a closed list given on the command line. */
export function readOneOf<T extends string>(what: string, list: readonly T[], text: string): T {
  return list.find((one) => one === text) ?? fail('invalid_argument', `"${text}" is no ${what}: it is one of ${list.join(', ')}.`);
}

function progressWords({ stage, done, total, unit, detail }: Progress): string {
  const share = total ? ` ${Math.floor((100 * done) / total)} %` : '';
  return showHidden(`${stage}${share}, ${done.toLocaleString('en')} ${unit}  ${detail}`);
}
