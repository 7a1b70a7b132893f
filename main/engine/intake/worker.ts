/** A thread that copies, hashes, reads and seals one file after another, and hands over batches no faster than they are stored. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { ProblemError } from '../../../shared/problems.ts';
import { sources } from '../sources/index.ts';
import { limits } from './limits.ts';
import { copyAndHash } from './open-copy.ts';
import { ByteBudget } from './open-inflate.ts';
import { Sealer } from './seal.ts';
import { takeFile } from './take-file.ts';
import type { FromWorker, Job, ToWorker, WorkerStart } from './worker-messages.ts';

/** Batches on their way that the writer has not stored yet. */
const mayBeUnderWay = 3;

type Report = FromWorker extends infer M ? (M extends FromWorker ? Omit<M, 'job'> : never) : never;

function work(port: MessagePort, start: WorkerStart): void {
  const sealer = new Sealer(start.caseKey, start.caseId);
  const budget = new ByteBudget({ ...limits, totalBytes: start.totalBytes });
  const stop = new AbortController();
  let answer: ((read: boolean) => void) | null = null;
  let underWay = 0;
  let room: (() => void) | null = null;

  async function take(job: Job): Promise<void> {
    const post = (report: Report, transfer: readonly ArrayBuffer[] = []): void => port.postMessage({ ...report, job: job.number }, transfer);
    try {
      const digests = await copyAndHash(job.path, job.target, (bytes) => post({ kind: 'bytes', bytes, stage: 'copy' }), stop.signal);
      const wanted = new Promise<boolean>((resolve) => (answer = resolve));
      post({ kind: 'copied', digests });
      if (!(await wanted)) return post({ kind: 'done' });
      await takeFile(job.target, job.label, {
        sources,
        limits,
        budget,
        sealer,
        signal: stop.signal,
        choices: job.choices,
        stream: (stream) => post({ kind: 'stream', stream }),
        bytes: (bytes) => post({ kind: 'bytes', bytes, stage: 'read' }),
        end: (counts, recognised) => post({ kind: 'end', counts, recognised }),
        async batch(batch) {
          underWay += 1;
          post({ kind: 'batch', batch }, [batch.events.buffer as ArrayBuffer]);
          while (underWay >= mayBeUnderWay && !stop.signal.aborted) await new Promise<void>((resolve) => (room = resolve));
        },
      });
      post({ kind: 'done' });
    } catch (error) {
      if (error instanceof ProblemError) post({ kind: 'refused', problem: error.problem });
      else post({ kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }

  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'job':
        void take(message.job);
        return;
      case 'go':
        answer?.(message.read);
        return;
      case 'stored':
        underWay -= 1;
        room?.();
        return;
      case 'stop':
        stop.abort();
        answer?.(false);
        room?.();
    }
  });
}

if (parentPort) work(parentPort, workerData as WorkerStart);
