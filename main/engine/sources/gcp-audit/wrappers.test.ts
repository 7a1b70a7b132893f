import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import type { FramedRecord, Reading } from '../source.ts';
import { gcpAudit } from './source.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const json = (value: unknown): FramedRecord => ({ form: 'json', value, within: '' });
const rows = (name: string): FramedRecord[] => parse<Record<string, string>>(fixture(name), { columns: true }).map((row) => ({ form: 'row', row }));
const bare = (JSON.parse(fixture('calls.json')) as unknown[]).slice(0, 2);
const originals = bare.map((value) => gcpAudit.read(json(value)));

/** Context that a table has no column for is the only thing that may be missing there. */
function withoutContext(reading: Reading): unknown {
  if (reading.kind !== 'read') throw new Error(reading.message);
  return { ...reading, events: reading.events.map((event) => ({ ...event, ids: {} })) };
}

test.each(['logs-explorer.csv', 'sentinel.csv'])('%s gives the same events', (name) => {
  expect(rows(name).map((record) => withoutContext(gcpAudit.read(record)))).toEqual(originals.map(withoutContext));
});

test('a line of text gives the same event', () => {
  expect(bare.map((value) => gcpAudit.read({ form: 'text', text: JSON.stringify(value) }))).toEqual(originals);
});

test('a BigQuery export gives the same call and the same token', () => {
  const original = gcpAudit.read(json((JSON.parse(fixture('chains.json')) as unknown[])[0]));
  const exported = gcpAudit.read(json((JSON.parse(fixture('bigquery.json')) as unknown[])[0]));
  if (original.kind !== 'read' || exported.kind !== 'read') throw new Error('not read');
  const said = ({ action, rung, identity, ip, at }: (typeof original.events)[number]) => ({ action, rung, identity, ip, at });
  expect(exported.events.map(said)).toEqual(original.events.map(said));
  expect(exported.facts).toEqual(original.facts);
});

test('a call made with an impersonated account presents the token that was generated for it', () => {
  const [generated, used] = (JSON.parse(fixture('chains.json')) as unknown[]).map((value) => gcpAudit.read(json(value)));
  if (generated?.kind !== 'read' || used?.kind !== 'read') throw new Error('not read');
  const minted = generated.facts.find((fact) => fact.fact === 'derivation');
  expect(minted?.child.id).toEqual(used.events[0]?.credential?.id);
});

test('an account that was let in by one of several checks was let in', () => {
  const check = (granted: boolean) => ({ permission: 'storage.objects.get', ...(granted ? { granted } : {}) });
  const rung = (...checks: boolean[]) => {
    const value = structuredClone(bare[0]) as { protoPayload: Record<string, unknown> };
    delete value.protoPayload['status'];
    value.protoPayload['authorizationInfo'] = checks.map(check);
    const reading = gcpAudit.read(json(value));
    return reading.kind === 'read' ? reading.events[0]?.rung : null;
  };
  expect([rung(), rung(true), rung(false), rung(false, true), rung(false, false)]).toEqual([4, 4, 2, 4, 2]);
});

test('a lifetime that no token can have gives no end', () => {
  for (const lifetime of ['-1s', 'soon', { seconds: 1e300 }, '0s']) {
    const value = structuredClone((JSON.parse(fixture('chains.json')) as unknown[])[0]) as { protoPayload: { request: object } };
    value.protoPayload.request = { ...value.protoPayload.request, lifetime };
    const reading = gcpAudit.read(json(value));
    expect(reading.kind === 'read' && reading.facts.some((fact) => fact.fact === 'credential' && fact.what === 'expires')).toBe(false);
  }
});
