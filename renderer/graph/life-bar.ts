import type { LifeLine } from '../../shared/rpc/graph.ts';
import type { Micros } from '../../shared/time.ts';

/** How an end of a bar is known. `open` runs on past the case clock; `silent` means that no record says. */
export type EndBasis = 'stated' | 'inferred' | 'open' | 'silent';

export interface BarEnd {
  readonly at: number;
  readonly basis: EndBasis;
}

/** The life of one credential as it is drawn: where it begins and ends, how both are known, and what outlived the patch. */
export interface LifeBar {
  readonly start: BarEnd;
  readonly end: BarEnd;
  /** The word beside the end of the bar. */
  readonly word: string;
  /** A cross is drawn where somebody or something ended the credential before its time. */
  readonly cut: boolean;
  /** The stretch of validity after the patch. */
  readonly afterPatch: { readonly from: number; readonly to: number } | null;
  /** The stretch after the patch where nobody can tell whether it was valid. */
  readonly doubt: { readonly from: number; readonly to: number } | null;
}

type Known = Readonly<Pick<LifeLine, 'issued' | 'issuedInferred' | 'expires' | 'expiresInferred' | 'ended' | 'endedBy' | 'first' | 'last' | 'lifetime'>> & {
  readonly validity: readonly LifeLine['validity'][number][];
};

/** Reads a bar from what is known of a credential. Null when nothing about it has a time. */
export function lifeBar(line: Known, caseClock: Micros, patchAt: Micros | null): LifeBar | null {
  const moments = [line.issued, line.first, line.ended, line.expires].filter((at): at is number => at !== null);
  if (moments.length === 0) return null;
  const start = startOf(line, Math.min(...moments));
  const { end, word, cut } = endOf(line, caseClock, start.at);
  const from = patchAt === null ? null : Math.max(start.at, patchAt);
  const after = from !== null && end.at > from ? { from, to: end.at } : null;
  // What began after the patch was live in that time by its very beginning; what began before needs a verdict.
  const verdict = patchAt !== null && start.at < patchAt ? line.validity.find((each) => each.at === patchAt)?.validity : undefined;
  const sure = verdict === undefined || verdict === 'valid';
  return { start, end, word, cut, afterPatch: sure ? after : null, doubt: verdict === 'unknown' ? after : null };
}

function startOf(line: Known, earliest: number): BarEnd {
  if (line.issued === null) return { at: earliest, basis: 'silent' };
  return { at: Math.min(line.issued, earliest), basis: line.issuedInferred ? 'inferred' : 'stated' };
}

function endOf(line: Known, caseClock: Micros, start: number): { end: BarEnd; word: string; cut: boolean } {
  const expires = line.expires ?? Number.POSITIVE_INFINITY;
  if (line.ended !== null && line.ended <= expires) {
    return { end: { at: Math.max(line.ended, start), basis: 'stated' }, word: line.endedBy || 'ended', cut: true };
  }
  if (line.expires !== null && line.expires <= caseClock) {
    const basis = line.expiresInferred ? 'inferred' : 'stated';
    return { end: { at: Math.max(line.expires, start), basis }, word: basis === 'inferred' ? 'expired, inferred' : 'expired', cut: false };
  }
  const now = line.validity.find((each) => each.at === caseClock) ?? line.validity.at(-1);
  const last = Math.max(line.last ?? start, start);
  if (line.expires === null && now?.validity !== 'valid') return { end: { at: last, basis: 'silent' }, word: 'end not logged', cut: false };
  return { end: { at: Math.max(caseClock, last), basis: 'open' }, word: now?.inferred ? 'valid now, inferred' : 'valid now', cut: false };
}
