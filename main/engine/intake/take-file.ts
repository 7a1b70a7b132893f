import { basename } from 'node:path';
import { fail } from '../../../shared/problems.ts';
import type { Source } from '../sources/source.ts';
import type { IngestBatch, StreamCounts } from '../store/ingest-batch.ts';
import type { NewStream } from '../store/ingest.ts';
import { choose, sureEnough } from './detect.ts';
import { frameStream } from './frame-stream.ts';
import type { Limits } from './limits.ts';
import type { ByteBudget } from './open-inflate.ts';
import { openStreams, type OpenStream } from './open.ts';
import { Packer } from './pack.ts';
import { readRecord } from './read-record.ts';
import type { Sealer } from './seal.ts';

/** What reading a file needs, and where what was read goes. */
export interface Taking {
  readonly sources: readonly Source[];
  readonly limits: Limits;
  readonly budget: ByteBudget;
  readonly sealer: Sealer;
  readonly signal: AbortSignal;
  readonly choices: Readonly<Record<string, string>>;
  stream(stream: NewStream): void;
  /** Resolves when there is room for the next batch. */
  batch(batch: IngestBatch): Promise<void>;
  bytes(bytes: number): void;
  end(counts: StreamCounts, recognised: boolean): void;
}

/** Records in one batch: more would keep the writer from hearing anything else for longer. */
const batchSize = 8000;
/** Bytes of the stream in one batch. */
const batchBytes = 16 * 1024 * 1024;

/** Reads every stream of a file and hands over what was read, sealed. `label` is the file's name for people. */
export async function takeFile(copy: string, label: string, taking: Taking): Promise<void> {
  for await (const stream of openStreams(copy, { limits: taking.limits, budget: taking.budget })) {
    await takeStream(stream, stream.member === '' ? label : `${label}!${stream.member}`, taking);
  }
}

async function takeStream(stream: OpenStream, label: string, taking: Taking): Promise<void> {
  const { sources, sealer, limits } = taking;
  const { member, container } = stream;
  const frames = await frameStream(stream.bytes, basename(member === '' ? label : member), sources, limits);
  const chosen = taking.choices[member];
  const { candidate, guess } = choose(frames.candidates, chosen);
  const id = chosen ?? (guess && guess.confidence >= sureEnough ? guess.reader : null);
  const source = sources.find((one) => one.id === id);
  if (chosen !== undefined && !source) fail('invalid_argument', `There is no reader called "${chosen}".`);
  const counts = { withEvents: 0, withFacts: 0, skipped: 0, events: 0, facts: 0, notes: 0 };
  const packer = new Packer(sealer.seed);
  let inBatch = 0;
  const give = (): Promise<void> => {
    sealer.forget();
    return taking.batch(packer.take());
  };
  taking.stream({
    member,
    label,
    container,
    encoding: frames.encoding,
    framing: candidate.framing,
    reader: source?.id ?? null,
    readerVersion: source?.version ?? null,
  });

  if (!source) {
    await frames.leave();
    const { empty } = frames;
    packer.note({
      index: 0,
      offset: 0,
      length: 0,
      lost: !empty,
      code: empty ? 'empty' : 'unrecognised',
      message: empty ? 'This file holds no record.' : 'No reader recognises this file; its bytes are kept.',
    });
    await taking.batch(packer.take());
    taking.end({ ...counts, notes: 1, bytes: 0, records: 0 }, empty);
    return;
  }

  const end = await frames.run(
    candidate.plan,
    (framed, index) => {
      const { offset, length } = framed;
      const place = { index, offset, length };
      const outcome = readRecord(source, framed);
      if (outcome.kind === 'skipped') {
        const { lost, code, message } = outcome;
        packer.note({ ...place, lost, code, message });
        counts.notes += 1;
        if (lost) counts.skipped += 1;
        return;
      }
      packer.add(place, { events: outcome.events.map((event) => sealer.event(event)), facts: outcome.facts.map((fact) => sealer.fact(fact)) });
      counts.events += outcome.events.length;
      counts.facts += outcome.facts.length;
      if (outcome.events.length > 0) counts.withEvents += 1;
      else counts.withFacts += 1;
      for (const { code, message } of outcome.remarks) {
        packer.note({ ...place, lost: false, code, message });
        counts.notes += 1;
      }
    },
    async (bytes) => {
      if (taking.signal.aborted) fail('cancelled', 'Cancelled.');
      taking.bytes(bytes);
      inBatch += bytes;
      if (packer.size < batchSize && inBatch < batchBytes) return;
      inBatch = 0;
      await give();
    },
  );
  if (end.records === 0) {
    packer.note({ index: 0, offset: 0, length: 0, lost: false, code: 'empty', message: 'This file holds no record.' });
    counts.notes += 1;
  }
  await give();
  taking.end({ ...counts, bytes: end.bytes, records: end.records }, true);
}
