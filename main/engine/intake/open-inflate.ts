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
 * Inflates a stream, all its members or frames one after another; empty bytes behind the last are padding. When it ends early
 * or is damaged, everything up to there has been given out before the problem is thrown. `compressed` is the size of the whole
 * compressed stream.
 */
export async function* inflate(source: AsyncIterable<Buffer>, compression: Compression, compressed: number, budget: ByteBudget): AsyncGenerator<Buffer> {
  if (compression === 'zst' && typeof zlib.createZstdDecompress !== 'function')
    fail('runtime_too_old', 'This program runs on a Node that cannot read zstd: decompress the file first.');
  const ready: Buffer[] = [];
  let inflated = 0;
  let failure: string | null = null;
  let engine: Engine | null = null;
  /** What stands behind the end of a member and is too short to say what it is. */
  let behind: Buffer = Buffer.alloc(0);
  function* taken(): Generator<Buffer> {
    for (const chunk of ready.splice(0)) {
      inflated += chunk.length;
      budget.spend(chunk.length, inflated, compressed);
      yield chunk;
    }
  }
  function start(): Engine {
    const made: Engine = compression === 'gz' ? zlib.createGunzip({ chunkSize: 256 * 1024 }) : zlib.createZstdDecompress({ chunkSize: 256 * 1024 });
    made.on('data', (chunk: Buffer) => ready.push(chunk));
    made.on('error', (error: NodeJS.ErrnoException) => (failure = cutCodes.has(error.code ?? '') ? cutWords : damageWords));
    return made;
  }
  try {
    engine = start();
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && failure === null; at += step) {
        let piece: Buffer = Buffer.concat([behind, chunk.subarray(at, at + step)]);
        behind = Buffer.alloc(0);
        while (piece.length > 0 && failure === null) {
          if (!engine) {
            piece = withoutPadding(piece);
            if (piece.length < 4) {
              behind = piece;
              break;
            }
            if (!beginsMember(piece, compression)) {
              failure = foreignWords;
              break;
            }
            engine = start();
          }
          const before: number = engine.bytesWritten;
          await write(engine, piece);
          yield* taken();
          if (failure !== null) break;
          piece = piece.subarray(engine.bytesWritten - before);
          // The engine takes everything until it has seen the end of a member.
          if (piece.length === 0) break;
          await turn();
          yield* taken();
          engine.destroy();
          engine = null;
        }
      }
      if (failure !== null) break;
    }
    await turn();
    yield* taken();
    if (failure === null && engine) await finish(engine);
    yield* taken();
    if (failure === null && withoutPadding(behind).length > 0) failure = foreignWords;
  } finally {
    engine?.destroy();
  }
  if (failure !== null) throw new ProblemError({ code: 'truncated', message: failure, offset: inflated });
}

type Engine = Transform & { readonly bytesWritten: number };

const cutCodes = new Set(['Z_BUF_ERROR', 'ZSTD_error_srcSize_wrong']);
const cutWords = 'The compressed stream ends too early.';
const damageWords = 'The compressed stream is damaged here; nothing after this place can be inflated.';
const foreignWords = 'Behind the end of the compressed stream stands something else, which is not read.';

function withoutPadding(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  return from < 0 ? bytes.subarray(bytes.length) : bytes.subarray(from);
}

/** A zstd stream may also hold frames that are to be skipped. */
function beginsMember(bytes: Buffer, compression: Compression): boolean {
  if (compressionOf(bytes) === compression) return true;
  return compression === 'zst' && (bytes[0]! & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18;
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
