import type { Micros } from '../../../shared/time.ts';
import type { FactRow } from '../store/graph-life.ts';
import type { HoldingRow } from '../store/graph-links.ts';
import { utc } from './words.ts';

/** Something that ended a credential before its time, or brought it back. */
export interface LifeEnd {
  readonly at: Micros;
  /** `issued`: a credential of the same name was made again. `renewed`: whoever is asked about set its new secret. */
  readonly kind: 'revoked' | 'deactivated' | 'deleted' | 'rotated' | 'activated' | 'issued' | 'renewed';
  readonly words: string;
  /** Who got, or chose, the secret that came with it; empty where no record says. The credential kept its name. */
  readonly newHolders: readonly HoldingRow[];
}

/** The end that holds at a moment, and when a later record lifted it. */
export interface StandingEnd {
  readonly end: LifeEnd;
  readonly liftedAt: Micros | null;
}

/** Ends and returns that records state, in order of time. */
export function endsFromFacts(facts: readonly FactRow[], holdings: readonly HoldingRow[]): LifeEnd[] {
  const ends: LifeEnd[] = [];
  for (const row of facts) {
    const kind = row.at === null ? null : kindOf(row, ends);
    if (row.at === null || kind === null) continue;
    const said =
      row.what === 'listed_inactive' ? 'listed as inactive' : row.what === 'listed_active' ? 'listed as active' : kind === 'issued' ? 'issued again' : row.what;
    const newHolders = kind === 'rotated' || kind === 'issued' ? holdings.filter((holding) => holding.basis === 'issued' && holding.from === row.at) : [];
    ends.push({ at: row.at, kind, words: `${said} ${utc(row.at)}${row.detail === '' ? '' : ` (${row.detail})`}`, newHolders });
  }
  return ends;
}

function kindOf(row: FactRow, before: readonly LifeEnd[]): LifeEnd['kind'] | null {
  const last = before.at(-1)?.kind;
  switch (row.what) {
    case 'revoked':
    case 'deactivated':
    case 'deleted':
    case 'rotated':
    case 'activated':
      return row.what;
    case 'listed_inactive':
      return 'deactivated';
    case 'listed_active':
      return last === 'deactivated' ? 'activated' : null;
    case 'issued':
      return last === 'deleted' ? 'issued' : null;
    default:
      return null;
  }
}

/** The last end at or before a moment, unless it was lifted since. */
export function endAt(ends: readonly LifeEnd[], at: Micros): StandingEnd | null {
  const holds = ends.filter((end) => end.at <= at).reduce<LifeEnd | null>((before, end) => (isEnd(end) ? end : lifts(end, before) ? null : before), null);
  if (!holds) return null;
  return { end: holds, liftedAt: ends.find((end) => end.at > at && lifts(end, holds))?.at ?? null };
}

/** When the end that stands in the end began; null for a credential that no record ended for good. */
export function closingEnd(ends: readonly LifeEnd[]): LifeEnd | null {
  return ends.reduce<LifeEnd | null>((before, end) => (isEnd(end) ? (before ?? end) : lifts(end, before) ? null : before), null);
}

/** As the ends look to whoever these are: a secret they set themselves ends nothing for them, one that others set does. */
export function endsFor(ends: readonly LifeEnd[], holds: (row: HoldingRow) => boolean): LifeEnd[] {
  return ends.map((end) => {
    if (end.newHolders.length === 0) return end;
    const theirs = end.newHolders.some(holds);
    if (end.kind === 'rotated' && theirs) return { ...end, kind: 'renewed', words: `set anew by the same hands, ${end.words}` };
    return end.kind === 'issued' && !theirs ? { ...end, kind: 'rotated' } : end;
  });
}

function isEnd(end: LifeEnd): boolean {
  return end.kind !== 'activated' && end.kind !== 'issued' && end.kind !== 'renewed';
}

function lifts(end: LifeEnd, before: LifeEnd | null): boolean {
  if (end.kind === 'renewed') return true;
  if (end.kind === 'activated') return before?.kind === 'deactivated';
  return end.kind === 'issued' && before?.kind === 'deleted';
}
