import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { fail } from '../../../shared/problems.ts';
import type { Micros } from '../../../shared/time.ts';

/** What is known of an original once all its bytes have been seen. */
export interface Digests {
  readonly sha256: string;
  readonly sha512: string;
  readonly size: number;
  readonly modifiedAt: Micros;
}

export const chunkBytes = 1024 * 1024;

/** The bytes of an open file from its beginning, each chunk in memory of its own. */
export async function* bytesOf(file: FileHandle): AsyncGenerator<Buffer> {
  const { size } = await file.stat();
  let position = 0;
  for (;;) {
    // A whole chunk for each of many small files would keep the garbage collector busy; the byte more finds the end, or growth.
    const room = Math.min(chunkBytes, Math.max(0, size - position) + 1);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(room), 0, room, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Opens a regular file for reading; a link that took its place is refused. */
export async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: NodeJS.ErrnoException) =>
    fail(error.code === 'ELOOP' ? 'not_a_regular_file' : 'unreadable', `This file cannot be opened (${error.code ?? 'unknown reason'}).`, { file: path }),
  );
  if (!(await file.stat()).isFile()) {
    await file.close();
    fail('not_a_regular_file', 'This is no ordinary file.', { file: path });
  }
  return file;
}

/** Hashes a file, copying it to `target` on the way when one is given. A file that changes meanwhile is refused. */
export async function copyAndHash(path: string, target: string | null, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<Digests> {
  const source = await openRegular(path);
  const copy =
    target === null
      ? null
      : await open(target, 'wx', 0o600).catch(async (error: NodeJS.ErrnoException) => {
          await source.close();
          return writeFailed(error, path);
        });
  try {
    const before = await source.stat({ bigint: true });
    const sha256 = createHash('sha256');
    const sha512 = createHash('sha512');
    let size = 0;
    for await (const chunk of bytesOf(source)) {
      if (signal.aborted) fail('cancelled', 'Cancelled.');
      sha256.update(chunk);
      sha512.update(chunk);
      size += chunk.length;
      if (copy) await copy.writeFile(chunk).catch((error: NodeJS.ErrnoException) => writeFailed(error, path));
      onBytes(chunk.length);
    }
    await copy?.sync();
    const after = await source.stat({ bigint: true });
    if (before.size !== after.size || before.mtimeNs !== after.mtimeNs || BigInt(size) !== after.size) {
      fail('changed_while_reading', 'This file changed while it was being read; import it again when nothing writes to it.', { file: path });
    }
    return { sha256: sha256.digest('hex'), sha512: sha512.digest('hex'), size, modifiedAt: Number(after.mtimeNs / 1000n) as Micros };
  } finally {
    await source.close();
    await copy?.close();
  }
}

function writeFailed(error: NodeJS.ErrnoException, file: string): never {
  return error.code === 'ENOSPC'
    ? fail('disk_full', 'The disk is full: nothing of this file was kept.', { file })
    : fail('unreadable', `This file cannot be copied into the case (${error.code ?? 'unknown reason'}).`, { file });
}
