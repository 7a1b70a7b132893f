import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemError } from '../../../shared/problems.ts';
import { limits } from './limits.ts';
import { ByteBudget } from './open-inflate.ts';
import { openStreams } from './open.ts';

/** One entry, with every lie it may tell. */
interface Entry {
  readonly name: string | Buffer;
  readonly data?: string | Buffer;
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly mode?: number;
  readonly crc?: number;
  readonly localCrc?: number;
  readonly size?: number;
  readonly at?: number;
  readonly deflate?: boolean;
}

/** Writes an archive by hand, byte for byte, so that it may be wrong in any way. */
function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '');
    const packed = entry.deflate ? deflateRawSync(data) : data;
    const name = Buffer.from(entry.name);
    const method = entry.method ?? (entry.deflate ? 8 : 0);
    const crc = entry.crc ?? crc32(data);
    const size = entry.size ?? data.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(entry.flags ?? 0, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(entry.localCrc ?? crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    const localName = Buffer.from(entry.localName ?? name);
    local.writeUInt16LE(localName.length, 26);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(3 << 8, 4);
    head.writeUInt16LE(20, 6);
    head.writeUInt16LE(entry.flags ?? 0, 8);
    head.writeUInt16LE(method, 10);
    head.writeUInt32LE(crc, 16);
    head.writeUInt32LE(packed.length, 20);
    head.writeUInt32LE(size, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(((entry.mode ?? (name.at(-1) === 47 ? 0o040755 : 0o100644)) << 16) >>> 0, 38);
    head.writeUInt32LE(entry.at ?? offset, 42);
    central.push(Buffer.concat([head, name]));
    parts.push(local, localName, packed);
    offset += 30 + localName.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-zip-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(bytes: Buffer, given = limits): Promise<Record<string, string>> {
  const path = join(folder, 'a.zip');
  writeFileSync(path, bytes);
  const found: Record<string, string> = {};
  for await (const { member, container, bytes: chunks } of openStreams(path, { limits: given, budget: new ByteBudget(given) })) {
    const parts: Buffer[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    found[`${container}:${member}`] = Buffer.concat(parts).toString();
  }
  return found;
}

async function refusal(bytes: Buffer): Promise<string> {
  try {
    return `accepted: ${JSON.stringify(await read(bytes))}`;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.problem.code).toBe('hostile_archive');
    return error.problem.message;
  }
}

test('members come in the order of their names, each inflated, a compressed one once more', async () => {
  const archive = zip([{ name: 'b/' }, { name: 'b/two.json', data: '[2]', deflate: true }, { name: 'a.json.gz', data: gzipSync('[1]') }]);
  expect(await read(archive)).toEqual({ 'zip+gz:a.json.gz': '[1]', 'zip:b/two.json': '[2]' });
});

const good: Entry = { name: 'good.json', data: '[1]' };
test.each<[string, readonly Entry[], RegExp]>([
  ['way out', [good, { name: '../evil', data: 'x' }], /\.\.\/evil/],
  ['way out inside', [good, { name: 'a/../../evil', data: 'x' }], /evil/],
  ['absolute name', [good, { name: '/etc/evil', data: 'x' }], /evil/],
  ['drive', [good, { name: 'C:evil', data: 'x' }], /evil/],
  ['backslash', [good, { name: 'a\\evil', data: 'x' }], /evil/],
  ['NUL', [good, { name: 'evil\0.json', data: 'x' }], /evil/],
  ['empty part', [good, { name: 'a//evil', data: 'x' }], /evil/],
  [
    'duplicate',
    [
      { name: 'evil', data: 'x' },
      { name: 'evil', data: 'y' },
    ],
    /evil/,
  ],
  [
    'names that differ by case',
    [
      { name: 'evil', data: 'x' },
      { name: 'EVIL', data: 'y' },
    ],
    /EVIL/,
  ],
  [
    'file that is a folder',
    [
      { name: 'evil', data: 'x' },
      { name: 'evil/inner', data: 'y' },
    ],
    /evil/,
  ],
  ['device', [good, { name: 'dir/aux.json', data: 'x' }], /aux/],
  ['trailing dot', [good, { name: 'evil.', data: 'x' }], /evil/],
  ['link', [good, { name: 'evil', data: '/etc/passwd', mode: 0o120777 }], /evil/],
  ['fifo', [good, { name: 'evil', data: '', mode: 0o010644 }], /evil/],
  ['encryption', [good, { name: 'evil', data: 'xxxxxxxxxxxxxxx', flags: 1, size: 3 }], /evil/],
  ['unknown compression', [good, { name: 'evil', data: 'x', method: 99 }], /evil/],
  ['other local name', [good, { name: 'evil', localName: 'nice', data: 'x' }], /evil/],
  ['wrong checksum', [good, { name: 'evil', data: 'x', crc: 1 }], /evil/],
  ['two checksums', [good, { name: 'evil', data: 'x', localCrc: 1 }], /evil/],
  ['longer than it says', [good, { name: 'evil', data: 'x'.repeat(1000), deflate: true, size: 10 }], /evil/],
  ['shorter than it says', [good, { name: 'evil', data: 'x'.repeat(1000), deflate: true, size: 2000 }], /evil/],
  [
    'overlap',
    [
      { name: 'evil', data: 'x'.repeat(100) },
      { name: 'evil', data: 'y', at: 0 },
    ],
    /evil/,
  ],
  ['bomb', [good, { name: 'evil', data: Buffer.alloc(3_000_000), deflate: true }], /evil/],
])('%s: the whole archive is refused and the entry named', async (_name, entries, named) => {
  const said = await refusal(zip(entries));
  expect(said).not.toMatch(/^accepted/);
  expect(said).toMatch(named);
});

test('a bomb that lies about its size is stopped while it inflates', async () => {
  expect(await refusal(zip([{ name: 'evil', data: Buffer.alloc(3_000_000), deflate: true, size: 5000 }]))).toMatch(/evil/);
});

test('damage anywhere in an archive is never read as something else', async () => {
  const archive = zip([
    { name: 'a.json', data: '[1,2,3]', deflate: true },
    { name: 'b.json', data: '{"b":true}' },
  ]);
  const whole = await read(archive);
  for (let place = 0; place < archive.length; place += 1) {
    const damaged = Buffer.from(archive);
    damaged[place]! ^= 0x41;
    const found = await read(damaged).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return null;
    });
    // What is still accepted must hold the same content; only names and dates have no checksum of their own.
    if (found && Object.keys(found).every((name) => name.startsWith('zip:'))) expect(Object.values(found).toSorted()).toEqual(Object.values(whole).toSorted());
  }
});

test('one budget holds for everything', async () => {
  const archive = zip([
    { name: 'a', data: 'x'.repeat(600), deflate: true },
    { name: 'b', data: 'y'.repeat(600), deflate: true },
  ]);
  await expect(read(archive, { ...limits, totalBytes: 1000 })).rejects.toThrow(ProblemError);
  await expect(read(archive, { ...limits, archiveEntries: 1 })).rejects.toThrow('2 entries');
});
