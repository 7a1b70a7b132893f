import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { rebuildDerived } from '../graph/build.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { recordAct } from '../store/custody.ts';
import { findOriginal } from '../store/original.ts';
import { clearSetting, readSetting, writeSetting } from '../store/settings.ts';
import { stamped, stampNow } from '../store/stamp.ts';
import { commit } from '../store/transaction.ts';
import { takeTurn } from '../store/write-turn.ts';

/** Writes down that an import begins. An import that never ended is settled first. */
export async function startImport(context: Context, handle: CaseHandle, files: number): Promise<void> {
  await settleImport(context, handle);
  await takeTurn(handle.write, () =>
    commit(handle.write, () => {
      recordAct(handle.write, stamped(stampNow(context.around, handle.write), 'import_started', { files }));
      writeSetting(handle.write, 'import_open', String(files));
    }),
  );
}

/** Closes the import. What follows from the events was kept in step with them, except where a record made another one say something else. */
export async function finishImport(handle: CaseHandle): Promise<void> {
  await takeTurn(handle.write, () =>
    commit(handle.write, () => {
      deriveIfStale(handle);
      clearSetting(handle.write, 'import_open');
    }),
  );
}

/**
 * After an import that was killed: files that were finished are whole and stay, the one being stored was undone by the
 * database together with what was derived from it. The custody log says so.
 */
export async function settleImport(context: Pick<Context, 'around'>, handle: CaseHandle): Promise<boolean> {
  if (handle.readOnly || readSetting(handle.read, 'import_open') === null) return false;
  removeLeftovers(handle);
  await takeTurn(handle.write, () =>
    commit(handle.write, () => {
      deriveIfStale(handle);
      clearSetting(handle.write, 'import_open');
      recordAct(
        handle.write,
        stamped(stampNow(context.around, handle.write), 'import_rolled_back', {
          reason: 'interrupted',
          kept: 'files with an import entry',
          undone: 'the file that was being stored',
        }),
      );
    }),
  );
  return true;
}

function deriveIfStale({ write }: CaseHandle): void {
  if (readSetting(write, 'derived_stale') === null) return;
  rebuildDerived(write);
  clearSetting(write, 'derived_stale');
}

/** Copies that no entry speaks of: bytes of a file whose storing was undone. */
function removeLeftovers(handle: CaseHandle): void {
  const originals = join(handle.folder, 'originals');
  for (const name of readdirSync(originals)) {
    if (findOriginal(handle.read, name) === null) rmSync(join(originals, name), { recursive: true, force: true });
  }
}
