/** Writes the files of a bundle, hashing what it writes: a BagIt 1.0 folder (RFC 8493). */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSafePath } from '../safe-name.ts';

/** Text or bytes in pieces; a piece may be as small as a line. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export interface WrittenFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly sha512: string;
}

export interface Bag {
  /** Writes one file that is not there yet, to the disk. */
  write(path: string, pieces: Pieces): Promise<WrittenFile>;
  /** What was written so far, sorted bytewise by path. */
  files(): readonly WrittenFile[];
}

/** Small pieces are gathered up to this many bytes before they are hashed and written. */
const gathered = 256 * 1024;

/** A bag in this folder, which must be empty. `onBytes` is told of every write and may throw to stop. */
export function createBag(folder: string, onBytes: (path: string, bytes: number) => void): Bag {
  const written = new Map<string, WrittenFile>();
  const folded = new Set<string>();
  return {
    async write(path, pieces) {
      if (!isSafePath(path)) throw new Error(`"${path}" is no name for a file in a bundle`);
      if (folded.has(path.toLowerCase())) throw new Error(`"${path}" is in the bundle already`);
      folded.add(path.toLowerCase());
      const target = join(folder, ...path.split('/'));
      mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
      const file = { path, ...(await writeHashed(target, pieces, (bytes) => onBytes(path, bytes))) };
      written.set(path, file);
      return file;
    },
    files: () => [...written.values()].sort((a, b) => compareBytes(a.path, b.path)),
  };
}

/** The lines of a manifest, as `sha256sum` and `sha512sum` read them. */
export function manifestText(files: readonly WrittenFile[], algorithm: 'sha256' | 'sha512'): string {
  return files.map((file) => `${file[algorithm]}  ${file.path}\n`).join('');
}

/** Order of the bytes of two ASCII texts. */
export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function writeHashed(target: string, pieces: Pieces, onBytes: (bytes: number) => void): Promise<Omit<WrittenFile, 'path'>> {
  const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
  const handle = await open(target, 'wx', 0o644);
  let size = 0;
  try {
    for await (const block of blocks(pieces)) {
      sha256.update(block);
      sha512.update(block);
      size += block.length;
      await handle.writeFile(block);
      onBytes(block.length);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, sha256: sha256.digest('hex'), sha512: sha512.digest('hex') };
}

async function* blocks(pieces: Pieces): AsyncGenerator<Buffer> {
  let [waiting, bytes] = [[] as Buffer[], 0];
  for await (const piece of pieces) {
    const block = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : Buffer.from(piece);
    waiting.push(block);
    bytes += block.length;
    if (bytes < gathered) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
