import { expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { peel } from './peel.ts';
import { framerFor } from './plan.ts';
import { recordsOf, type Framed } from './records.ts';
import { sniff } from './sniff.ts';

const inner = { eventVersion: '1.08', eventName: 'GetObject' };
const text = JSON.stringify(inner);

test.each([
  ['lookup-events', { EventId: 'x', CloudTrailEvent: text }],
  ['EventBridge', { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3', detail: inner }],
  ['CloudWatch Logs', { id: '1', timestamp: 1, message: text }],
  ['Logs Insights', { '@timestamp': 'x', '@message': text }],
  ['Splunk', { preview: false, offset: 0, result: { _raw: text, host: 'h' } }],
  ['Pub/Sub', { ackId: 'a', message: { data: Buffer.from(text).toString('base64') } }],
  ['CloudWatch around EventBridge', { timestamp: 1, message: JSON.stringify({ 'detail-type': 't', detail: inner }) }],
])('%s is taken off', (_name, value) => expect(peel(value)).toEqual(inner));

test.each([
  ['a message that is no JSON', { timestamp: 1, message: 'hello' }],
  ['a record that has a message of its own', { timestamp: 1, message: text, user: 'x' }],
  ['a detail without a type', { detail: inner }],
  ['a text', 'x'],
])('%s stays as it is', (_name, value) => expect(peel(value)).toBe(value));

function framed(input: string): { readonly label: string; readonly found: readonly Framed[] } {
  const [plan] = sniff(input, true);
  const found: Framed[] = [];
  const read = recordsOf(plan!, limits);
  const framer = framerFor(plan!, (slice) => found.push(...read(slice)), 0, limits);
  framer.push(Buffer.from(input));
  framer.end();
  return { label: plan!.label, found };
}

test.each([
  ['CloudWatch Logs export lines', `2024-07-31T12:36:52.000Z ${text}\n2024-07-31T12:36:53.000Z ${text}\n`],
  ['JSON lines', `${text}\n${text}\n`],
  ['JSON array', `[${text},${text}]`],
  ['JSON, records inside a document', `${JSON.stringify({ Records: [inner, inner] }, null, 2)}`],
  ['CSV', `@timestamp,@message\n1,"${text.replaceAll('"', '""')}"\n2,"${text.replaceAll('"', '""')}"\n`],
  ['TSV', `_time\t_raw\n1\t"${text.replaceAll('"', '""')}"\n2\t"${text.replaceAll('"', '""')}"`],
])('%s: seen for what it is, and both records found', (label, input) => {
  const seen = framed(input);
  expect(seen.label).toBe(label);
  expect(seen.found.map((one) => (one.kind === 'record' && one.record.form === 'json' ? one.record.value : one))).toEqual([inner, inner]);
});

test('a flow log with its header is a table divided by spaces', () => {
  const seen = framed('version account-id interface-id action log-status\n3 111122223333 eni-0a REJECT OK\n');
  expect(seen.label).toBe('table divided by spaces');
  expect(seen.found.map((one) => (one.kind === 'record' && one.record.form === 'row' ? one.record.row['interface-id'] : one))).toEqual(['eni-0a']);
});

test('tokens, one a line, are lines of text', () => {
  const seen = framed('eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.\n\neyJhbGciOiJub25lIn0.eyJzdWIiOiJ5In0.\n');
  expect(seen.label).toBe('text lines');
  expect(seen.found).toHaveLength(2);
});

test('one damaged line among many does not make lines into something else', () => {
  expect(sniff(`${text}\n{"broken\n${text}\n${text}\n`, true)[0]!.kind).toBe('json_lines');
});
