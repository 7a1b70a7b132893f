import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { EventReading } from '../../../../shared/model.ts';
import type { FramedRecord, Reading } from '../source.ts';
import { awsCloudTrail } from './source.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const rows = (name: string): FramedRecord[] => parse<Record<string, string>>(fixture(name), { columns: true }).map((row) => ({ form: 'row', row }));
const json = (value: unknown): FramedRecord => ({ form: 'json', value, within: '' });

const bare = (JSON.parse(fixture('calls.json')) as { Records: unknown[] }).Records;
const originals = [bare[0], bare[2]].map((value) => awsCloudTrail.read(json(value)));

/** Context that a table leaves out is missing there, and is the only thing that may differ. */
function withoutContext(reading: Reading): unknown {
  if (reading.kind !== 'read') throw new Error(reading.message);
  const events = reading.events.map((event: EventReading) => ({ ...event, timeText: '', ids: {} }));
  return { ...reading, events };
}

test.each([
  ['lookup-events', (JSON.parse(fixture('lookup-events.json')) as { Events: unknown[] }).Events.map(json)],
  ['EventBridge', [bare[0], bare[2]].map((detail) => json({ version: '0', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3', detail }))],
  ['CloudWatch Logs', [bare[0], bare[2]].map((value) => json({ id: '1', timestamp: 1, message: JSON.stringify(value) }))],
  ['a line of JSON', [bare[0], bare[2]].map((value): FramedRecord => ({ form: 'text', text: JSON.stringify(value) }))],
  ['Logs Insights', [bare[0], bare[2]].map((value): FramedRecord => ({ form: 'row', row: { '@timestamp': 'x', '@message': JSON.stringify(value) } }))],
])('%s gives the same events', (_name, records) => {
  expect(records.map((record) => awsCloudTrail.read(record))).toEqual(originals);
});

test.each(['athena.csv', 'log-analytics.csv'])('%s gives the same events but for context the table has no column for', (name) => {
  expect(rows(name).map((record) => withoutContext(awsCloudTrail.read(record)))).toEqual(originals.map(withoutContext));
});

test('rows of those tables written as JSON give them too', () => {
  for (const name of ['athena.csv', 'log-analytics.csv']) {
    const objects = rows(name).map((framed) =>
      json(framed.form === 'row' ? Object.fromEntries(Object.entries(framed.row).filter(([, cell]) => cell !== '')) : null),
    );
    expect(objects.map((record) => withoutContext(awsCloudTrail.read(record)))).toEqual(originals.map(withoutContext));
  }
});

test('nested fields written as JSON text are read', () => {
  const record = bare[0] as Record<string, unknown>;
  const written = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, typeof value === 'object' && value !== null ? JSON.stringify(value) : value]),
  );
  expect(withoutContext(awsCloudTrail.read(json(written)))).toEqual(withoutContext(originals[0]!));
});
