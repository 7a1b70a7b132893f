import { mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportReport, ItemReport } from '../../../shared/rpc/intake.ts';
import { fail, ProblemError, type Problem } from '../../../shared/problems.ts';
import type { Context } from '../context.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { openIngest } from '../store/ingest.ts';
import { itemsOf } from '../store/item.ts';
import { findOriginal } from '../store/original.ts';
import { takeTurn } from '../store/write-turn.ts';
import { limits } from './limits.ts';
import { finishImport, startImport } from './import-acts.ts';
import { findFiles, type FoundFile } from './open-files.ts';
import { startPool, threadsFor } from './pool.ts';
import { followBytes } from './progress.ts';
import { stops, storeFiles, type Stored } from './store-file.ts';
import type { FromWorker, Job } from './worker-messages.ts';

/** A reader that a person chose for one stream. */
export interface Choice {
  readonly path: string;
  readonly member: string;
  readonly reader: string;
}

/**
 * Takes files, folders and archives into the open case. Each file is stored whole with its custody entry or not at all; a
 * file that cannot be taken in is reported and the others go on. Cancelling keeps the files that were finished. A second
 * import of the same case waits for the first.
 */
export async function importPaths(context: Context, paths: readonly string[], choices: readonly Choice[]): Promise<ImportReport> {
  const handle = context.openCase();
  return takeTurn(handle, () => importNow(context, handle, paths, choices));
}

async function importNow(context: Context, handle: CaseHandle, paths: readonly string[], choices: readonly Choice[]): Promise<ImportReport> {
  const begun = context.around.now();
  const { files, refused } = await findFiles(paths);
  const incoming = await emptyIncoming(handle);
  await startImport(context, handle, files.length);
  const jobs = files.map((file, number) => jobOf(file, number, incoming, choices));
  const results: Stored[] = [];
  try {
    await storeAll(context, handle, files, jobs, results);
    return reportOf(handle, results, refused, (context.around.now() - begun) / 1_000_000);
  } finally {
    await rm(incoming, { recursive: true, force: true });
    await finishImport(handle);
    for (const topic of ['events', 'case', 'custody'] as const) context.changed(topic);
  }
}

function jobOf(file: FoundFile, number: number, incoming: string, choices: readonly Choice[]): Job {
  const chosen = choices.filter((choice) => choice.path === file.path).map((choice) => [choice.member, choice.reader] as const);
  return { number, path: file.path, label: file.label, target: join(incoming, String(number)), choices: Object.fromEntries(chosen) };
}

/** Copies of files whose digest is not known yet lie here. What an interrupted import left is thrown away. */
async function emptyIncoming(handle: CaseHandle): Promise<string> {
  const originals = join(handle.folder, 'originals');
  for (const name of await readdir(originals)) if (name.startsWith('.incoming')) await rm(join(originals, name), { recursive: true, force: true });
  const incoming = join(originals, '.incoming');
  mkdirSync(incoming, { mode: 0o700 });
  return incoming;
}

async function storeAll(context: Context, handle: CaseHandle, files: readonly FoundFile[], jobs: readonly Job[], results: Stored[]): Promise<void> {
  if (jobs.length === 0) return;
  const follow = followBytes(files, (progress) => context.progress(progress));
  const gate = new Gate(handle);
  const threads = threadsFor(jobs.length);
  const pool = startPool(jobs, { caseKey: handle.caseKey, caseId: handle.caseId, totalBytes: limits.totalBytes / threads }, threads, (message) => {
    follow.heard(message);
    gate.hear(message, (job, read) => pool.runs[job]!.answer({ kind: 'go', read }));
  });
  const stop = (): void => pool.stop();
  context.signal.addEventListener('abort', stop);
  if (context.signal.aborted) stop();
  try {
    const ingest = openIngest(handle.write);
    const arriving = files.map((file, number) => ({ file, job: jobs[number]!, run: pool.runs[number]! }));
    for (let number = 0; number < files.length;) {
      if (context.signal.aborted) fail('cancelled', 'Cancelled.');
      for (const result of await storeFiles(context, handle, ingest, arriving.slice(number, number + 1000))) {
        if (result.kind === 'refused' && stops(result.problem)) throw new ProblemError(result.problem);
        results.push(result);
        follow.finished(number);
        number += 1;
      }
    }
  } finally {
    context.signal.removeEventListener('abort', stop);
    await pool.close();
  }
}

/** Lets each new original be read once: files are judged in their order, however fast they were copied. */
class Gate {
  private readonly handle: CaseHandle;
  private readonly copied = new Map<number, string | null>();
  private readonly seen = new Set<string>();
  private next = 0;

  constructor(handle: CaseHandle) {
    this.handle = handle;
  }

  hear(message: FromWorker, answer: (job: number, read: boolean) => void): void {
    if (message.kind === 'copied') this.copied.set(message.job, message.digests.sha256);
    else if ((message.kind === 'refused' || message.kind === 'broken') && message.job >= this.next) this.copied.set(message.job, null);
    else return;
    for (let digest = this.copied.get(this.next); digest !== undefined; digest = this.copied.get(this.next)) {
      if (digest !== null) {
        const read = !this.seen.has(digest) && findOriginal(this.handle.read, digest) === null;
        this.seen.add(digest);
        answer(this.next, read);
      }
      this.copied.delete(this.next);
      this.next += 1;
    }
  }
}

function reportOf(handle: CaseHandle, results: readonly Stored[], refused: readonly Problem[], seconds: number): ImportReport {
  const items: ItemReport[] = [];
  const problems = [...refused];
  const total = { records: 0, withEvents: 0, withFacts: 0, skipped: 0, duplicates: 0, events: 0 };
  for (const result of results) {
    if (result.kind === 'refused') {
      problems.push(result.problem);
      continue;
    }
    // Asked again: a file that came later may have made a record of this one the further place of its event.
    const found = itemsOf(handle.read, result.originalId);
    items.push(...(result.kind === 'stored' ? found : found.map((item): ItemReport => ({ ...item, state: 'repeated' }))));
    if (result.kind === 'repeated') continue;
    total.events += result.newEvents;
    for (const item of found) for (const name of ['records', 'withEvents', 'withFacts', 'skipped', 'duplicates'] as const) total[name] += item[name];
  }
  return { items, refused: problems, ...total, seconds };
}
