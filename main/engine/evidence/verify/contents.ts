import { join } from 'node:path';
import { isSafePath } from '../safe-name.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { judge, type Fault, type Outcome } from './outcome.ts';
import { hashFile, readSmall } from './read-file.ts';
import { isSignatureName } from './signers.ts';
import { readStatement, type Statement } from './statement.ts';
import type { Walked } from './walk.ts';

export const tagManifestName = 'tagmanifest-sha256.txt';
const alwaysTagged = ['bag-info.txt', 'bagit.txt', 'keyholder/README-VERIFY.txt', 'keyholder/statement.json', 'manifest-sha256.txt', 'manifest-sha512.txt'];
const bagit = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const most = 256 * 1024 * 1024;

/** The files around the payload, read. */
export interface Tags {
  readonly tagManifest: Buffer;
  readonly tagged: Manifest;
  readonly sha256: Manifest;
  readonly sha512: Manifest;
  readonly bagit: Buffer;
  readonly bagInfo: Buffer;
  readonly statement: Statement | null;
  readonly statementFault: string | null;
}

export async function readTags(bundle: string): Promise<Tags> {
  const bytes = async (path: string) => (await readSmall(join(bundle, ...path.split('/')), most)) ?? Buffer.alloc(0);
  const tagManifest = await bytes(tagManifestName);
  const statement = readStatement(await bytes('keyholder/statement.json'));
  return {
    tagManifest,
    tagged: readManifest(tagManifest, 64),
    sha256: readManifest(await bytes('manifest-sha256.txt'), 64),
    sha512: readManifest(await bytes('manifest-sha512.txt'), 128),
    bagit: await bytes('bagit.txt'),
    bagInfo: await bytes('bag-info.txt'),
    statement: 'fault' in statement ? null : statement,
    statementFault: 'fault' in statement ? statement.fault : null,
  };
}

/** The form: what must be there is there and reads as it should. */
export function checkStructure(tags: Tags, walked: Walked): Outcome {
  const faults: Fault[] = [];
  const add = (words: string, file: string) => faults.push({ words, files: [file] });
  if (tags.bagit.toString('latin1') !== bagit) add('bagit.txt is not that of a BagIt 1.0 folder', 'bagit.txt');
  for (const [name, manifest] of [
    [tagManifestName, tags.tagged],
    ['manifest-sha256.txt', tags.sha256],
    ['manifest-sha512.txt', tags.sha512],
  ] as const) {
    for (const words of manifest.faults.slice(0, 5)) add(`${name}: ${words}`, name);
  }
  for (const path of alwaysTagged) if (!tags.tagged.digests.has(path)) add(`${tagManifestName} does not list ${path}`, tagManifestName);
  for (const path of tags.tagged.digests.keys())
    if (!alwaysTagged.includes(path) && !path.startsWith('keyholder/')) add(`${tagManifestName} lists ${path}, which is not a tag file`, tagManifestName);
  for (const [name, manifest] of [
    ['manifest-sha256.txt', tags.sha256],
    ['manifest-sha512.txt', tags.sha512],
  ] as const) {
    for (const path of manifest.digests.keys()) if (!path.startsWith('data/')) add(`${name} names ${path}, which lies outside data/`, name);
  }
  if (tags.statementFault !== null) add(`keyholder/statement.json: ${tags.statementFault}`, 'keyholder/statement.json');
  if (tags.statement && tags.statement.manifestSha256 !== tags.tagged.digests.get('manifest-sha256.txt'))
    add('the statement is about another manifest-sha256.txt', 'keyholder/statement.json');
  if (walked.files.has('fetch.txt')) add('fetch.txt is not allowed: a bundle holds everything itself', 'fetch.txt');
  const oxum = /^Payload-Oxum: ([0-9]+)\.([0-9]+)$/m.exec(tags.bagInfo.toString('utf8'));
  const payload = [...walked.files].filter(([path]) => path.startsWith('data/'));
  const bytes = payload.reduce((sum, [, size]) => sum + size, 0);
  if (Number(oxum?.[1] ?? -1) !== bytes || Number(oxum?.[2] ?? -1) !== payload.length)
    add(`bag-info.txt does not say ${payload.length} files of ${bytes} bytes`, 'bag-info.txt');
  return judge('structure', faults, 'a BagIt 1.0 folder of the form KEB/1');
}

/** Every file that a manifest lists has the digests that it lists. */
export async function checkBytes(bundle: string, tags: Tags, walked: Walked, onBytes: (bytes: number) => void): Promise<Outcome> {
  const faults: Fault[] = [];
  const paths = [...new Set([...tags.tagged.digests.keys(), ...tags.sha256.digests.keys(), ...tags.sha512.digests.keys()])].sort();
  let [files, bytes] = [0, 0];
  for (const path of paths.filter((listed) => walked.files.has(listed))) {
    const found = await hashFile(join(bundle, ...path.split('/')), onBytes);
    const wanted = [
      [tags.tagged.digests.get(path), found.sha256],
      [tags.sha256.digests.get(path), found.sha256],
      [tags.sha512.digests.get(path), found.sha512],
    ] as const;
    if (wanted.some(([listed, real]) => listed !== undefined && listed !== real))
      faults.push({ words: `${path} is not what was signed: its digest differs`, files: [path] });
    files += 1;
    bytes += walked.files.get(path) ?? 0;
  }
  return judge('bytes', faults, `${files} files, ${bytes} bytes, each with its digests`);
}

/** What is listed is there, and what is there is listed. */
export function checkCompleteness(tags: Tags, walked: Walked): Outcome {
  const faults: Fault[] = walked.others.map((path) => ({ words: `${path} is a link, a device or a folder without a file`, files: [path] }));
  const add = (words: string, path: string) => faults.push({ words, files: [path] });
  for (const path of tags.tagged.digests.keys()) if (!walked.files.has(path)) add(`${path} is missing`, path);
  for (const path of new Set([...tags.sha256.digests.keys(), ...tags.sha512.digests.keys()])) {
    if (!walked.files.has(path)) add(`${path} is missing`, path);
    else if (!tags.sha256.digests.has(path) || !tags.sha512.digests.has(path)) add(`${path} stands in one manifest only`, path);
  }
  for (const path of walked.files.keys()) {
    const review = path.startsWith('reviews/');
    const listed = path.startsWith('data/')
      ? tags.sha256.digests.has(path)
      : path === tagManifestName || tags.tagged.digests.has(path) || isSignatureName(path) || review;
    if (!listed) add(`${path} was added: no manifest lists it`, path);
    else if (!isSafePath(path)) add(`${path} is not a safe name`, path);
  }
  return judge('completeness', faults, `${walked.files.size} files, all of them listed`);
}
