import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ItemReport } from '../../../shared/rpc/intake.ts';
import { fail, ProblemError, type Problem } from '../../../shared/problems.ts';
import type { Context } from '../context.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { recordAct } from '../store/custody.ts';
import { asProblem } from '../store/failures.ts';
import type { Ingest, StreamInProgress } from '../store/ingest.ts';
import { itemsOf } from '../store/item.ts';
import { addOriginal, findOriginal } from '../store/original.ts';
import { stamped, stampNow } from '../store/stamp.ts';
import { takeTurn } from '../store/write-turn.ts';
import type { Digests } from './open-copy.ts';
import type { FoundFile } from './open-files.ts';
import type { JobRun } from './pool.ts';
import type { FromWorker, Job } from './worker-messages.ts';

/** What became of one file. */
export type Stored =
  | { readonly kind: 'stored'; readonly originalId: number; readonly newEvents: number }
  /** The case has these very bytes already. */
  | { readonly kind: 'repeated'; readonly originalId: number }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Stores what a worker reads from one file, in one transaction with its custody entry. */
export async function storeFile(context: Context, handle: CaseHandle, ingest: Ingest, file: FoundFile, job: Job, run: JobRun): Promise<Stored> {
  const messages = run.messages();
  const first = await following(messages);
  if (first.kind === 'refused') return refused(first.problem, file);
  if (first.kind !== 'copied') throw new Error(`a file began with "${first.kind}"`);
  const second = await following(messages);
  if (second.kind === 'refused') return undone(context, handle, file, second.problem);
  if (second.kind === 'done') {
    const known = findOriginal(handle.read, first.digests.sha256);
    if (known) return { kind: 'repeated', originalId: known.id };
    return refused({ code: 'unreadable', message: 'The same bytes were refused before in this import.' }, file);
  }
  try {
    return await takeTurn(handle.write, () => inTransaction(context, handle, ingest, { file, job, run, digests: first.digests }, second, messages));
  } catch (error) {
    const problem = asProblem(error);
    if (problem instanceof ProblemError) return undone(context, handle, file, problem.problem);
    throw problem;
  }
}

interface Arriving {
  readonly file: FoundFile;
  readonly job: Job;
  readonly run: JobRun;
  readonly digests: Digests;
}

async function inTransaction(
  context: Context,
  handle: CaseHandle,
  ingest: Ingest,
  arriving: Arriving,
  second: FromWorker,
  messages: AsyncGenerator<FromWorker>,
): Promise<Stored> {
  const { file, job, run, digests } = arriving;
  const { write: db } = handle;
  const kept = join(handle.folder, 'originals', digests.sha256);
  let moved = false;
  db.exec('BEGIN IMMEDIATE');
  try {
    const stamp = stampNow(context.around, db);
    const originalId = addOriginal(db, { ...digests, name: file.name, sourcePath: file.path, importedAt: stamp.at });
    let stream: StreamInProgress | null = null;
    let newEvents = 0;
    for (let message = second; message.kind !== 'done'; message = await following(messages)) {
      if (context.signal.aborted) fail('cancelled', 'Cancelled.');
      switch (message.kind) {
        case 'stream':
          stream = ingest.beginStream(originalId, digests.sha256, message.stream, stamp.at);
          break;
        case 'batch':
          ingest.add(openStream(stream), message.batch);
          run.answer({ kind: 'stored' });
          // Batches come faster than they are stored, and a message port is drained before anything else is heard: without this
          // turn no cancel, no timer and no other call gets through until the file is done.
          await setImmediate();
          break;
        case 'end':
          newEvents += openStream(stream).tally.newEvents;
          ingest.endStream(openStream(stream), message.counts, message.recognised ? 'done' : 'unrecognised');
          stream = null;
          break;
        case 'refused':
          throw new ProblemError(message.problem);
        default:
          throw new Error(`a file went on with "${message.kind}"`);
      }
    }
    if (stream) throw new Error('a stream was never ended');
    ingest.endOriginal();
    chmodSync(job.target, 0o400);
    renameSync(job.target, kept);
    moved = true;
    syncFolder(join(handle.folder, 'originals'));
    recordAct(db, stamped(stamp, 'import', bodyOf(file, digests, itemsOf(db, originalId))));
    db.exec('COMMIT');
    return { kind: 'stored', originalId, newEvents };
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    ingest.forget();
    if (moved) rmSync(kept, { force: true });
    throw error;
  }
}

function openStream(stream: StreamInProgress | null): StreamInProgress {
  if (!stream) throw new Error('records came outside any stream');
  return stream;
}

async function following(messages: AsyncGenerator<FromWorker>): Promise<FromWorker> {
  const next = await messages.next();
  if (next.done) throw new Error('a reading thread ended without a word');
  if (next.value.kind === 'broken') throw new Error(next.value.message);
  return next.value;
}

function refused(problem: Problem, file: FoundFile): Stored {
  return { kind: 'refused', problem: { file: file.path, ...problem } };
}

/** A file whose reading had begun leaves nothing behind but an entry that says so. */
async function undone(context: Context, handle: CaseHandle, file: FoundFile, problem: Problem): Promise<Stored> {
  await takeTurn(handle.write, () =>
    handle.write
      .transaction(() =>
        recordAct(
          handle.write,
          stamped(stampNow(context.around, handle.write), 'import_rolled_back', { name: file.name, reason: problem.code, message: problem.message }),
        ),
      )
      .immediate(),
  );
  return refused(problem, file);
}

function bodyOf(file: FoundFile, digests: Digests, items: readonly ItemReport[]): Readonly<Record<string, unknown>> {
  const { sha256, sha512, size } = digests;
  const streams = items.map((item) => ({
    label: item.label,
    container: item.container,
    encoding: item.encoding,
    framing: item.framing,
    reader: item.reader,
    reader_version: item.readerVersion,
    state: item.state,
    records: item.records,
    with_events: item.withEvents,
    with_facts: item.withFacts,
    skipped: item.skipped,
    duplicates: item.duplicates,
  }));
  return { name: file.name, source_path: file.path, sha256, sha512, size, modified_at: digests.modifiedAt, streams };
}

function syncFolder(folder: string): void {
  // Windows has no way to flush a folder, and needs none.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
