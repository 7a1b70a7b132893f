import { ProblemError, type Problem } from '../../../shared/problems.ts';
import type { Source } from '../sources/source.ts';
import { examine, type Candidate } from './detect.ts';
import { framerFor, type Plan } from './frames/plan.ts';
import { recordsOf, type Framed } from './frames/records.ts';
import type { Limits } from './limits.ts';
import { decoderFor, encodingOf, type Encoding } from './open-text.ts';

/** A stream whose head has been read: what it may be, and the way to read all of it. */
export interface FramedStream {
  readonly encoding: Encoding;
  /** The first bytes as UTF-8. */
  readonly head: Buffer;
  readonly candidates: readonly Candidate[];
  /** There is not one record in it, and no damage either. */
  readonly empty: boolean;
  /**
   * Gives every record and every flaw in order, with the place of the record in the stream (from 0), once. `pause` is
   * waited for after each chunk. A stream that breaks off gives all its whole records and one problem.
   */
  run(plan: Plan, visit: (framed: Framed, index: number) => void, pause: (bytes: number) => Promise<void>): Promise<StreamEnd>;
  /** Leaves the rest unread. */
  leave(): Promise<void>;
}

export interface StreamEnd {
  /** Bytes of the (inflated) stream. */
  readonly bytes: number;
  /** Records and lost pieces: what the count law counts. */
  readonly records: number;
}

const firstHead = 1024 * 1024;

export async function frameStream(bytes: AsyncIterable<Buffer>, name: string, sources: readonly Source[], limits: Limits): Promise<FramedStream> {
  const source = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let length = 0;
  let over = false;
  let broken = null as Problem | null;
  async function next(): Promise<Buffer | null> {
    if (over) return null;
    try {
      const got = await source.next();
      if (!got.done) return got.value;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'truncated') throw error;
      broken = error.problem;
    }
    over = true;
    return null;
  }
  async function readHead(wanted: number): Promise<void> {
    while (length < wanted && !over) {
      const chunk = await next();
      if (!chunk) return;
      seen.push(chunk);
      length += chunk.length;
    }
  }

  await readHead(firstHead);
  const encoding = encodingOf(seen[0] && seen[0].length < 3 ? Buffer.concat(seen) : (seen[0] ?? Buffer.alloc(0)));
  let head = headText(seen, encoding);
  let candidates = examine(head, over, name, sources, limits);
  for (let wanted = firstHead * 4; !over && candidates.every((one) => one.records.length === 0) && wanted <= limits.valueBytes; wanted *= 4) {
    await readHead(wanted);
    head = headText(seen, encoding);
    candidates = examine(head, over, name, sources, limits);
  }

  return {
    encoding,
    head,
    candidates,
    empty: over && candidates[0]!.records.length + candidates[0]!.flaws === 0 && broken === null,
    async leave() {
      await source.return?.();
    },
    async run(plan, visit, pause) {
      const decoder = decoderFor(encoding);
      const read = recordsOf(plan, limits);
      let records = 0;
      let total = 0;
      let cutSaid = false;
      const give = (framed: Framed): void => {
        if (framed.kind === 'flaw' && framed.flaw.code === 'truncated') cutSaid = true;
        const offset = decoder.place(framed.offset);
        const placed = { ...framed, offset, length: decoder.place(framed.offset + framed.length) - offset };
        visit(placed, records);
        if (framed.kind === 'record' || framed.flaw.lost) records += 1;
      };
      const framer = framerFor(plan, (slice) => read(slice).forEach(give), decoder.base, limits);
      for (let chunk = seen.shift() ?? (await next()); chunk; chunk = seen.shift() ?? (await next())) {
        total += chunk.length;
        framer.push(decoder.decode(chunk));
        await pause(chunk.length);
      }
      framer.push(decoder.flush());
      framer.end();
      const note = (code: Problem['code'], message: string): void =>
        visit({ kind: 'flaw', offset: total, length: 0, flaw: { code, message, lost: false } }, records);
      if (broken && !cutSaid) note('truncated', broken.message);
      if (decoder.damaged) note('not_utf8', 'Some bytes are no UTF-16; each is read as U+FFFD.');
      return { bytes: total, records };
    },
  };
}

function headText(seen: readonly Buffer[], encoding: Encoding): Buffer {
  const decoder = decoderFor(encoding);
  return Buffer.concat(seen.map((chunk) => decoder.decode(chunk)));
}
