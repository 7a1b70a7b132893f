import { baseName } from './object-name.ts';
import type { Digest, KeptDigest } from './digest.ts';
import type { ProviderKey } from './public-keys.ts';
import { checkSignature, type SignatureCheck } from './signature.ts';

/** What can be said of a file: proven as delivered, contradicted, or neither. */
export type Standing = 'verified' | 'failed' | 'unproven';

export interface JudgedDigest extends KeptDigest {
  readonly standing: Standing;
  readonly why: string;
}

interface Word {
  readonly after: KeptDigest;
  readonly signature: SignatureCheck;
  readonly hashFits: boolean;
}

/** Where a digest lies in S3, as one text. */
export function placeOf({ bucket, object }: Pick<Digest, 'bucket' | 'object'>): string {
  return `${bucket}/${object}`;
}

/**
 * Judges every digest by the digests that name it as the one before them: they hold its hash and its signature. Each is judged
 * for itself, so that neither their order nor a circle of false pointers matters.
 */
export function judgeDigests(kept: readonly KeptDigest[], keys: readonly ProviderKey[]): JudgedDigest[] {
  const after = groupBy(kept, ({ digest }) => (digest.previous ? placeOf(digest.previous) : null));
  const at = groupBy(kept, ({ digest }) => placeOf(digest));
  // Where the place inside a digest was changed, its file may still have the name that the next one gives.
  const afterName = groupBy(kept, ({ digest }) => (digest.previous ? baseName(digest.previous.object) : null));
  const next = (one: KeptDigest): readonly KeptDigest[] => after.get(placeOf(one.digest)) ?? afterName.get(baseName(one.label)) ?? [];
  const words = new Map(kept.map((one) => [one, next(one).map((later) => wordOf(one, later, keys))]));
  const proven = new Set(kept.filter((one) => words.get(one)!.some((word) => word.signature === 'valid')));
  return kept.map((one) => {
    const rivals = at.get(placeOf(one.digest))!.filter((other) => other.sha256 !== one.sha256);
    const [standing, why] = proven.has(one) ? (['verified', provenBy(one)] as const) : doubtOf(one, words.get(one)!, rivals, proven);
    if (standing === 'verified' || !one.digest.previous) return { ...one, standing, why };
    const before = at.get(placeOf(one.digest.previous)) ?? [];
    const fits = before.some((other) => words.get(other)!.some((word) => word.after === one && word.hashFits && word.signature !== 'invalid'));
    if (before.length === 0 || fits) return { ...one, standing, why };
    const known = before.some((other) => proven.has(other));
    const sentence = `What it says of the digest before it, ${baseName(one.digest.previous.object)}, does not fit that file`;
    return known
      ? { ...one, standing: 'failed', why: `${sentence}, which is verified: this digest was changed or forged.` }
      : { ...one, standing, why: `${why} ${sentence}.` };
  });
}

function wordOf(one: KeptDigest, after: KeptDigest, keys: readonly ProviderKey[]): Word {
  const { signature, sha256 } = after.digest.previous!;
  return { after, signature: checkSignature(one, signature, keys), hashFits: sha256 === one.sha256 };
}

function provenBy({ digest }: KeptDigest): string {
  return `The signature that the digest after it holds is valid under the key ${digest.fingerprint}.`;
}

function doubtOf(one: KeptDigest, words: readonly Word[], rivals: readonly KeptDigest[], proven: ReadonlySet<KeptDigest>): readonly [Standing, string] {
  if (words.length === 0) {
    if (rivals.length > 0)
      return ['failed', `Another file, ${rivals[0]!.label}, says that it is this very digest and has other bytes: at least one of them is false.`];
    return ['unproven', 'No digest of the case follows it, and its signature is kept only there and in the metadata of its S3 object (x-amz-meta-signature).'];
  }
  const changed = words.find((word) => !word.hashFits);
  if (changed) {
    const name = baseName(changed.after.digest.object);
    return proven.has(changed.after)
      ? ['failed', `Its bytes are not those whose hash the verified digest after it, ${name}, holds: this digest was changed.`]
      : ['failed', `Its bytes are not those whose hash the digest after it, ${name}, holds: one of the two was changed.`];
  }
  const { fingerprint, algorithm } = one.digest;
  switch (words[0]!.signature) {
    case 'invalid':
      return ['failed', `Its signature is not valid under the key ${fingerprint}: the digest, or the signature in the digest after it, was changed.`];
    case 'key_out_of_time':
      return ['unproven', `Its signature is valid, but under a key, ${fingerprint}, that was not in use at that time.`];
    case 'other_algorithm':
      return [
        'unproven',
        `It is signed with ${algorithm || 'an algorithm that it does not name'}, which is not known here; its hash is the one that the digest after it holds.`,
      ];
    case 'no_signature':
      return ['unproven', 'The digest after it holds its hash, which fits, and no signature.'];
    default:
      return ['unproven', `Its hash is the one that the digest after it holds; the public key ${fingerprint} was not given, so nothing shows who signed it.`];
  }
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
