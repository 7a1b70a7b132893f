/** The originals in a bundle: byte for byte, each in a folder of its own beside what is known of it. */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { showHidden } from '../../../../shared/visible-text.ts';
import { fail } from '../../../../shared/problems.ts';
import type { ExportedOriginal } from '../../store/export-originals.ts';
import { safeName } from '../safe-name.ts';
import type { Bag } from './bag.ts';
import { prettyJson } from './ndjson.ts';

/** The folder of an original: the first half of the hexadecimal digits of its digest. */
export function originalFolder(sha256: string): string {
  return `data/originals/${sha256.slice(0, 32)}`;
}

/** Copies the originals; one that no longer has its digest stops the export. */
export async function writeOriginals(bag: Bag, caseFolder: string, originals: readonly ExportedOriginal[]): Promise<void> {
  for (const original of originals) {
    const from = join(caseFolder, 'originals', original.sha256);
    const folder = originalFolder(original.sha256);
    const path = `${folder}/original/${safeName(original.name)}`;
    if (!existsSync(from)) fail('case_damaged', `The original ${showHidden(original.name)} is missing from the case.`, { file: from });
    const file = await bag.write(path, createReadStream(from, { highWaterMark: 1024 * 1024 }));
    const same = file.sha256 === original.sha256 && file.sha512 === original.sha512 && file.size === original.size;
    if (!same) fail('case_damaged', `The original ${showHidden(original.name)} is not what was imported: its digest has changed.`, { file: from });
    await bag.write(`${folder}/item.json`, [prettyJson({ ...original, name: showHidden(original.name), nameInBundle: path })]);
  }
}
