import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemError } from '../../../shared/problems.ts';
import { limits } from './limits.ts';
import { ByteBudget } from './open-inflate.ts';
import { openStreams } from './open.ts';

/** One entry, with every lie it may tell. */
interface Entry {
  readonly name: string;
  readonly data?: string | Buffer;
  readonly type?: string;
  readonly size?: number;
  readonly link?: string;
  readonly sum?: number;
  readonly magic?: string;
}

function block(entry: Entry, size: number): Buffer {
  const head = Buffer.alloc(512);
  head.write(entry.name, 0, 100);
  head.write('0000644\0', 100);
  head.write(`${size.toString(8).padStart(11, '0')} `, 124);
  head.write('00000000000 ', 136);
  head.write('        ', 148);
  head.write(entry.type ?? (entry.name.endsWith('/') ? '5' : '0'), 156);
  head.write(entry.link ?? '', 157);
  head.write(entry.magic ?? 'ustar\x0000', 257);
  const sum = entry.sum ?? head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

const endMark = Buffer.alloc(1024);

/** Writes an archive by hand, byte for byte, so that it may be wrong in any way. */
function tar(entries: readonly Entry[], end = endMark): Buffer {
  const parts = entries.flatMap((entry) => {
    const data = Buffer.from(entry.data ?? '');
    return [block(entry, entry.size ?? data.length), data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, end]);
}

function pax(values: Readonly<Record<string, string>>, type = 'x'): Entry {
  const lines = Object.entries(values).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const length = Buffer.byteLength(rest);
    const digits = String(length + String(length).length).length;
    return `${length + digits}${rest}`;
  });
  return { name: 'PaxHeader', type, data: lines.join('') };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-tar-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(
  bytes: Buffer,
  options: { readonly given?: typeof limits; readonly member?: string; readonly leave?: boolean } = {},
): Promise<Record<string, string>> {
  const path = join(folder, 'a.tar');
  writeFileSync(path, bytes);
  const found: Record<string, string> = {};
  const given = options.given ?? limits;
  const asked = options.member === undefined ? {} : { member: options.member, checked: true };
  for await (const stream of openStreams(path, { limits: given, budget: new ByteBudget(given), ...asked })) {
    const parts: Buffer[] = [];
    let end = '';
    try {
      for await (const chunk of stream.bytes) {
        parts.push(Buffer.from(chunk));
        if (options.leave) break;
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'truncated') throw error;
      end = '…';
    }
    found[`${stream.container}:${stream.member}`] = Buffer.concat(parts).toString() + end;
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

const several: readonly Entry[] = [
  { name: './' },
  { name: './b/' },
  { name: './b/two.json', data: '[2]' },
  { name: 'a.json.gz', data: gzipSync('[1]') },
  { name: 'empty.json' },
  pax({ path: `${'long/'.repeat(60)}é.json`, mtime: '1.5' }),
  { name: 'short', data: '[3]' },
  { name: '././@LongLink', type: 'L', data: `${'deep/'.repeat(40)}four.json\0` },
  { name: 'cut', data: '[4]' },
];
const severalRead = { 'b/two.json': '[2]', 'empty.json': '', [`${'long/'.repeat(60)}é.json`]: '[3]', [`${'deep/'.repeat(40)}four.json`]: '[4]' };
const under = (container: string): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(severalRead).map(([name, text]) => [`${container}:${name}`, text])),
  [`${container}+gz:a.json.gz`]: '[1]',
});

test.each([
  ['tar', (bytes: Buffer) => bytes],
  ['tar.gz', (bytes: Buffer) => gzipSync(bytes)],
  ['tar.zst', (bytes: Buffer) => zstdCompressSync(bytes)],
] as const)('%s: every member, by its whole name, a compressed one inflated', async (container, pack) => {
  expect(await read(pack(tar(several)))).toEqual(under(container));
  expect(await read(pack(tar(several)), { leave: true })).toEqual(under(container));
  expect(await read(pack(tar(several)), { member: 'b/two.json' })).toEqual({ [`${container}:b/two.json`]: '[2]' });
});

test('an archive from before the mark is known by its checksum', async () => {
  expect(await read(tar([{ name: 'a.json', data: '[1]', magic: '' }]))).toEqual({ 'tar:a.json': '[1]' });
});

const good: Entry = { name: 'good.json', data: '[1]' };
test.each<[string, readonly Entry[], RegExp]>([
  ['way out', [good, { name: '../evil', data: 'x' }], /\.\.\/evil/],
  ['way out inside', [good, { name: 'a/../../evil', data: 'x' }], /evil/],
  ['way out behind ./', [good, { name: './../evil', data: 'x' }], /evil/],
  ['way out in an extended header', [good, pax({ path: '../evil' }), { name: 'nice', data: 'x' }], /\.\.\/evil/],
  ['way out in a global header', [good, pax({ path: '../evil' }, 'g'), pax({ mtime: '1' }), { name: 'nice', data: 'x' }], /\.\.\/evil/],
  ['way out in a long name', [good, { name: '././@LongLink', type: 'L', data: '../evil\0' }, { name: 'nice', data: 'x' }], /\.\.\/evil/],
  ['absolute name', [good, { name: '/etc/evil', data: 'x' }], /evil/],
  ['drive', [good, { name: 'C:evil', data: 'x' }], /evil/],
  ['backslash', [good, { name: 'a\\evil', data: 'x' }], /evil/],
  ['NUL', [good, pax({ path: 'evil\0.json' }), { name: 'nice', data: 'x' }], /evil/],
  ['empty part', [good, { name: 'a//evil', data: 'x' }], /evil/],
  [
    'duplicate',
    [
      { name: 'evil', data: 'x' },
      { name: './evil', data: 'y' },
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
  ['device name', [good, { name: 'dir/aux.json', data: 'x' }], /aux/],
  ['trailing dot', [good, { name: 'evil.', data: 'x' }], /evil/],
  ['name without end', [good, pax({ path: `evil${'x'.repeat(5000)}` }), { name: 'nice', data: 'x' }], /evil/],
  ['hard link', [good, { name: 'evil', type: '1', link: 'good.json' }], /evil/],
  ['symbolic link', [good, { name: 'evil', type: '2', link: '/etc/passwd' }], /evil/],
  ['character device', [good, { name: 'evil', type: '3' }], /evil/],
  ['block device', [good, { name: 'evil', type: '4' }], /evil/],
  ['fifo', [good, { name: 'evil', type: '6' }], /evil/],
  ['sparse file', [good, { name: 'evil', type: 'S', data: 'x' }], /evil/],
  ['sparse file by an extended header', [good, pax({ 'GNU.sparse.major': '1' }), { name: 'evil', data: 'x' }], /evil/],
  ['kind that nobody knows', [good, { name: 'evil', type: 'Z', data: 'x' }], /evil/],
  ['folder with content', [good, { name: 'evil/', data: 'x' }], /evil/],
  ['size that is no number', [good, pax({ size: '1e3' }), { name: 'evil', data: 'x' }], /evil/],
  [
    'wrong checksum',
    [
      { name: 'evil', data: 'x' },
      { ...good, sum: 1 },
    ],
    /after the entry "evil"/,
  ],
  [
    'something else behind the end',
    [
      { name: 'evil', data: 'x' },
      { name: '', data: Buffer.from('x'.repeat(700)), sum: 1 },
    ],
    /after the entry "evil"/,
  ],
])('%s: the whole archive is refused and the entry named', async (_name, entries, named) => {
  for (const bytes of [tar(entries), gzipSync(tar(entries))]) {
    const said = await refusal(bytes);
    expect(said).not.toMatch(/^accepted/);
    expect(said).toMatch(named);
  }
});

test('bombs are stopped by their ratio, everything by the budget, and the number of entries', async () => {
  const code = async (bytes: Buffer, given = limits): Promise<string> =>
    read(bytes, { given }).then(JSON.stringify, (error: ProblemError) => error.problem.code);
  expect(await code(gzipSync(tar([good, { name: 'evil', data: Buffer.alloc(3_000_000) }])))).toBe('too_many_bytes');
  expect(await code(gzipSync(tar([good, good])), { ...limits, totalBytes: 1000 })).toBe('too_many_bytes');
  expect(await code(tar([{ name: 'a.gz', data: gzipSync(Buffer.alloc(3_000_000)) }]))).toBe('too_many_bytes');
  expect(await code(tar([good, { name: 'b' }]), { ...limits, archiveEntries: 1 })).toBe('hostile_archive');
});

test('an archive that is cut anywhere gives what is there, and says so once', async () => {
  const entries: readonly Entry[] = [
    { name: 'a.json', data: '[1,2,3]' },
    { name: 'b.json', data: `[${'2,'.repeat(400)}3]` },
  ];
  const archive = tar(entries);
  const whole = Object.values(await read(archive)).join('');
  for (let length = 513; length < archive.length; length += 37) {
    const found = await read(archive.subarray(0, length));
    const text = Object.values(found).join('');
    expect([length, text.endsWith('…')]).toEqual([length, true]);
    expect(whole.startsWith(text.slice(0, -1))).toBe(true);
    expect(text.length - 1).toBeGreaterThanOrEqual(length < 1536 ? Math.min(7, length - 512) : Math.min(whole.length, length - 1536 + 7));
  }
  const packed = gzipSync(archive);
  const found = Object.values(await read(packed.subarray(0, packed.length - 12))).join('');
  expect(found.endsWith('…') && whole.startsWith(found.slice(0, -1))).toBe(true);
});

test('a size beyond the end is a cut, not a wait', async () => {
  expect(await read(tar([good, { name: 'evil', data: 'x', size: 8 ** 11 - 1 }], Buffer.alloc(0)))).toMatchObject({
    'tar:good.json': '[1]',
    'tar:evil': expect.stringMatching(/^x\0*…$/),
  });
});

test('whatever the names and contents are, they come back, or the archive is refused', async () => {
  const entry = fc.record({
    name: fc.string({ unit: fc.constantFrom('a', 'b', 'B', '/', '.', ' ', 'é', '\\', ':'), minLength: 1, maxLength: 12 }),
    data: fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 5 }), fc.boolean(), async (entries, packed) => {
      const bytes = tar(entries);
      const found = await read(packed ? gzipSync(bytes) : bytes).catch((error: unknown) => {
        if (!(error instanceof ProblemError) || error.problem.code !== 'hostile_archive') throw error;
        return null;
      });
      const files = entries.filter(({ name }) => !name.endsWith('/'));
      if (found) expect(Object.values(found)).toEqual(files.map(({ data }) => data));
    }),
    { numRuns: 300 },
  );
});

test('damage anywhere is told or costs nothing: no member ends up under another’s name', async () => {
  const archive = tar([
    { name: 'a.json', data: '[1,2,3]' },
    { name: 'b.json', data: '{"b":true}' },
  ]);
  for (let place = 0; place < archive.length; place += 3) {
    const damaged = Buffer.from(archive);
    damaged[place]! ^= 0x41;
    const found = await read(damaged).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return null;
    });
    const inContent = (place >= 512 && place < 519) || (place >= 1536 && place < 1546);
    if (!found || inContent || found['plain:'] !== undefined) continue;
    // A damaged end mark says that the archive is cut off.
    expect({ ...found, 'tar:b.json': found['tar:b.json']?.replace('…', '') }).toEqual({ 'tar:a.json': '[1,2,3]', 'tar:b.json': '{"b":true}' });
  }
});
