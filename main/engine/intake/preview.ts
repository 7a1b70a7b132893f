import type { PreviewItem } from '../../../shared/rpc/intake.ts';
import { fail, ProblemError, type Problem } from '../../../shared/problems.ts';
import type { Source } from '../sources/source.ts';
import { choose, sureEnough, type Candidate } from './detect.ts';
import { frameStream } from './frame-stream.ts';
import { limits } from './limits.ts';
import { findFiles, type FoundFile } from './open-files.ts';
import { ByteBudget } from './open-inflate.ts';
import { openStreams, type OpenStream } from './open.ts';
import { readRecord } from './read-record.ts';

/** What each stream is believed to be, from its first records. Nothing is stored. */
export async function preview(
  paths: readonly string[],
  sources: readonly Source[],
  signal: AbortSignal,
  seen: (done: number, total: number, file: string) => void,
): Promise<PreviewItem[]> {
  const { files, refused } = await findFiles(paths);
  const items: PreviewItem[] = refused.map((problem) => unreadable(problem.file ?? '', problem.file ?? '', 0, problem));
  const budget = new ByteBudget(limits);
  for (const [number, file] of files.entries()) {
    if (signal.aborted) fail('cancelled', 'Cancelled.');
    seen(number, files.length, file.label);
    try {
      for await (const stream of openStreams(file.path, { limits, budget })) items.push(await previewStream(file, stream, sources));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      items.push(unreadable(file.path, file.label, file.size, error.problem));
    }
  }
  return items;
}

async function previewStream(file: FoundFile, stream: OpenStream, sources: readonly Source[]): Promise<PreviewItem> {
  const { member, container, size } = stream;
  const frames = await frameStream(stream.bytes, member === '' ? file.name : member, sources, limits);
  await frames.leave();
  const { candidate, guess } = choose(frames.candidates);
  const claimed = guess !== null && guess.confidence >= sureEnough;
  const { empty } = frames;
  const problems: Problem[] = empty
    ? [{ code: 'empty', message: 'This file holds no record.' }]
    : claimed
      ? []
      : [{ code: 'unrecognised', message: 'No reader recognises this file.' }];
  return {
    path: file.path,
    member,
    label: member === '' ? file.label : `${file.label}!${member}`,
    size,
    container,
    encoding: frames.encoding,
    framing: candidate.framing,
    guesses: allGuesses(frames.candidates, candidate),
    sampled: candidate.records.length,
    span: claimed
      ? spanOf(
          candidate,
          sources.find((source) => source.id === guess.reader),
        )
      : null,
    head: printable(frames.head.subarray(0, 512).toString('utf8')),
    problems,
  };
}

/** Each reader's best claim, whatever the framing it rests on. */
function allGuesses(candidates: readonly Candidate[], chosen: Candidate): PreviewItem['guesses'] {
  const best = new Map<string, PreviewItem['guesses'][number]>();
  for (const { guesses } of [chosen, ...candidates]) {
    for (const { reader, title, confidence, reasons } of guesses) {
      if (confidence > (best.get(reader)?.confidence ?? 0)) best.set(reader, { reader, title, confidence, reasons: [...reasons] });
    }
  }
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence);
}

/** First and last event among the sampled records. */
function spanOf(candidate: Candidate, source: Source | undefined): PreviewItem['span'] {
  if (!source) return null;
  const times = candidate.records.flatMap((record) => {
    const outcome = readRecord(source, { kind: 'record', offset: 0, length: 0, record, remarks: [] });
    return outcome.kind === 'read' ? outcome.events.map((event) => event.at) : [];
  });
  return times.length === 0 ? null : { from: Math.min(...times), to: Math.max(...times) };
}

function unreadable(path: string, label: string, size: number, problem: Problem): PreviewItem {
  return { path, member: '', label, size, container: '', encoding: '', framing: '', guesses: [], sampled: 0, span: null, head: '', problems: [problem] };
}

/** Control characters, and those that change the order of letters, as their code. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, (sign) =>
    sign === '\n' || sign === '\t' ? sign : sign === '\r' ? '' : `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
