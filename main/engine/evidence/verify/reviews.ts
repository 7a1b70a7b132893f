import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { namespaces } from '../sshsig.ts';
import { judge, notChecked, type Fault, type Outcome } from './outcome.ts';
import { readSmall } from './read-file.ts';
import { checkSignatureFile, type TrustQuestion } from './signatures.ts';

const verdicts = ['accepted', 'accepted-with-reservations', 'rejected'];
const most = 16 * 1024 * 1024;

export interface ReviewQuestion {
  readonly bundle: string;
  readonly files: ReadonlyMap<string, number>;
  readonly tagManifest: Uint8Array;
  readonly trust: TrustQuestion;
}

/** Each review is whole, signed by a trusted key, made for this bundle, and follows from the one before it. */
export async function checkReviews(question: ReviewQuestion): Promise<Outcome> {
  const { bundle, files, tagManifest, trust } = question;
  const paths = [...files.keys()].filter((path) => path.startsWith('reviews/'));
  if (paths.length === 0) return notChecked('reviews', 'there is no review; that one was removed cannot be seen from the bundle alone');
  const count = paths.filter((path) => path.endsWith('.json')).length;
  const names = Array.from({ length: count }, (_, index) => `reviews/R${String(index + 1).padStart(4, '0')}.json`);
  const wanted = new Set(names.flatMap((name) => [name, `${name}.sshsig`]));
  const faults: Fault[] = [
    ...paths.filter((path) => !wanted.has(path)).map((path) => ({ words: `${path} does not follow the numbering of reviews`, files: [path] })),
    ...[...wanted].filter((path) => !files.has(path)).map((path) => ({ words: `${path} is missing`, files: [path] })),
  ];
  const strangers: Fault[] = [];
  let previous: string | null = null;
  for (const name of names.filter((path) => files.has(path))) {
    const bytes = await readSmall(join(bundle, name), most);
    faults.push(...(await contentFaults(question, name, bytes, previous)).map((words) => ({ words: `${name}: ${words}`, files: [name] })));
    const signature = await checkSignatureFile(bundle, `${name}.sshsig`, namespaces.review, bytes ?? Buffer.alloc(0), trust);
    if (signature.fault !== null) faults.push({ words: `${name}.sshsig: ${signature.fault}`, files: [name, `${name}.sshsig`] });
    else if (!signature.trusted) strangers.push({ words: `${name} is by nobody you trust: ${signature.reason} (${signature.fingerprint})`, files: [] });
    previous = bytes ? sha256(bytes) : null;
  }
  if (faults.length > 0) return judge('reviews', faults, '');
  return judge('reviews', strangers, `${count === 1 ? 'one review' : `${count} reviews`}, signed and in order, of ${sha256(tagManifest).slice(0, 12)}…`, true);
}

async function contentFaults({ bundle, tagManifest }: ReviewQuestion, name: string, bytes: Buffer | null, previous: string | null): Promise<string[]> {
  const review = bytes ? parse(bytes) : null;
  if (!review) return ['it cannot be read'];
  const faults: string[] = [];
  if (review['tagmanifest_sha256'] !== sha256(tagManifest)) faults.push('it was made for another bundle');
  if (review['previous'] !== previous) faults.push('it does not follow from the review before it: one was changed, moved or removed');
  if (review['id'] !== name.slice('reviews/'.length, -'.json'.length)) faults.push('it carries another number');
  if (!verdicts.includes(String(review['verdict']))) faults.push('its verdict is none of the three');
  const seen = Array.isArray(review['signatures_seen']) ? (review['signatures_seen'] as unknown[]) : null;
  if (!seen) return [...faults, 'it does not say which signatures were seen'];
  for (const entry of seen) {
    const { file, sha256: digest } = (entry ?? {}) as { file?: unknown; sha256?: unknown };
    const safe = typeof file === 'string' && /^signatures\/[A-Za-z0-9._-]+$/.test(file);
    const there = safe ? await readSmall(join(bundle, file), most) : null;
    if (!there || sha256(there) !== digest) faults.push(`the signature ${safe ? file : 'named in it'} that the reviewer saw is no longer there`);
  }
  return faults;
}

function parse(bytes: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
