import { baseName } from './object-name.ts';
import type { ListedLog } from './digest.ts';
import type { JudgedDigest, Standing } from './judge-digests.ts';

/** The contents of a stream of the case. */
export interface SeenContents {
  readonly item: number;
  readonly label: string;
  /** SHA-256 of the uncompressed contents; null when they could not be read to their end. */
  readonly sha256: string | null;
}

/** The streams of the case by what they hold and by what they are called. */
export interface SeenIndex {
  readonly byHash: ReadonlyMap<string, SeenContents>;
  readonly byName: ReadonlyMap<string, SeenContents>;
}

export interface JudgedLog {
  readonly object: string;
  readonly item: number | null;
  readonly standing: Standing | 'missing';
  readonly why: string;
}

export function indexSeen(seen: readonly SeenContents[]): SeenIndex {
  return {
    byHash: new Map(seen.flatMap((one) => (one.sha256 === null ? [] : [[one.sha256, one] as const]))),
    byName: new Map(seen.map((one) => [baseName(one.label), one])),
  };
}

/** Judges the log files that one digest lists. A file is known by its bytes first, whatever it is called now, then by its name. */
export function judgeLogs(digest: JudgedDigest, seen: SeenIndex): JudgedLog[] {
  return digest.digest.logs.map((log) => ({ object: log.object, ...judged(log, digest, seen) }));
}

function judged(log: ListedLog, { digest, standing }: JudgedDigest, { byHash, byName }: SeenIndex): Omit<JudgedLog, 'object'> {
  const name = baseName(digest.object);
  const known = log.algorithm === 'SHA-256';
  const same = known ? byHash.get(log.sha256) : undefined;
  const item = same?.item ?? byName.get(baseName(log.object))?.item ?? null;
  if (same && standing === 'verified') return { item, standing, why: `Its bytes are those that the verified digest ${name} lists.` };
  if (same) {
    const doubt = standing === 'failed' ? 'is contradicted itself' : 'cannot be verified';
    return { item, standing: 'unproven', why: `Its bytes are those that the digest ${name} lists; that digest ${doubt}.` };
  }
  const called = byName.get(baseName(log.object));
  if (!called) return { item, standing: 'missing', why: `Listed in the digest ${name}; no file of the case has these bytes or this name.` };
  if (!known)
    return { item, standing: 'unproven', why: `The digest ${name} holds a hash of another kind (${log.algorithm || 'unnamed'}), which is not known here.` };
  if (called.sha256 === null)
    return { item, standing: 'failed', why: `It cannot be read to its end, so its bytes are not those that the digest ${name} lists.` };
  return standing === 'verified'
    ? { item, standing: 'failed', why: `Its bytes are not those that the verified digest ${name} lists: it was changed after delivery.` }
    : { item, standing: 'failed', why: `Its bytes are not those that the digest ${name} lists: the file or that digest was changed.` };
}
