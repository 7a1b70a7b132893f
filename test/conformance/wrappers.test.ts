import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { normalize, type NormalEvent } from '../../main/engine/intake/normalize.ts';
import { Sealer } from '../../main/engine/intake/seal.ts';
import { sources } from '../../main/engine/sources/index.ts';
import { inProject } from '../../scripts/project.ts';

type Record_ = Readonly<Record<string, unknown>>;

const succeeded = JSON.parse(readFileSync(inProject('main/engine/sources/aws-cloudtrail/fixtures/calls.json'), 'utf8')) as
  | { readonly Records: readonly Record_[] }
  | readonly Record_[];
const all = 'Records' in succeeded ? succeeded.Records : succeeded;
const records = all.filter((record) => typeof record['eventName'] === 'string');
const json = (value: unknown): string => JSON.stringify(value);
const lines = (end: string): string => records.map((record) => json(record) + end).join('');
const cell = (value: unknown): string => `"${json(value).replaceAll('"', '""')}"`;
const stamp = '2026-11-03T10:00:00.000Z';

const documents = 'Records records value items events entries data response audit_logs results'.split(' ');
const wrappers: readonly (readonly [string, string | Buffer])[] = [
  ['pretty array', JSON.stringify(records, null, 2)],
  ...documents.map((key) => [`{"${key}"}`, json({ [key]: records })] as const),
  ...documents.map((key) => [`pretty {"${key}"} with a token`, JSON.stringify({ nextToken: 'x', [key]: records, count: 2 }, null, 2)] as const),
  ['{"response":{"authlogs"}}', json({ stat: 'OK', response: { authlogs: records, metadata: { total: 2 } } })],
  ['{"_embedded":{"activities"}}', json({ _links: {}, _embedded: { activities: records }, size: 2 })],
  ['{"data":{"items"}}', json({ data: { items: records } })],
  ['lookup-events', json({ Events: records.map((record) => ({ EventId: record['eventID'], CloudTrailEvent: json(record) })) })],
  ['{"logEvents"}', json({ messageType: 'DATA_MESSAGE', logEvents: records.map((record, at) => ({ id: `${at}`, timestamp: 1, message: json(record) })) })],
  [
    '{"events"} of filter-log-events',
    json({ events: records.map((record) => ({ logStreamName: 's', timestamp: 1, message: json(record), ingestionTime: 2, eventId: '3' })) }),
  ],
  ['CloudWatch export task', records.map((record) => `${stamp} ${json(record)}\n`).join('')],
  ['EventBridge', records.map((record) => `${json({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3', detail: record })}\n`).join('')],
  ['Pub/Sub', json(records.map((record) => ({ ackId: 'a', message: { data: Buffer.from(json(record)).toString('base64'), messageId: '1' } })))],
  ['JSON lines', lines('\n')],
  ['JSON lines with CRLF, mark and blank lines', `\ufeff${lines('\r\n\r\n')}`],
  ['values one after another', records.map((record) => JSON.stringify(record, null, 2)).join('')],
  ['Splunk CSV', `"_time","_raw"\n${records.map((record) => `${stamp},${cell(record)}\n`).join('')}`],
  ['Logs Insights CSV', `@timestamp,@message\r\n${records.map((record) => `${stamp},${cell(record)}\r\n`).join('')}`],
  ['TSV', `@timestamp\t@message\n${records.map((record) => `${stamp}\t${cell(record)}\n`).join('')}`],
  ['Splunk JSON', records.map((record) => `${json({ preview: false, result: { _raw: json(record) } })}\n`).join('')],
  ['UTF-16LE', Buffer.from(`\ufeff${json(records)}`, 'utf16le')],
  ['UTF-16BE', Buffer.from(`\ufeff${json({ Records: records })}`, 'utf16le').swap16()],
  ['gz', gzipSync(json({ Records: records }))],
  ['zst', zstdCompressSync(lines('\n'))],
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-wrappers-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function eventsOf(content: string | Buffer): Promise<readonly unknown[]> {
  const path = join(folder, 'export');
  writeFileSync(path, content);
  const found: NormalEvent[] = [];
  const problems: string[] = [];
  await normalize([path], {
    sources,
    sealer: new Sealer(new Uint8Array(32), 'wrappers'),
    signal: new AbortController().signal,
    event: (event) => found.push(event),
    problem: ({ code, message }) => problems.push(`${code}: ${message}`),
    refused: ({ message }) => problems.push(message),
    progress: () => Promise.resolve(),
  });
  expect(problems).toEqual([]);
  return found.map(({ offset: _offset, length: _length, ...event }) => event);
}

test('there are records to wrap', () => {
  expect(records.length).toBeGreaterThan(1);
});

test.each(wrappers)('%s gives the same events as a bare array', async (_name, content) => {
  const bare = await eventsOf(json(records));
  expect(bare.length).toBe(records.length);
  expect(await eventsOf(content)).toEqual(bare);
});
