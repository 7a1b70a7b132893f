import type { Micros } from '../../../../shared/time.ts';
import { formatIso } from '../../../../shared/time.ts';
import { placeOf, type JudgedDigest } from './judge-digests.ts';
import { baseName, chainNameOf, type ChainName } from './object-name.ts';

export interface Gap {
  readonly from: Micros;
  readonly to: Micros;
  readonly why: string;
}

/** The digests of one account, region and trail, oldest first, and where their row breaks. */
export interface Chain extends ChainName {
  readonly digests: readonly JudgedDigest[];
  /** Named by a digest as the one before it, while older ones are there. */
  readonly missing: readonly { readonly object: string; readonly why: string }[];
  readonly gaps: readonly Gap[];
  /** What holds for the chain as a whole, in sentences. */
  readonly notes: readonly string[];
}

export function gatherChains(judged: readonly JudgedDigest[]): Chain[] {
  const groups = new Map<string, { readonly name: ChainName; readonly digests: JudgedDigest[] }>();
  for (const one of judged) {
    const name = nameOf(one);
    const key = [name.account, name.region, name.trail, String(name.backfill)].join('\n');
    const group = groups.get(key);
    if (group) group.digests.push(one);
    else groups.set(key, { name, digests: [one] });
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { name, digests }]) => chainOf(name, digests));
}

/** A digest under a name of another kind still tells its account. */
function nameOf({ digest }: JudgedDigest): ChainName {
  return chainNameOf(digest.object) ?? { account: digest.account, region: '?', trail: '?', backfill: false };
}

function chainOf(name: ChainName, unsorted: readonly JudgedDigest[]): Chain {
  const digests = unsorted.toSorted((a, b) => a.digest.to - b.digest.to || (a.digest.object < b.digest.object ? -1 : 1));
  const places = new Set(digests.map(({ digest }) => placeOf(digest)));
  const missing: { object: string; why: string }[] = [];
  const gaps: Gap[] = [];
  const notes: string[] = [];
  digests.forEach(({ digest }, index) => {
    const older = digests[index - 1]?.digest;
    const before = digest.previous;
    const absent = before !== null && !places.has(placeOf(before));
    if (!older) {
      if (absent) notes.push(`The chain began before: ${baseName(before.object)} and what lies before it are not in the case.`);
      if (!before) notes.push(`Validation began at ${formatIso(digest.from)}: this is a starting digest.`);
      return;
    }
    if (absent) missing.push({ object: before.object, why: `${baseName(digest.object)} names it as the digest before it; it is not in the case.` });
    if (!before) notes.push(`Validation began anew at ${formatIso(digest.from)}: it had been switched off, or logging had been stopped.`);
    // Backfill digests come as they are needed, not every hour.
    if (digest.from > older.to && !name.backfill) gaps.push({ from: older.to, to: digest.from, why: gapWords(before === null, absent) });
  });
  notes.push('Whether digests were removed from the end of this chain cannot be seen from the files: nothing points to a digest that comes later.');
  return { ...name, digests, missing, gaps, notes };
}

function gapWords(restart: boolean, absent: boolean): string {
  if (absent) return 'No digest of the case that can be read covers these hours: those that did are missing or damaged.';
  if (restart) return 'No digest covers these hours: validation was off, or logging was stopped. Nothing vouches for log files delivered in them.';
  return 'No digest covers these hours, though the digests on both sides name no other between them.';
}
