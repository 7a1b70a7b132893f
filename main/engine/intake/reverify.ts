import { join } from 'node:path';
import { ProblemError, type Problem } from '../../../shared/problems.ts';
import type { Context } from '../context.ts';
import { recordAct } from '../store/custody.ts';
import { listOriginals } from '../store/original.ts';
import { stamped, stampNow } from '../store/stamp.ts';
import { commit } from '../store/transaction.ts';
import { takeTurn } from '../store/write-turn.ts';
import { copyAndHash } from './open-copy.ts';

export interface Reverified {
  readonly checked: number;
  readonly bytes: number;
  readonly broken: Problem[];
}

/** Hashes every original again, and writes down what was found. */
export async function reverify(context: Context): Promise<Reverified> {
  const handle = context.openCase();
  const originals = listOriginals(handle.read);
  const total = originals.reduce((sum, original) => sum + original.size, 0);
  const broken: Problem[] = [];
  let bytes = 0;
  for (const original of originals) {
    const path = join(handle.folder, 'originals', original.sha256);
    try {
      const found = await copyAndHash(
        path,
        null,
        (more) => {
          bytes += more;
          context.progress({ stage: 'reverify', done: bytes, total, unit: 'bytes', detail: original.name });
        },
        context.signal,
      );
      if (found.sha256 !== original.sha256 || found.sha512 !== original.sha512 || found.size !== original.size) {
        broken.push({ code: 'case_damaged', message: `The original ${original.sha256} is not what was imported.`, file: original.name });
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code === 'cancelled') throw error;
      broken.push({ code: 'unreadable', message: `The original ${original.sha256} cannot be read: ${error.problem.message}`, file: original.name });
    }
  }
  if (!handle.readOnly) {
    await takeTurn(handle.write, () =>
      commit(handle.write, () => {
        const stamp = stampNow(context.around, handle.write);
        recordAct(handle.write, stamped(stamp, 'reverify', { checked: originals.length, bytes, broken: broken.map((problem) => problem.message) }));
        if (broken.length > 0)
          recordAct(
            handle.write,
            stamped({ ...stamp, salt: context.around.random(16) }, 'integrity_failure', { originals: broken.map((problem) => problem.message) }),
          );
      }),
    );
    context.changed('custody');
  }
  return { checked: originals.length, bytes, broken };
}
