import type { Progress } from '../../../shared/rpc/wire.ts';
import type { FoundFile } from './open-files.ts';
import type { FromWorker } from './worker-messages.ts';

/** Turns what the threads say into one measure: every file counts once for copying and once for reading. */
export function followBytes(
  files: readonly FoundFile[],
  show: (progress: Progress) => void,
): { heard(message: FromWorker): void; finished(file: number): void } {
  const total = 2 * files.reduce((sum, file) => sum + file.size, 0);
  const copied = new Map<number, number>();
  const read = new Map<number, number>();
  let done = 0;
  const count = (seen: Map<number, number>, file: number, bytes: number): void => {
    const before = seen.get(file) ?? 0;
    // A compressed file inflates to more than its size, which is all it counts for.
    const now = Math.min(files[file]!.size, before + bytes);
    seen.set(file, now);
    done += now - before;
    show({ stage: 'import', done, total, unit: 'bytes', detail: files[file]!.label });
  };
  return {
    heard(message) {
      if (message.kind === 'bytes') count(message.stage === 'copy' ? copied : read, message.job, message.bytes);
    },
    finished(file) {
      count(copied, file, Infinity);
      count(read, file, Infinity);
      copied.delete(file);
      read.delete(file);
    },
  };
}
