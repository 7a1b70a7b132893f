import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';

/** The bytes of a small file; null where it is missing, no regular file, or larger than `most`. */
export async function readSmall(path: string, most: number): Promise<Buffer | null> {
  const stat = await lstat(path).catch(() => null);
  if (!stat?.isFile() || stat.size > most) return null;
  return readFile(path);
}

/** Both digests of a file in one pass. */
export async function hashFile(path: string, onBytes: (bytes: number) => void): Promise<{ readonly sha256: string; readonly sha512: string }> {
  const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    sha256.update(block);
    sha512.update(block);
    onBytes(block.length);
  }
  return { sha256: sha256.digest('hex'), sha512: sha512.digest('hex') };
}

/** Thrown by `readLines` for text that is not lines of UTF-8, each ended by one LF. */
export class LinesFault extends Error {}

/** The lines of a file, without their LF; nothing longer than `most` bytes. */
export async function* readLines(path: string, most: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? block : Buffer.concat([rest, block]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield decodeLine(decoder, rest.subarray(0, end));
      rest = rest.subarray(end + 1);
    }
    if (rest.length > most) throw new LinesFault(`a line is longer than ${most} bytes`);
  }
  if (rest.length > 0) throw new LinesFault('the last line has no end');
}

function decodeLine(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new LinesFault('a line is not UTF-8');
  }
}
