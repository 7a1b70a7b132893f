import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FramedRecord, Reading, Source } from '../../main/engine/sources/source.ts';
import { sources } from '../../main/engine/sources/index.ts';
import { credentialFacts, credentialKinds, identityKinds, planes } from '../../shared/model.ts';
import { problemCodes } from '../../shared/problems.ts';
import { fixturesOf, readAll, sampleOf } from './sources-fixtures.ts';

/** Readers of inventories and tokens: they tell of credentials, and no record of theirs is a use. */
const factsOnly = new Set(['aws-iam', 'oidc-token']);

/** Formats that cannot say how every attempt ended, and the rungs that they can. */
const limitedRungs: ReadonlyMap<string, readonly number[]> = new Map([
  ['entra-identity-protection', [0]],
  ['atlassian', [0, 1, 3, 4]],
  ['decision-records', [0]],
  ['snyk', [0, 4]],
  ['zoom', [0, 2, 3, 4]],
  ['vpc-flow', [0, 2, 4]],
  ['box', [0, 1, 2, 4]],
  ['bitwarden', [0, 1, 3, 4]],
  ['slack', [0, 1, 4]],
  ['keycloak', [1, 2, 3, 4]],
]);

const readings = (source: Source): readonly Reading[] => fixturesOf(source).flatMap((fixture) => readAll(source, fixture));
const eventsOf = (found: readonly Reading[]) => found.flatMap((reading) => (reading.kind === 'read' ? reading.events : []));
const factsOf = (found: readonly Reading[]) => found.flatMap((reading) => (reading.kind === 'read' ? reading.facts : []));

/** What a reader must never break, whatever it was given. */
function checkReading(reading: Reading): void {
  if (reading.kind === 'skipped') {
    expect(problemCodes).toContain(reading.code);
    expect(reading.message).not.toBe('');
    return;
  }
  expect(reading.events.length + reading.facts.length).toBeGreaterThan(0);
  for (const event of reading.events) {
    expect(event.basis.length).toBeGreaterThan(0);
    for (const { field, value } of event.basis) expect(field !== '' && value !== '').toBe(true);
    expect(Number.isSafeInteger(event.at)).toBe(true);
    expect(planes).toContain(event.plane);
    expect(identityKinds).toContain(event.identity.kind);
    expect(event.identity.name).not.toBe('');
    expect(event.principal).not.toBe('');
    if (event.credential) expect(credentialKinds).toContain(event.credential.kind);
    expect(event.ip === null || event.origin === null).toBe(true);
    for (const value of Object.values(event.ids)) expect(typeof value).toBe('string');
  }
  for (const fact of reading.facts) {
    if (fact.fact === 'credential') expect(credentialFacts).toContain(fact.what);
    if (fact.fact === 'credential' && fact.at !== null) expect(Number.isSafeInteger(fact.at)).toBe(true);
  }
}

test('ids are unique', () => {
  expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
});

describe.each(sources.map((source) => [source.id, source] as const))('%s', (_id, source) => {
  const fixtures = fixturesOf(source);

  test('links the vendor’s own documents, with the day they were read if they were', () => {
    expect(source.docs.length).toBeGreaterThan(0);
    for (const { title, url, read } of source.docs) {
      expect(title).not.toBe('');
      expect(url).toMatch(/^https:\/\//);
      if (read !== null) expect(read).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(source.title && source.framing && source.version).toBeTruthy();
  });

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('reads %s as expected', async (_name, fixture) => {
    if (process.env['UPDATE_FIXTURES'] === undefined) expect(existsSync(fixture.expected)).toBe(true);
    const found = readAll(source, fixture);
    found.forEach(checkReading);
    await expect(`${JSON.stringify(found, null, 1)}\n`).toMatchFileSnapshot(fixture.expected);
  });

  test('has fixtures for every way a record can end', () => {
    const found = readings(source);
    expect(fixtures.some(({ name }) => name.startsWith('damaged'))).toBe(true);
    expect(found.some((reading) => reading.kind === 'skipped')).toBe(true);
    const rungs = new Set(eventsOf(found).map((event) => event.rung));
    if (factsOnly.has(source.id)) {
      expect(rungs.size).toBe(0);
      const whats = new Set(factsOf(found).flatMap((fact) => (fact.fact === 'credential' ? [fact.what] : [])));
      expect([...whats]).toEqual(expect.arrayContaining(['issued', 'listed_active', 'listed_inactive']));
    } else {
      expect([...rungs].toSorted((a, b) => a - b)).toEqual(limitedRungs.get(source.id) ?? [0, 1, 2, 3, 4]);
    }
  });

  test('claims its own fixtures and nobody else’s', () => {
    for (const fixture of fixtures.filter(({ name }) => !name.startsWith('damaged'))) {
      const claims = sources.filter((other) => other.detect(sampleOf(fixture)).confidence > 0).map(({ id }) => id);
      expect(claims, fixture.name).toEqual([source.id]);
      const own = source.detect(sampleOf(fixture));
      expect(own.confidence).toBeGreaterThan(0.5);
      expect(own.reasons.length).toBeGreaterThan(0);
    }
  });

  test('never throws on any JSON, row or text', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        checkReading(source.read(record));
        const { confidence } = source.detect({ name: 'x', records: [record] });
        expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('never throws on its own records with one part replaced', () => {
    const own = fixtures.flatMap((fixture) => fixture.records);
    fc.assert(
      fc.property(fc.constantFrom(...own), fc.nat(), fc.jsonValue({ maxDepth: 2 }), (record, place, value) => {
        checkReading(source.read(damaged(record, place, value)));
      }),
      { numRuns: 2000 },
    );
  });

  test('reads the same record the same way twice', () => {
    for (const fixture of fixtures) expect(readAll(source, fixture)).toEqual(readAll(source, fixture));
  });
});

const key = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'eventVersion', 'eventName', 'userIdentity', 'Arn', 'header', 'payload', 'id_token', 'Content', 'active'),
);
const anyRecord: fc.Arbitrary<FramedRecord> = fc.oneof(
  fc.jsonValue().map((value): FramedRecord => ({ form: 'json', value, within: '' })),
  fc.dictionary(key, fc.jsonValue({ maxDepth: 1 })).map((value): FramedRecord => ({ form: 'json', value, within: 'Records' })),
  fc.dictionary(key, fc.string()).map((row): FramedRecord => ({ form: 'row', row })),
  fc
    .oneof(
      fc.string(),
      fc.json(),
      fc.string().map((text) => `eyJ${text}.${text}.`),
    )
    .map((text): FramedRecord => ({ form: 'text', text })),
);

/** The record with one of its members, at any depth, replaced; of a line, with its end cut off. */
function damaged(record: FramedRecord, place: number, value: unknown): FramedRecord {
  switch (record.form) {
    case 'json': {
      const copy = structuredClone(record.value);
      const places = placesIn(copy);
      const chosen = places[place % Math.max(1, places.length)];
      if (chosen) chosen.holder[chosen.name] = value;
      return { ...record, value: chosen ? copy : value };
    }
    case 'row': {
      const names = Object.keys(record.row);
      return { ...record, row: { ...record.row, [names[place % names.length] ?? 'x']: JSON.stringify(value) } };
    }
    case 'text':
      return { ...record, text: record.text.slice(0, place % (record.text.length + 1)) };
  }
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}
