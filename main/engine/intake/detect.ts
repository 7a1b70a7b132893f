import type { Detection, FramedRecord, Sample, Source } from '../sources/source.ts';
import { framerFor, type Plan } from './frames/plan.ts';
import { recordsOf } from './frames/records.ts';
import { sniff } from './frames/sniff.ts';
import type { Limits } from './limits.ts';

/** One reader's claim on a stream. */
export interface Guess {
  readonly reader: string;
  readonly title: string;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** One way of framing the beginning of a stream, and who recognises what it gives. */
export interface Candidate {
  readonly plan: Plan;
  /** The framing in words. */
  readonly framing: string;
  readonly records: readonly FramedRecord[];
  /** Pieces of the sample that gave no record. */
  readonly flaws: number;
  /** Best first. */
  readonly guesses: readonly Guess[];
}

/** Records shown to every reader. */
const sampleSize = 50;

/** A stream is taken for a reader's own when the reader claims at least this share of the sample. */
export const sureEnough = 0.5;

/** Frames the head of a stream in every way that its first bytes allow and asks every reader about each. Never empty. */
export function examine(head: Buffer, whole: boolean, name: string, sources: readonly Source[], limits: Limits): readonly Candidate[] {
  return sniff(head.subarray(0, 1024 * 1024).toString('utf8'), whole).map((plan) => {
    const { records, flaws } = sampleOf(plan, head, whole, limits);
    return { plan, framing: framingOf(plan, records), records, flaws, guesses: ask(records, name, sources) };
  });
}

/**
 * The candidate of which most records are claimed; the one whose framing is likeliest where nobody claims any. The number
 * decides, not the share: a wrong framing of a damaged file may give few records, all of them claimed. Of framings that give
 * the same number, the one that leaves least of the sample over is taken.
 */
export function choose(candidates: readonly Candidate[], reader?: string): { readonly candidate: Candidate; readonly guess: Guess | null } {
  let best: { candidate: Candidate; guess: Guess | null; claimed: number; share: number } = { candidate: candidates[0]!, guess: null, claimed: 0, share: 0 };
  for (const candidate of candidates) {
    const guess = reader === undefined ? candidate.guesses[0] : candidate.guesses.find((one) => one.reader === reader);
    if (!guess) continue;
    const claimed = (guess.confidence >= sureEnough ? sampleSize : 0) + guess.confidence * candidate.records.length;
    const share = (guess.confidence * candidate.records.length) / (candidate.records.length + candidate.flaws);
    if (claimed > best.claimed || (claimed === best.claimed && share > best.share)) best = { candidate, guess, claimed, share };
  }
  return best;
}

function sampleOf(plan: Plan, head: Buffer, whole: boolean, limits: Limits): { readonly records: readonly FramedRecord[]; readonly flaws: number } {
  const records: FramedRecord[] = [];
  let flaws = 0;
  const read = recordsOf(plan, limits);
  const framer = framerFor(
    plan,
    (slice) => {
      if (records.length >= sampleSize) return;
      for (const framed of read(slice)) {
        if (framed.kind === 'record') records.push(framed.record);
        else flaws += 1;
      }
    },
    0,
    limits,
  );
  const step = 64 * 1024;
  for (let at = 0; at < head.length && records.length < sampleSize; at += step) framer.push(head.subarray(at, at + step));
  if (whole && records.length < sampleSize) framer.end();
  return { records: records.slice(0, sampleSize), flaws };
}

function ask(records: readonly FramedRecord[], name: string, sources: readonly Source[]): readonly Guess[] {
  if (records.length === 0) return [];
  return sources
    .map((source) => ({ source, claim: claimOf(source, { name, records }) }))
    .filter(({ claim }) => claim.confidence > 0)
    .toSorted((a, b) => b.claim.confidence - a.claim.confidence)
    .map(({ source, claim }) => ({ reader: source.id, title: source.title, confidence: claim.confidence, reasons: claim.reasons }));
}

/** A reader that throws at a sample does not claim it. */
function claimOf(source: Source, sample: Sample): Detection {
  try {
    return source.detect(sample);
  } catch {
    return { confidence: 0, reasons: [] };
  }
}

function framingOf(plan: Plan, records: readonly FramedRecord[]): string {
  if (plan.kind !== 'values' || !plan.unwrap) return plan.label;
  const keys = [...new Set(records.flatMap((one) => (one.form === 'json' && one.within !== '' ? [one.within] : [])))];
  return keys.length > 0 ? `JSON {${keys.map((key) => JSON.stringify(key)).join(', ')}}` : 'JSON';
}
