import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { fail, ProblemError } from '../../../shared/problems.ts';
import type { Limits } from './limits.ts';

export type Compression = 'gz' | 'zst';

/** What one import may still inflate, counted over all its files. */
export class ByteBudget {
  private readonly limits: Limits;
  private spent = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** Counts inflated bytes; throws when a stream grows like a bomb or the whole import is used up. */
  spend(bytes: number, inflated: number, compressed: number): void {
    this.spent += bytes;
    const { ratio, ratioFrom, totalBytes } = this.limits;
    if (inflated > ratioFrom && inflated > ratio * compressed) fail('too_many_bytes', `This inflates to more than ${ratio} times its size.`);
    if (this.spent > totalBytes) fail('too_many_bytes', 'The files of this import inflate to more than the whole budget.');
  }
}

/** Compression by the first bytes of a stream, whatever the file is called. */
export function compressionOf(head: Uint8Array): Compression | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gz';
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd ? 'zst' : null;
}

/** Small steps, so that what one of them inflates to fits in memory whatever the ratio. */
const step = 16 * 1024;

/**
 * Inflates a stream. When it ends early or is damaged, everything up to there has been given out before the problem is thrown.
 * `compressed` is the size of the whole compressed stream.
 */
export async function* inflate(source: AsyncIterable<Buffer>, compression: Compression, compressed: number, budget: ByteBudget): AsyncGenerator<Buffer> {
  if (compression === 'zst' && typeof zlib.createZstdDecompress !== 'function')
    fail('runtime_too_old', 'This program runs on a Node that cannot read zstd: decompress the file first.');
  const engine: Transform = compression === 'gz' ? zlib.createGunzip({ chunkSize: 256 * 1024 }) : zlib.createZstdDecompress({ chunkSize: 256 * 1024 });
  const ready: Buffer[] = [];
  let inflated = 0;
  let failure: NodeJS.ErrnoException | null = null;
  engine.on('data', (chunk: Buffer) => ready.push(chunk));
  engine.on('error', (error: NodeJS.ErrnoException) => (failure = error));
  function* taken(): Generator<Buffer> {
    for (const chunk of ready.splice(0)) {
      inflated += chunk.length;
      budget.spend(chunk.length, inflated, compressed);
      yield chunk;
    }
  }
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && !failure; at += step) {
        await write(engine, chunk.subarray(at, at + step));
        yield* taken();
      }
      if (failure) break;
    }
    await turn();
    yield* taken();
    if (!failure) await finish(engine);
    yield* taken();
  } finally {
    engine.destroy();
  }
  if (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    throw new ProblemError({
      code: 'truncated',
      message:
        code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong'
          ? 'The compressed stream ends too early.'
          : 'The compressed stream is damaged here; nothing after this place can be inflated.',
      offset: inflated,
    });
  }
}

function write(engine: Transform, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    engine.once('error', resolve);
    engine.write(chunk, () => {
      engine.off('error', resolve);
      resolve();
    });
  });
}

function finish(engine: Transform): Promise<void> {
  return new Promise((resolve) => {
    engine.once('end', () => resolve());
    engine.once('error', () => resolve());
    engine.end();
  });
}

/** Lets what the engine has already inflated arrive before it is told that the stream is over. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
