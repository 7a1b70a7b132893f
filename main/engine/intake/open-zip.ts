import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { fail, ProblemError } from '../../../shared/problems.ts';
import { checkNames } from './archive-names.ts';
import type { Limits } from './limits.ts';
import type { ByteBudget } from './open-inflate.ts';

/** One file inside an archive. */
export interface ZipMember {
  readonly name: string;
  readonly size: number;
  open(): Promise<AsyncIterable<Buffer>>;
}

export interface OpenZip {
  /** In the order of their names. */
  readonly members: readonly ZipMember[];
  close(): void;
}

const stored = 0,
  deflated = 8;
const madeByUnix = 3;
const fileTypeMask = 0o170000,
  regularFile = 0o100000,
  folder = 0o040000;

/** Whether a stream begins like a ZIP archive (or an empty one). */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/**
 * Opens an archive after checking all of it: names, kinds, encryption, agreement of local and central headers, overlap,
 * ratio, sizes and checksums. Anything wrong refuses the whole archive, naming the entry. An archive that passed before
 * (`checked`) is not inflated a second time.
 */
export async function openZip(path: string, limits: Limits, budget: ByteBudget, checked = false): Promise<OpenZip> {
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true, decodeStrings: true })
    .catch(refuse);
  try {
    if (zip.entryCount > limits.archiveEntries) hostile(`The archive has ${zip.entryCount} entries.`);
    const entries = await entriesOf(zip);
    checkNames(entries.map((entry) => entry.fileName));
    for (const entry of entries) checkEntry(entry, limits);
    await checkHeaders(zip, entries);
    const files = entries.filter((entry) => !entry.fileName.endsWith('/'));
    if (!checked) for (const entry of files) await checkContent(zip, entry, budget);
    const members = files.map((entry): ZipMember => ({ name: entry.fileName, size: entry.uncompressedSize, open: () => zip.openReadStreamPromise(entry) }));
    return { members: members.toSorted((a, b) => (a.name < b.name ? -1 : 1)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    return error instanceof ProblemError ? Promise.reject(error) : refuse(error as Error);
  }
}

function hostile(message: string): never {
  return fail('hostile_archive', message);
}

/** The library's own words name the entry where there is one. */
function refuse(error: Error): never {
  return hostile(`The archive is refused: ${error.message}.`);
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}

function checkEntry(entry: Entry, limits: Limits): void {
  const name = entry.fileName;
  if (entry.isEncrypted()) hostile(`The entry "${name}" is encrypted.`);
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated)
    hostile(`The entry "${name}" is compressed in a way that is not read here (method ${entry.compressionMethod}).`);
  const mode = entry.versionMadeBy >>> 8 === madeByUnix ? (entry.externalFileAttributes >>> 16) & fileTypeMask : 0;
  if (mode !== 0 && mode !== (name.endsWith('/') ? folder : regularFile)) hostile(`The entry "${name}" is a link or a special file.`);
  if (name.endsWith('/') && entry.uncompressedSize > 0) hostile(`The folder "${name}" has content.`);
  if (entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize > limits.ratio * entry.compressedSize)
    hostile(`The entry "${name}" inflates to more than ${limits.ratio} times its size.`);
}

const dataDescriptor = 0x8;

/** Local headers must say what the central directory says, and no two entries may share bytes. */
async function checkHeaders(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  const ranges: { readonly from: number; readonly to: number; readonly name: string }[] = [];
  for (const entry of entries) {
    const name = entry.fileName;
    const local = await zip.readLocalFileHeaderPromise(entry).catch((error: Error) => hostile(`The entry "${name}" cannot be read: ${error.message}.`));
    if (!local.fileName.equals(entry.fileNameRaw)) hostile(`The entry "${name}" is called differently in its own header.`);
    if (local.compressionMethod !== entry.compressionMethod) hostile(`The entry "${name}" has two compression methods.`);
    if (((local.generalPurposeBitFlag ^ entry.generalPurposeBitFlag) & 1) !== 0)
      hostile(`The entry "${name}" is encrypted by one header and not by the other.`);
    const later = (local.generalPurposeBitFlag & dataDescriptor) !== 0;
    const wide = local.compressedSize === 0xffffffff || local.uncompressedSize === 0xffffffff;
    if (
      !later &&
      !wide &&
      (local.crc32 !== entry.crc32 || local.compressedSize !== entry.compressedSize || local.uncompressedSize !== entry.uncompressedSize)
    ) {
      hostile(`The entry "${name}" has another size or checksum in its own header.`);
    }
    ranges.push({ from: entry.relativeOffsetOfLocalHeader, to: local.fileDataStart + entry.compressedSize, name });
  }
  ranges.sort((a, b) => a.from - b.from);
  for (const [place, range] of ranges.entries()) {
    const next = ranges[place + 1];
    if (next && next.from < range.to) hostile(`The entries "${range.name}" and "${next.name}" overlap.`);
  }
}

/** Inflates an entry once, keeping nothing: its size and checksum must be what it says. */
async function checkContent(zip: ZipFile, entry: Entry, budget: ByteBudget): Promise<void> {
  let size = 0;
  let sum = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      sum = crc32(chunk, sum);
      budget.spend(chunk.length, size, entry.compressedSize);
    }
  } catch (error) {
    hostile(`The entry "${entry.fileName}" cannot be inflated: ${(error as Error).message}.`);
  }
  if (size !== entry.uncompressedSize) hostile(`The entry "${entry.fileName}" is not as long as it says.`);
  if (sum >>> 0 !== entry.crc32 >>> 0) hostile(`The entry "${entry.fileName}" has a wrong checksum.`);
}
