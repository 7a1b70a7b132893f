/**
 * Damages records and files of every format and watches every reader and frame: npm run fuzz -- [--seconds N] [--seed N] [--threads N] [--once SEED].
 * The same seed always does the same. Ends with 1 when something broke; prints the seed of each.
 */
import { availableParallelism, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { FuzzStart, FuzzWord } from './worker.ts';

/** A case that takes longer hangs. */
const patience = 20_000;

const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' }, threads: { type: 'string' }, once: { type: 'string' } } });

function numberOf(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`"${text}" is no number.`);
  return process.exit(2);
}

const faults = new Map<string, { seeds: number[] }>();
let cases = 0;

function fault(seed: number, said: string): void {
  const known = faults.get(said);
  if (known) known.seeds.push(seed);
  else {
    faults.set(said, { seeds: [seed] });
    console.error(`seed ${seed}: ${said}`);
  }
}

/** Runs one thread until the time is over; one that hangs is ended, and its seed passed over. */
async function watch(start: FuzzStart): Promise<void> {
  for (let from = start.seed; Date.now() < start.until;) {
    const hung = await new Promise<number | null>((resolve) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { ...start, seed: from } });
      let at = from;
      let since = Date.now();
      const done = (seed: number | null): void => {
        clearInterval(clock);
        worker.removeAllListeners('exit');
        void worker.terminate().then(() => resolve(seed));
      };
      const clock = setInterval(() => Date.now() - since > patience && done(at), 1000);
      worker.on('message', (word: FuzzWord) => {
        if (word.kind === 'fault') fault(word.seed, word.fault);
        else if (word.kind === 'end') done(null);
        else {
          at = word.seed;
          since = Date.now();
          cases += 1;
        }
      });
      worker.on('exit', (code) => {
        if (code === 0) return;
        fault(at, 'waits for something that never comes');
        done(at);
      });
      worker.on('error', (error) => {
        fault(at, `the thread broke off: ${String(error)}`);
        done(at);
      });
    });
    if (hung === null) return;
    if (![...faults.values()].some(({ seeds }) => seeds.at(-1) === hung)) fault(hung, `no end after ${patience / 1000} s`);
    from = hung + start.step;
  }
}

if (values.once !== undefined) {
  const { runCase } = await import('./run-case.ts');
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-fuzz-'));
  const said = await runCase(numberOf(values.once, 0), folder).finally(() => rmSync(folder, { recursive: true }));
  console.log(said ?? 'Nothing broke.');
  process.exit(said === null ? 0 : 1);
}

const seed = numberOf(values.seed, Date.now() % 1_000_000_000);
const threads = numberOf(values.threads, Math.max(1, availableParallelism() - 1));
const until = Date.now() + numberOf(values.seconds, 60) * 1000;
await Promise.all(Array.from({ length: threads }, (_, place) => watch({ seed: seed + place, until, step: threads })));
for (const [said, { seeds }] of faults) console.log(`${seeds.length} × ${said}\n    npm run fuzz -- --once ${seeds[0]}`);
console.log(`${cases} cases from seed ${seed} on ${threads} threads; ${faults.size} kinds of fault.`);
process.exit(faults.size === 0 ? 0 : 1);
