import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** Unpacks an archive that the project's own lock file names. `place` gives an entry's path under `folder`, or null to leave it out. */
export async function unzip(archive: string, folder: string, place: (name: string) => string | null): Promise<void> {
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) await extract(zip, entry, folder, place(entry.fileName));
}

async function extract(zip: ZipFile, entry: Entry, folder: string, path: string | null): Promise<void> {
  if (!path || entry.fileName.endsWith('/')) return;
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  // The upper half of the attributes is the Unix mode of the file.
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: mode || 0o644 }));
}
