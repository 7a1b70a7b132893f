import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ProblemError, type Problem } from '../../../shared/problems.ts';
import { limits } from './limits.ts';
import { ByteBudget } from './open-inflate.ts';
import { openStreams } from './open.ts';

/** The uncompressed contents of one stream of an original. */
export interface StreamContents {
  readonly member: string;
  /** Null when the stream cannot be read to its end. */
  readonly sha256: string | null;
  /** As UTF-8, where it was wanted. */
  readonly text: string | null;
  readonly problem: Problem | null;
}

/** Hashes every stream of a kept original after inflating it. `wanted` is asked with the first bytes whether the text is needed. */
export async function* readContents(
  folder: string,
  sha256: string,
  wanted: (member: string, head: string) => boolean,
  onBytes: (bytes: number) => void,
): AsyncGenerator<StreamContents> {
  try {
    for await (const { member, bytes } of openStreams(join(folder, 'originals', sha256), { limits, budget: new ByteBudget(limits), checked: true })) {
      const hash = createHash('sha256');
      let kept: Buffer[] | null = null;
      let size = 0;
      let problem: Problem | null = null;
      try {
        for await (const chunk of bytes) {
          if (size === 0) kept = wanted(member, chunk.subarray(0, 4096).toString('utf8')) ? [] : null;
          size += chunk.length;
          if (size > limits.valueBytes) kept = null;
          kept?.push(Buffer.from(chunk));
          hash.update(chunk);
          onBytes(chunk.length);
        }
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.code === 'cancelled') throw error;
        ({ problem } = error);
      }
      yield { member, sha256: problem ? null : hash.digest('hex'), text: problem || !kept ? null : Buffer.concat(kept).toString('utf8'), problem };
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code === 'cancelled') throw error;
    yield { member: '', sha256: null, text: null, problem: error.problem };
  }
}
