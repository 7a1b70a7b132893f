import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import type { EventReading } from '../../../../shared/model.ts';
import type { FramedRecord, Reading } from '../source.ts';
import { kubernetesAudit } from './source.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const json = (value: unknown): FramedRecord => ({ form: 'json', value, within: '' });
const bare = JSON.parse(fixture('requests.json')) as unknown[];
const read = (record: FramedRecord): Reading => kubernetesAudit.read(record);

/** What does not depend on whether the wrapper names the cluster. */
function said(reading: Reading): unknown {
  if (reading.kind !== 'read') throw new Error(reading.message);
  return reading.events.map(({ at, action, rung, basis, ip, vendorId, credential, identity }: EventReading) => ({
    at,
    action,
    rung,
    basis,
    ip,
    vendorId,
    credential,
    name: identity.name,
  }));
}

const originals = [bare[2], bare[3]].map((value) => read(json(value)));

test('lines, log shippers and Azure’s diagnostics give the same events', () => {
  expect([bare[2], bare[3]].map((value) => read({ form: 'text', text: JSON.stringify(value) }))).toEqual(originals);
  expect([bare[2], bare[3]].map((value) => read(json({ stream: 'stdout', log: JSON.stringify(value) })))).toEqual(originals);
  expect((JSON.parse(fixture('aks-diagnostics.json')) as unknown[]).map((value) => said(read(json(value))))).toEqual(originals.map(said));
});

test('the table AKSAudit gives the same events and names the cluster', () => {
  const readings = parse<Record<string, string>>(fixture('aks-audit.csv'), { columns: true }).map((row) => read({ form: 'row', row }));
  expect(readings.map(said)).toEqual(originals.map(said));
  expect(readings.map((reading) => (reading.kind === 'read' ? reading.events[0]?.realm : ''))).toEqual(['shop-aks', 'shop-aks']);
});

test('a token is the same credential where it is issued and where it is used', () => {
  const issued = read(json((JSON.parse(fixture('chains.json')) as unknown[])[0]));
  const used = originals[0];
  if (issued.kind !== 'read' || used?.kind !== 'read') throw new Error('not read');
  const minted = issued.facts.find((fact) => fact.fact === 'derivation');
  expect(minted?.child.id).toEqual(used.events[0]?.credential?.id);
});

test.each([
  [{ code: 101 }, 'ResponseStarted', 4],
  [{ code: 200 }, 'ResponseStarted', 4],
  [{ code: 201 }, 'ResponseComplete', 4],
  [{ code: '403' }, 'ResponseComplete', 2],
  [{ code: 401 }, 'ResponseComplete', 1],
  [{ code: 429 }, 'ResponseComplete', 3],
  [{ code: 500 }, 'Panic', 0],
  [{ status: 'Failure', reason: 'Forbidden' }, 'ResponseComplete', 2],
  [{}, 'ResponseComplete', 0],
  [undefined, 'RequestReceived', 0],
])('%j at %s is rung %i', (responseStatus, stage, rung) => {
  const reading = read(json({ ...(bare[0] as object), responseStatus, stage }));
  expect(reading.kind === 'read' && reading.events[0]?.rung).toBe(rung);
});
