import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ProblemError } from '../../../shared/problems.ts';
import { limits } from './limits.ts';
import { ByteBudget, compressionOf, inflate } from './open-inflate.ts';

const plain = Buffer.from(randomBytes(400_000).toString('hex'));

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size = 10_000, total = limits.totalBytes): Promise<{ readonly out: Buffer; readonly code: string | null }> {
  const out: Buffer[] = [];
  try {
    for await (const chunk of inflate(pieces(bytes, size), compressionOf(bytes)!, bytes.length, new ByteBudget({ ...limits, totalBytes: total })))
      out.push(chunk);
    return { out: Buffer.concat(out), code: null };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { out: Buffer.concat(out), code: error.problem.code };
  }
}

test.each([
  ['gz', gzipSync(plain)],
  ['zst', zstdCompressSync(plain)],
] as const)('%s: whole, in any pieces; cut anywhere, everything before the cut and one problem', async (_kind, bytes) => {
  for (const size of [777, 1 << 20]) expect(await read(bytes, size)).toEqual({ out: plain, code: null });
  for (const length of [20, bytes.length >> 1, bytes.length - 1]) {
    const { out, code } = await read(bytes.subarray(0, length));
    expect(code).toBe('truncated');
    expect(plain.subarray(0, out.length).equals(out)).toBe(true);
    expect(out.length).toBeGreaterThanOrEqual(Math.floor(length * 1.5) - 200_000);
  }
});

test('gzip members one after another are one stream', async () => {
  expect((await read(Buffer.concat([gzipSync('a'), gzipSync('b')]))).out.toString()).toBe('ab');
});

test('zstd frames one after another are one stream, however they are divided', async () => {
  const bytes = Buffer.concat([zstdCompressSync('a'), zstdCompressSync('b'.repeat(50_000)), zstdCompressSync('c')]);
  for (const size of [1, 3, 7, 1000]) expect((await read(bytes, size)).out.toString()).toBe(`a${'b'.repeat(50_000)}c`);
});

test.each([
  ['gz', gzipSync('a')],
  ['zst', zstdCompressSync('a')],
] as const)('%s: padding behind the end is nothing, anything else is told', async (_kind, bytes) => {
  expect(await read(Buffer.concat([bytes, Buffer.alloc(40_000)]), 100_000)).toEqual({ out: Buffer.from('a'), code: null });
  for (const size of [1, 5, 100_000]) {
    for (const more of ['{"a":1}'.repeat(5000), '{']) expect((await read(Buffer.concat([bytes, Buffer.from(more)]), size)).code).toBe('truncated');
  }
});

test('a damaged stream says so after giving what came before', async () => {
  const bytes = gzipSync(plain);
  bytes[bytes.length >> 1]! ^= 0xff;
  const { code } = await read(bytes);
  expect(code).toBe('truncated');
});

test('bombs are stopped by their ratio, and everything by the budget', async () => {
  const bomb = await read(gzipSync(Buffer.alloc(50_000_000)), 1 << 20);
  expect(bomb.code).toBe('too_many_bytes');
  expect(bomb.out.length).toBeLessThan(20_000_000);
  expect((await read(gzipSync(plain), 10_000, 1000)).code).toBe('too_many_bytes');
});
