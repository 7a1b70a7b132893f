import { openRegular, bytesOf } from './open-copy.ts';
import { compressionOf, inflate, type ByteBudget } from './open-inflate.ts';
import { isZip, openZip } from './open-zip.ts';
import type { Limits } from './limits.ts';

/** One stream of bytes: a file, or a member of an archive. */
export interface OpenStream {
  /** Path inside the archive; empty for the file itself. */
  readonly member: string;
  /** How it was packed: `plain`, `gz`, `zst`, `zip`, `zip+gz`. */
  readonly container: string;
  /** Bytes as they lie in the file or archive. */
  readonly size: number;
  readonly bytes: AsyncIterable<Buffer>;
}

export interface OpenOptions {
  readonly limits: Limits;
  readonly budget: ByteBudget;
  /** The archive was accepted before: its content is not checked again. */
  readonly checked?: boolean;
  /** Only this member. */
  readonly member?: string;
}

/** The streams of a file, one after another: each must be left before the next is asked for. */
export async function* openStreams(path: string, options: OpenOptions): AsyncGenerator<OpenStream> {
  const file = await openRegular(path);
  try {
    const head = Buffer.alloc(4);
    await file.read(head, 0, 4, 0);
    const { size } = await file.stat();
    if (isZip(head)) yield* zipStreams(path, options);
    else yield unpacked({ member: '', container: 'plain', size, bytes: bytesOf(file) }, compressionOf(head), options.budget);
  } finally {
    await file.close();
  }
}

async function* zipStreams(path: string, options: OpenOptions): AsyncGenerator<OpenStream> {
  const zip = await openZip(path, options.limits, options.budget, options.checked);
  try {
    for (const { name, size, open } of zip.members) {
      if (options.member !== undefined && options.member !== name) continue;
      const { head, bytes } = await peek(await open());
      yield unpacked({ member: name, container: 'zip', size, bytes }, compressionOf(head), options.budget);
    }
  } finally {
    zip.close();
  }
}

/** Takes one layer of compression off; a second one is not looked for. */
function unpacked(stream: OpenStream, compression: 'gz' | 'zst' | null, budget: ByteBudget): OpenStream {
  if (!compression) return stream;
  const container = stream.container === 'plain' ? compression : `${stream.container}+${compression}`;
  return { ...stream, container, bytes: inflate(stream.bytes, compression, stream.size, budget) };
}

async function peek(bytes: AsyncIterable<Buffer>): Promise<{ readonly head: Buffer; readonly bytes: AsyncIterable<Buffer> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let length = 0;
  while (length < 4) {
    const next = await iterator.next();
    if (next.done) break;
    seen.push(next.value);
    length += next.value.length;
  }
  async function* again(): AsyncGenerator<Buffer> {
    try {
      yield* seen;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(seen), bytes: again() };
}
