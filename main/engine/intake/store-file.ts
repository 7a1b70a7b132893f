import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ItemReport } from '../../../shared/rpc/intake.ts';
import { fail, ProblemError, type Problem } from '../../../shared/problems.ts';
import type { Context } from '../context.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { recordAct, type CustodyAct } from '../store/custody.ts';
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

/** One file whose turn it is. */
export interface Arriving {
  readonly file: FoundFile;
  readonly job: Job;
  readonly run: JobRun;
}

/** Files of one transaction at most, and events after which no further file joins. */
const together = { files: 500, events: 60_000 };

/**
 * Stores the first of these files, and with it those after it that have been read whole already: small files would spend
 * their time waiting for the disk. Each is stored whole with its custody entry or not at all. Gives a result for each file taken.
 */
export async function storeFiles(context: Context, handle: CaseHandle, ingest: Ingest, files: readonly Arriving[]): Promise<Stored[]> {
  // Copying takes as long as it takes; nobody waits for it.
  const begun = await begin(files[0]!.run);
  return takeTurn(handle.write, () => inTransaction(context, handle, ingest, files, begun));
}

interface Begun {
  readonly messages: AsyncGenerator<FromWorker>;
  readonly first: FromWorker;
  readonly second: FromWorker;
}

async function begin(run: JobRun): Promise<Begun> {
  const messages = run.messages();
  const first = await following(messages);
  return { messages, first, second: first.kind === 'copied' ? await following(messages) : first };
}

async function inTransaction(context: Context, handle: CaseHandle, ingest: Ingest, files: readonly Arriving[], begun: Begun): Promise<Stored[]> {
  const { write: db } = handle;
  const moved: string[] = [];
  const results: Stored[] = [];
  let events = 0;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const arriving of files.slice(0, together.files)) {
      const alone = results.length === 0;
      if (!alone && (events > together.events || context.signal.aborted || !arriving.run.whole())) break;
      const result = await storeFile(context, handle, ingest, arriving, alone ? begun : await begin(arriving.run), moved);
      results.push(result);
      if (result.kind === 'stored') events += result.newEvents;
      if (result.kind === 'refused') break;
    }
    if (moved.length > 0) syncFolder(join(handle.folder, 'originals'));
    db.exec('COMMIT');
    return results;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    ingest.forget();
    for (const kept of moved) rmSync(kept, { force: true });
    const problem = asProblem(error);
    if (!(problem instanceof ProblemError)) throw problem;
    return files.slice(0, results.length + 1).map(({ file }) => undone(context, handle, file, problem.problem));
  }
}

/** What ends the whole import, not only one file. */
export function stops(problem: Problem): boolean {
  return problem.code === 'cancelled' || problem.code === 'disk_full' || problem.code === 'invalid_argument';
}

async function storeFile(context: Context, handle: CaseHandle, ingest: Ingest, arriving: Arriving, begun: Begun, moved: string[]): Promise<Stored> {
  const { file } = arriving;
  const { first, second } = begun;
  if (first.kind === 'refused') return refused(first.problem, file);
  if (first.kind !== 'copied') throw new Error(`a file began with "${first.kind}"`);
  if (second.kind === 'refused') {
    recordAct(handle.write, rolledBack(context, handle, file, second.problem));
    return refused(second.problem, file);
  }
  if (second.kind !== 'done') return storeRecords(context, handle, ingest, arriving, { ...begun, digests: first.digests }, moved);
  const known = findOriginal(handle.write, first.digests.sha256);
  if (known) return { kind: 'repeated', originalId: known.id };
  return refused({ code: 'unreadable', message: 'The same bytes were refused before in this import.' }, file);
}

async function storeRecords(
  context: Context,
  handle: CaseHandle,
  ingest: Ingest,
  { file, job, run }: Arriving,
  { digests, second, messages }: Begun & { readonly digests: Digests },
  moved: string[],
): Promise<Stored> {
  const { write: db } = handle;
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
  recordAct(db, stamped(stamp, 'import', bodyOf(file, digests, itemsOf(db, originalId))));
  chmodSync(job.target, 0o400);
  const kept = join(handle.folder, 'originals', digests.sha256);
  renameSync(job.target, kept);
  moved.push(kept);
  return { kind: 'stored', originalId, newEvents };
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
function undone(context: Context, handle: CaseHandle, file: FoundFile, problem: Problem): Stored {
  handle.write.transaction(() => recordAct(handle.write, rolledBack(context, handle, file, problem))).immediate();
  return refused(problem, file);
}

function rolledBack(context: Context, handle: CaseHandle, file: FoundFile, { code, message }: Problem): CustodyAct {
  return stamped(stampNow(context.around, handle.write), 'import_rolled_back', { name: file.name, reason: code, message });
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
