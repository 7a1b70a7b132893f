import { isSafePath } from '../safe-name.ts';

export interface Manifest {
  /** Digest by path. */
  readonly digests: ReadonlyMap<string, string>;
  /** What departs from the one form a manifest has. */
  readonly faults: readonly string[];
}

/** Reads a manifest: `DIGEST, two spaces, PATH, LF`, sorted bytewise, safe paths, none twice even ignoring case. */
export function readManifest(bytes: Uint8Array, digestLength: 64 | 128): Manifest {
  const digests = new Map<string, string>();
  const faults: string[] = [];
  const folded = new Set<string>();
  const text = Buffer.from(bytes).toString('latin1');
  if (text !== '' && !text.endsWith('\n')) faults.push('its last line has no end');
  let before = '';
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    if (text === '') break;
    const digest = line.slice(0, digestLength);
    const path = line.slice(digestLength + 2);
    const formed = /^[0-9a-f]+$/.test(digest) && digest.length === digestLength && line.slice(digestLength, digestLength + 2) === '  ';
    if (!formed || !isSafePath(path)) faults.push(`line ${index + 1} is not a digest and a safe path`);
    else if (folded.has(path.toLowerCase())) faults.push(`line ${index + 1} names a path that stands before it already`);
    else if (path <= before) faults.push(`line ${index + 1} is not in order`);
    else digests.set(path, digest);
    folded.add(path.toLowerCase());
    before = path;
  }
  return { digests, faults };
}
