import { extract, type Extract, type Header as Said } from 'tar-stream';
import { fail, ProblemError, type Problem } from '../../../shared/problems.ts';
import { checkNames } from './archive-names.ts';
import type { Limits } from './limits.ts';

/** One file inside a tar archive. Its bytes must be left before the next member is asked for. */
export interface TarMember {
  readonly name: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Where an archive breaks off: after (or inside) this member. */
export interface TarCut {
  readonly member: string;
  readonly problem: Problem;
}

type Header = Said & { readonly byteOffset: number; readonly pax: Readonly<Record<string, string>> | null };
type Entry = AsyncIterable<Buffer> & { readonly header: Said };

/** Bytes of a header, and the unit in which everything is stored. */
export const tarBlock = 512;

/** Two empty blocks end an archive. */
const endMark = 2 * tarBlock;
const longestName = 4096;
/** Tars older than the mark are read too. No chunk is taken before all of the last one has been, so that it is known in which entry the stream ends. */
const lenient = { allowUnknownFormat: true, highWaterMark: 1 };
const filler = Buffer.alloc(16 * tarBlock);
const tooEarly: Problem = { code: 'truncated', message: 'The archive ends too early: its end mark is missing, and perhaps files are.' };

/** Whether a stream begins like a tar archive: by its mark, or, for those older than the mark, by the checksum of its first header. */
export function isTar(head: Buffer): boolean {
  if (head.length < tarBlock || head[0] === 0) return false;
  if (head.toString('latin1', 257, 262) === 'ustar') return true;
  const said = /^ *([0-7]{4,6})[\0 ]/.exec(head.toString('latin1', 148, 156));
  if (!said) return false;
  let sum = 8 * 32;
  for (let at = 0; at < tarBlock; at += 1) if (at < 148 || at > 155) sum += head[at]!;
  return sum === parseInt(said[1]!, 8);
}

/** Walks through a whole archive, keeping nothing: a hostile entry refuses all of it and is named. Says where it breaks off, if it does. */
export async function checkTar(source: AsyncIterable<Buffer>, limits: Limits): Promise<TarCut | null> {
  const names: string[] = [];
  let member: string | null = null;
  const walk = new TarWalk(source);
  for await (const { header, entry } of walk.entries()) {
    const name = nameOf(header);
    checkHeader(header, name);
    if (names.length >= limits.archiveEntries) hostile(`The archive has more than ${limits.archiveEntries} entries.`);
    if (name !== '') names.push(name);
    if (isFile(name)) member = name;
    await entry.skip();
  }
  checkNames(names);
  if (!walk.cut) return null;
  return member === null ? fail(walk.cut.code, walk.cut.message) : { member, problem: walk.cut };
}

/** The files of an archive that was checked, in its own order. The member at which it breaks off ends with that problem. */
export async function* tarMembers(source: AsyncIterable<Buffer>, cut: TarCut | null): AsyncGenerator<TarMember> {
  for await (const { header, entry } of new TarWalk(source).entries()) {
    const name = nameOf(header);
    if (isFile(name)) yield { name, size: header.size, bytes: cut?.member === name ? endingWith(entry.bytes(), cut.problem) : entry.bytes() };
    await entry.skip();
  }
}

async function* endingWith(bytes: AsyncIterable<Buffer>, problem: Problem): AsyncGenerator<Buffer> {
  yield* bytes;
  throw new ProblemError(problem);
}

/** Without the `./` that tar writes before every name when it is given a folder; a folder's ends with a slash. */
function nameOf({ name, type }: Said): string {
  const plain = name.replace(/^(\.\/)+/, '');
  if (plain === '' || plain === '.')
    return type === 'directory' || name.endsWith('/') ? '' : hostile(`The entry ${JSON.stringify(name)} is a file without a name.`);
  return type === 'directory' && !plain.endsWith('/') ? `${plain}/` : plain;
}

function isFile(name: string): boolean {
  return name !== '' && !name.endsWith('/');
}

function checkHeader({ type, size, pax }: Header, name: string): void {
  const said = JSON.stringify(name.slice(0, 200));
  if (name.length > longestName) hostile(`The entry ${said} has a name of more than ${longestName} characters.`);
  if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory') hostile(`The entry ${said} is a link or a special file.`);
  if (!isFile(name) && size !== 0) hostile(`The folder ${said} has content.`);
  for (const key of Object.keys(pax ?? {})) if (key.startsWith('GNU.sparse')) hostile(`The entry ${said} is a file with holes, which is not read here.`);
  if (pax?.['size'] !== undefined && !/^\d{1,15}$/.test(pax['size'])) hostile(`The entry ${said} has a size that is no number.`);
}

function hostile(message: string): never {
  return fail('hostile_archive', message);
}

/** Takes a stream of bytes apart. One that ends too early gives everything there is of its last entry. */
class TarWalk {
  /** Set once the stream is over and the archive was not. */
  cut: Problem | null = null;
  private readonly source: AsyncIterable<Buffer>;
  private readonly extract: Extract = extract(lenient);
  private read = 0;
  private over = false;
  private zeros = 0;
  /** Where the content of the entry at hand begins and ends. */
  private from = 0;
  private to = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source;
  }

  async *entries(): AsyncGenerator<{ readonly header: Header; readonly entry: TarEntry }> {
    this.extract.on('entry', (header) => {
      this.from = (header as Header).byteOffset;
      this.to = this.from + header.size;
    });
    const fed = this.feed();
    let last = '';
    try {
      for await (const stream of this.extract as AsyncIterable<Entry>) {
        const header = stream.header as Header;
        last = header.name;
        const entry = new TarEntry(stream, (got, length) => (this.over ? Math.max(0, Math.min(length, this.read - this.from - got)) : length));
        yield { header, entry };
        if (entry.brokenOff) break;
      }
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      if (this.over && (error as Error).message.startsWith('Unexpected end')) this.cut ??= tooEarly;
      else hostile(`The archive is damaged after the entry ${JSON.stringify(last)}: ${(error as Error).message.replace(/\.$/, '')}.`);
    } finally {
      this.extract.destroy(null);
      await fed;
    }
  }

  private async feed(): Promise<void> {
    let broken: Problem | null = null;
    try {
      for await (const chunk of this.source) {
        this.read += chunk.length;
        this.countZeros(chunk);
        if (!(await this.push(chunk))) return;
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'truncated') {
        this.extract.destroy(error as Error);
        return;
      }
      broken = error.problem;
    }
    this.over = true;
    this.cut = broken ?? (this.zeros < endMark || this.read < this.to ? tooEarly : null);
    // What is missing of an entry is filled up, so that the part that is there comes out.
    for (let filled = this.read; filled < this.to; filled += filler.length) if (!(await this.push(filler))) return;
    this.extract.end(null);
  }

  /** False when nobody reads any more. */
  private async push(chunk: Buffer): Promise<boolean> {
    const { extract } = this;
    if (extract.destroyed) return false;
    if (!extract.write(chunk)) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          extract.off('drain', done);
          extract.off('close', done);
          resolve();
        };
        extract.on('drain', done);
        extract.on('close', done);
      });
    }
    return !extract.destroyed;
  }

  /** Empty bytes at the end of what was read, as far as they matter. */
  private countZeros(chunk: Buffer): void {
    let at = chunk.length;
    while (at > 0 && chunk.length - at < endMark && chunk[at - 1] === 0) at -= 1;
    this.zeros = at === 0 ? this.zeros + chunk.length : chunk.length - at;
  }
}

class TarEntry {
  /** The stream ended inside this entry. */
  brokenOff = false;
  private readonly pieces: AsyncIterator<Buffer>;
  private readonly present: (got: number, length: number) => number;
  private got = 0;
  private over = false;

  /** `present` says how much of a chunk was in the stream. */
  constructor(stream: Entry, present: (got: number, length: number) => number) {
    this.pieces = stream[Symbol.asyncIterator]();
    this.present = present;
  }

  async *bytes(): AsyncGenerator<Buffer> {
    for (let chunk = await this.next(); chunk; chunk = await this.next()) yield chunk;
  }

  /** Passes over what has not been read. */
  async skip(): Promise<void> {
    while (await this.next());
  }

  private async next(): Promise<Buffer | null> {
    if (this.over) return null;
    const next = await this.pieces.next();
    if (next.done === true) {
      this.over = true;
      return null;
    }
    const chunk = next.value;
    const length = this.present(this.got, chunk.length);
    this.got += length;
    if (length < chunk.length) this.over = this.brokenOff = true;
    return chunk.subarray(0, length);
  }
}
