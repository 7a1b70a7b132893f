import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { eventWidth } from '../store/ingest-batch.ts';
import { workerFile } from './worker-file.ts';
import type { FromWorker, Job, ToWorker, WorkerStart } from './worker-messages.ts';

/** What one file's worker says, in order, until `done`, `refused` or `broken`. */
export interface JobRun {
  messages(): AsyncGenerator<FromWorker>;
  /** It was read to its end: nobody has to wait for the rest, and nothing more can go wrong in it. */
  whole(): boolean;
  answer(message: ToWorker): void;
}

export interface Pool {
  /** The run of each job, in the order of the jobs; jobs start in that order as threads become free. */
  readonly runs: readonly JobRun[];
  /** Every thread gives up what it is at and starts nothing new. */
  stop(): void;
  close(): Promise<void>;
}

/** Threads that read at the same time. Reading costs more than writing, so two of them are kept busy even on two processors. */
export function threadsFor(jobs: number): number {
  return Math.min(jobs, 4, Math.max(2, availableParallelism() - 1));
}

/** Megabytes for new objects in each thread: with more, each holds a hundred megabytes more and is no faster. */
const young = 16;

/** Records that were read and are not stored yet, after which no further file is begun: they would only pile up in memory. */
const ahead = 20_000;

export function startPool(jobs: readonly Job[], start: WorkerStart, threads: number, heard: (message: FromWorker) => void): Pool {
  let waiting = 0;
  const idle: Worker[] = [];
  const runs = jobs.map(
    () =>
      new Run((records) => {
        waiting -= records;
        if (waiting < ahead) for (const worker of idle.splice(0)) take(worker);
      }),
  );
  const workers: Worker[] = [];
  let next = 0;
  const take = (worker: Worker): void => {
    const job = jobs[next];
    if (!job) return;
    if (waiting >= ahead) {
      idle.push(worker);
      return;
    }
    runs[next]!.worker = worker;
    next += 1;
    worker.postMessage({ kind: 'job', job } satisfies ToWorker);
  };
  for (let thread = 0; thread < threads; thread += 1) {
    const worker = new Worker(workerFile(), {
      workerData: start,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: young },
    });
    worker.on('message', (message: FromWorker) => {
      heard(message);
      waiting += recordsIn(message);
      runs[message.job]!.hear(message);
      if (isLast(message)) take(worker);
    });
    const died = (reason: string): void => runs.forEach((run, job) => run.worker === worker && run.hear({ job, kind: 'broken', message: reason }));
    worker.on('error', (error) => died(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    worker.on('exit', (code) => died(`A reading thread ended with ${code}.`));
    workers.push(worker);
    take(worker);
  }
  return {
    runs,
    stop() {
      for (const [job, run] of runs.entries()) if (!run.worker) run.hear({ job, kind: 'refused', problem: { code: 'cancelled', message: 'Cancelled.' } });
      next = jobs.length;
      for (const worker of workers) worker.postMessage({ kind: 'stop' } satisfies ToWorker);
    },
    async close() {
      for (const worker of workers) worker.removeAllListeners('exit');
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function isLast(message: FromWorker): boolean {
  return message.kind === 'done' || message.kind === 'refused' || message.kind === 'broken';
}

function recordsIn(message: FromWorker): number {
  if (message.kind !== 'batch') return 0;
  const { events, facts, notes } = message.batch;
  return events.length / eventWidth + facts.length + notes.length;
}

class Run implements JobRun {
  worker: Worker | null = null;
  private readonly waiting: FromWorker[] = [];
  private readonly taken: (records: number) => void;
  private wake: (() => void) | null = null;
  private over = false;
  private done = false;

  /** `taken` hears how many records left with each message. */
  constructor(taken: (records: number) => void) {
    this.taken = taken;
  }

  hear(message: FromWorker): void {
    if (this.over) return;
    this.over = isLast(message);
    this.done = message.kind === 'done';
    // Bytes are counted by whoever listens to the pool; they would only pile up here.
    if (message.kind === 'bytes') return;
    this.waiting.push(message);
    this.wake?.();
  }

  whole(): boolean {
    return this.done;
  }

  answer(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  async *messages(): AsyncGenerator<FromWorker> {
    for (;;) {
      const message = this.waiting.shift();
      if (message) {
        this.taken(recordsIn(message));
        yield message;
        if (isLast(message)) return;
      } else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
