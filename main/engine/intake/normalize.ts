import type { EventReading } from '../../../shared/model.ts';
import { ProblemError, type Problem, type ProblemCode } from '../../../shared/problems.ts';
import { formatIso } from '../../../shared/time.ts';
import { identityKey } from '../../../shared/model.ts';
import type { Source } from '../sources/source.ts';
import { choose, sureEnough } from './detect.ts';
import { frameStream } from './frame-stream.ts';
import { limits } from './limits.ts';
import { findFiles } from './open-files.ts';
import { ByteBudget } from './open-inflate.ts';
import { openStreams, type OpenStream } from './open.ts';
import { readRecord } from './read-record.ts';
import type { Sealer, SealedCredential } from './seal.ts';

/** One line of `normalize --ndjson`: one event. */
export interface NormalEvent {
  readonly file: string;
  /** Place of the record in the file, from 0. */
  readonly index: number;
  /** All the records that make this event, where they are several. */
  readonly records?: readonly number[];
  readonly offset: number;
  readonly length: number;
  readonly reader: string;
  readonly time: string;
  readonly action: string;
  readonly rung: number;
  readonly basis: EventReading['basis'];
  readonly identity: { readonly kind: string; readonly key: string; readonly display: string; readonly realm: string; readonly principal: string };
  readonly credential: { readonly kind: string; readonly key: string; readonly display: string } | null;
  readonly resources: readonly { readonly kind: string; readonly key: string }[];
  readonly plane: string;
  readonly ip: string | null;
  readonly origin: string | null;
  readonly userAgent: string | null;
  readonly realm: string;
  readonly ids: Readonly<Record<string, string>>;
}

export interface NormalProblem {
  readonly file: string;
  readonly index: number;
  readonly offset: number;
  readonly code: ProblemCode;
  readonly message: string;
}

export interface NormalCounts {
  readonly files: number;
  /** Streams that no reader recognises. */
  readonly unrecognised: number;
  readonly records: number;
  readonly withEvents: number;
  readonly withFacts: number;
  readonly skipped: number;
  readonly events: number;
}

export interface NormalizeOptions {
  readonly sources: readonly Source[];
  readonly sealer: Sealer;
  readonly signal: AbortSignal;
  event(event: NormalEvent): void;
  problem(problem: NormalProblem): void;
  /** A file or archive that could not be read at all. */
  refused(problem: Problem): void;
  progress(bytes: number, file: string): Promise<void>;
}

/** Reads exports without a case. An event found twice in one stream is given once, with all its records. */
export async function normalize(paths: readonly string[], options: NormalizeOptions): Promise<NormalCounts> {
  const { files, refused } = await findFiles(paths);
  const total = { files: files.length, unrecognised: 0, records: 0, withEvents: 0, withFacts: 0, skipped: 0, events: 0 };
  const refuse = (problem: Problem): void => {
    options.refused(problem);
    options.problem({ file: problem.file ?? '', index: -1, offset: problem.offset ?? 0, code: problem.code, message: problem.message });
  };
  for (const problem of refused) refuse(problem);
  const budget = new ByteBudget(limits);
  for (const file of files) {
    try {
      for await (const stream of openStreams(file.path, { limits, budget })) {
        const label = stream.member === '' ? file.path : `${file.path}!${stream.member}`;
        const counts = await normalizeStream(stream, label, stream.member === '' ? file.name : stream.member, options);
        for (const key of ['unrecognised', 'records', 'withEvents', 'withFacts', 'skipped', 'events'] as const) total[key] += counts[key];
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code === 'cancelled') throw error;
      refuse({ ...error.problem, file: file.path });
    }
  }
  return total;
}

/** Events of one stream held back so that a record found again can be added to its event. */
const heldEvents = 50_000;

async function normalizeStream(stream: OpenStream, label: string, name: string, options: NormalizeOptions): Promise<Omit<NormalCounts, 'files'>> {
  const counts = { unrecognised: 0, records: 0, withEvents: 0, withFacts: 0, skipped: 0, events: 0 };
  const frames = await frameStream(stream.bytes, name, options.sources, limits);
  const { candidate, guess } = choose(frames.candidates);
  const source = guess && guess.confidence >= sureEnough ? options.sources.find((one) => one.id === guess.reader) : undefined;
  const say = (index: number, offset: number, code: ProblemCode, message: string): void => options.problem({ file: label, index, offset, code, message });
  if (!source) {
    await frames.leave();
    if (!frames.empty) counts.unrecognised = 1;
    const { empty } = frames;
    say(-1, 0, empty ? 'empty' : 'unrecognised', empty ? 'This file holds no record.' : 'No reader recognises this file.');
    return counts;
  }
  const held: (NormalEvent & { readonly records: readonly number[] })[] = [];
  const known = new Map<string, { readonly records: number[]; readonly says: string }>();
  const flush = (): void => {
    for (const { records, ...event } of held.splice(0)) options.event(records.length > 1 ? { ...event, records } : event);
    known.clear();
  };
  const end = await frames.run(
    candidate.plan,
    (framed, index) => {
      const outcome = readRecord(source, framed);
      if (outcome.kind === 'skipped') {
        if (outcome.lost) counts.skipped += 1;
        say(index, framed.offset, outcome.code, outcome.message);
        return;
      }
      for (const remark of outcome.remarks) say(index, framed.offset, remark.code, remark.message);
      if (outcome.events.length === 0) counts.withFacts += 1;
      else counts.withEvents += 1;
      for (const event of outcome.events) {
        const twin = event.vendorId === null ? undefined : known.get(event.vendorId);
        const says = JSON.stringify([event.at, event.rung, event.action, identityKey(event.identity)]);
        if (twin) {
          if (twin.says !== says)
            say(
              index,
              framed.offset,
              'duplicate_differs',
              'An earlier record has the same event id and says another time, rung, identity or action; that one is given.',
            );
          if (!twin.records.includes(index)) twin.records.push(index);
          continue;
        }
        const records = [index];
        if (event.vendorId !== null) known.set(event.vendorId, { records, says });
        held.push({ file: label, index, records, offset: framed.offset, length: framed.length, reader: source.id, ...normalEvent(event, options.sealer) });
        counts.events += 1;
      }
      if (held.length >= heldEvents) flush();
    },
    async (bytes) => {
      if (options.signal.aborted) throw new ProblemError({ code: 'cancelled', message: 'Cancelled.' });
      await options.progress(bytes, label);
    },
  );
  flush();
  counts.records = end.records;
  if (end.records !== counts.withEvents + counts.withFacts + counts.skipped)
    throw new Error(`${label}: ${end.records} records, but ${counts.withEvents} + ${counts.withFacts} + ${counts.skipped} accounted for`);
  if (end.records === 0) say(-1, 0, 'empty', 'This file holds no record.');
  return counts;
}

function normalEvent(event: EventReading, sealer: Sealer): Omit<NormalEvent, 'file' | 'index' | 'records' | 'offset' | 'length' | 'reader'> {
  const { identity, principal, action, rung, basis, plane, ip, origin, userAgent, realm, ids } = event;
  const credential: SealedCredential | null = event.credential && sealer.credential(event.credential);
  return {
    time: formatIso(event.at),
    action,
    rung,
    basis,
    identity: { kind: identity.kind, key: identityKey(identity), display: identity.display, realm: identity.realm, principal },
    credential: credential && { kind: credential.kind, key: credential.key, display: credential.display },
    resources: event.resources.map(({ kind, key }) => ({ kind, key })),
    plane,
    ip,
    origin,
    userAgent,
    realm,
    ids,
  };
}
