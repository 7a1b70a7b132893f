import { openRegular, bytesOf } from './open-copy.ts';
import { compressionOf, inflate, type ByteBudget } from './open-inflate.ts';
import { checkTar, isTar, tarBlock, tarMembers } from './open-tar.ts';
import { isZip, openZip } from './open-zip.ts';
import type { Limits } from './limits.ts';
import { ProblemError } from '../../../shared/problems.ts';

/** One stream of bytes: a file, or a member of an archive. */
export interface OpenStream {
  /** Path inside the archive; empty for the file itself. */
  readonly member: string;
  /** How it was packed: `plain`, `gz`, `zst`, `zip`, `tar`, `tar.gz`, `tar.zst`; `zip+gz` where the member is compressed once more. */
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
    const { size } = await file.stat();
    const outer = await peek(bytesOf(file), tarBlock);
    const compression = compressionOf(outer.head);
    const inflated = (): AsyncIterable<Buffer> => (compression ? inflate(bytesOf(file), compression, size, options.budget) : bytesOf(file));
    const inner = compression ? await peek(inflate(outer.bytes, compression, size, options.budget), tarBlock) : outer;
    const archive = isZip(outer.head) ? 'zip' : isTar(inner.head) ? 'tar' : null;
    if (archive) await inner.leave();
    if (archive === 'zip') yield* zipStreams(path, options);
    else if (archive === 'tar') yield* tarStreams(inflated, compression ? `tar.${compression}` : 'tar', options);
    else yield { member: '', container: compression ?? 'plain', size, bytes: inner.bytes };
  } finally {
    await file.close();
  }
}

async function* zipStreams(path: string, options: OpenOptions): AsyncGenerator<OpenStream> {
  const zip = await openZip(path, options.limits, options.budget, options.checked);
  try {
    for (const { name, size, open } of zip.members) {
      if (options.member !== undefined && options.member !== name) continue;
      const { head, bytes } = await peek(await open(), 4);
      yield unpacked({ member: name, container: 'zip', size, bytes }, head, options.budget);
    }
  } finally {
    zip.close();
  }
}

/** An archive is read twice: all of it is checked before anything is made of its first member. */
async function* tarStreams(open: () => AsyncIterable<Buffer>, container: string, options: OpenOptions): AsyncGenerator<OpenStream> {
  const cut = options.checked ? null : await checkTar(open(), options.limits);
  for await (const member of tarMembers(open(), cut)) {
    const { name, size } = member;
    if (options.member !== undefined && options.member !== name) continue;
    const { head, bytes } = await peek(member.bytes, 4);
    yield unpacked({ member: name, container, size, bytes }, head, options.budget);
  }
}

/** Takes one layer of compression off a member; a second one, or an archive inside, is not looked for. */
function unpacked(stream: OpenStream, head: Buffer, budget: ByteBudget): OpenStream {
  const compression = compressionOf(head);
  return compression ? { ...stream, container: `${stream.container}+${compression}`, bytes: inflate(stream.bytes, compression, stream.size, budget) } : stream;
}

interface Peeked {
  readonly head: Buffer;
  readonly bytes: AsyncIterable<Buffer>;
  /** For one whose bytes are not asked for. */
  leave(): Promise<void>;
}

/** The first `wanted` bytes of a stream (fewer where it is shorter or breaks off), and all of it. */
async function peek(bytes: AsyncIterable<Buffer>, wanted: number): Promise<Peeked> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let length = 0;
  let broken = null as ProblemError | null;
  while (length < wanted && !broken) {
    try {
      const next = await iterator.next();
      if (next.done) break;
      seen.push(next.value);
      length += next.value.length;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      broken = error;
    }
  }
  async function* again(): AsyncGenerator<Buffer> {
    try {
      yield* seen;
      if (broken) throw broken;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return {
    head: Buffer.concat(seen).subarray(0, wanted),
    bytes: again(),
    async leave() {
      await iterator.return?.();
    },
  };
}
