import { expect, test } from 'vitest';
import { oneDocument } from '../../../test/perf/generate.ts';
import { sources } from '../sources/index.ts';
import { choose } from './detect.ts';
import { frameStream } from './frame-stream.ts';
import { limits } from './limits.ts';

async function* once(...parts: readonly string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

test('one document of hundreds of megabytes streams: every record in order, memory that does not grow with it', async () => {
  const frames = await frameStream(oneDocument(300e6, { events: 0, identities: 50, resources: 500, seed: 1 }), 'one.json', sources, limits);
  const { candidate, guess } = choose(frames.candidates);
  expect([candidate.framing, guess?.reader]).toEqual(['JSON {"Records"}', 'aws-cloudtrail']);
  const before = process.memoryUsage().rss;
  let peak = before;
  let records = 0;
  let end = 0;
  const { records: counted, bytes } = await frames.run(
    candidate.plan,
    (framed, index) => {
      if (framed.kind !== 'record' || index !== records || framed.offset < end) throw new Error(`record ${index} is out of order`);
      records += 1;
      end = framed.offset + framed.length;
    },
    async () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  );
  expect(counted).toBe(records);
  expect(records % 500).toBe(0);
  expect(bytes).toBe(end + 2);
  expect(peak - before).toBeLessThan(250e6);
});

test('a record with a key that is also a wrapper stays one record when a reader knows it so', async () => {
  const record = {
    eventVersion: '1.08',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    eventTime: '2026-01-01T00:00:00Z',
    userIdentity: { type: 'Root' },
    items: [{ a: 1 }, { b: 2 }],
  };
  const frames = await frameStream(once(JSON.stringify(record, null, 2)), 'x.json', sources, limits);
  const { candidate } = choose(frames.candidates);
  expect(candidate.plan).toMatchObject({ kind: 'values', unwrap: false });
});

test('an empty wrapper, white space and nothing at all are empty; damage is not', async () => {
  const empty = async (...parts: string[]): Promise<boolean> => (await frameStream(once(...parts), 'x', sources, limits)).empty;
  expect(await empty('{"Records":[]}')).toBe(true);
  expect(await empty('[]')).toBe(true);
  expect(await empty(' \n', '\n')).toBe(true);
  expect(await empty()).toBe(true);
  expect(await empty('{"Records":[')).toBe(false);
  expect(await empty('[}]')).toBe(false);
});
