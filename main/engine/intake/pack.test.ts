import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseInMemory } from '../../../test/support/case-builder.ts';
import type { EventReading, FactReading, IdentityRef } from '../../../shared/model.ts';
import type { Micros } from '../../../shared/time.ts';
import { rebuildDerived } from '../graph/build.ts';
import type { WriteDb } from '../store/db.ts';
import { joinIds } from '../store/event-ids.ts';
import { openIngest } from '../store/ingest.ts';
import { addOriginal } from '../store/original.ts';
import { readSetting } from '../store/settings.ts';
import { Packer } from './pack.ts';
import { Sealer } from './seal.ts';

const hour = 3_600_000_000;
const who = (name: string): IdentityRef => ({ kind: 'service', provider: 'aws', realm: '1', name, display: name });
const anyRecord = fc.record({
  id: fc.constantFrom('id-1', 'id-2', 'id-3', 'id-4', 'id-5', null),
  at: fc.constantFrom(-5, 10, 20, hour + 1, 3 * hour),
  rung: fc.constantFrom(1, 2, 4),
  who: fc.constantFrom('a', 'b'),
  key: fc.constantFrom('AKIA1', 'AKIA2', null),
  resources: fc.uniqueArray(fc.constantFrom('r:1', 'r:2', 'r:3'), { maxLength: 3 }),
  ids: fc.dictionary(fc.constantFrom('eventCategory', 'requestID', 'eventID', 'other', '1'), fc.constantFrom('Data', 'id-1', 'id-2', '', 'Ä"\\'), {
    noNullPrototype: true,
  }),
});
type MadeRecord = typeof anyRecord extends fc.Arbitrary<infer T> ? T : never;
const anyFiles = fc.array(fc.array(anyRecord, { maxLength: 8 }), { minLength: 1, maxLength: 4 });

function eventOf({ id, at, rung, who: name, key, resources, ids }: MadeRecord): EventReading {
  return {
    at: at as Micros,
    timeText: String(at),
    action: 's3:GetObject',
    plane: 'data',
    rung,
    basis: [{ field: 'errorCode', value: '(absent)' }],
    identity: who(name),
    principal: name,
    credential: key === null ? null : { kind: 'access_key', id: { plain: key }, display: key, lifetime: 'static', attributes: {} },
    resources: resources.map((resource) => ({ kind: 'object', key: resource, display: resource })),
    ip: null,
    origin: null,
    userAgent: null,
    realm: '1',
    vendorId: id,
    ids,
  };
}

/** Files in this order, each in a transaction of its own; `split` records make a batch. */
function store(db: WriteDb, files: readonly { readonly name: string; readonly records: readonly MadeRecord[] }[], split: number): void {
  const sealer = new Sealer(new Uint8Array(32), 'case');
  const ingest = openIngest(db);
  for (const { name, records } of files) {
    const sha256 = name.padStart(64, '0');
    db.transaction(() => {
      const original = addOriginal(db, { sha256, sha512: sha256 + sha256, size: 1, name, sourcePath: name, modifiedAt: 0 as Micros, importedAt: 0 as Micros });
      const stream = ingest.beginStream(
        original,
        sha256,
        { member: '', label: name, container: 'plain', encoding: 'UTF-8', framing: 'JSON', reader: 'made', readerVersion: '1' },
        0 as Micros,
      );
      const packer = new Packer(sealer.seed);
      let facts = 0;
      records.forEach((record, index) => {
        const event = sealer.event(eventOf(record));
        const fact: FactReading[] = event.credential
          ? [{ fact: 'credential', credential: eventOf(record).credential!, what: 'issued', at: 1 as Micros, detail: 'said' }]
          : [];
        facts += fact.length;
        packer.add({ index, offset: index * 10, length: 9 }, { events: [event], facts: fact.map((one) => sealer.fact(one)) });
        if (packer.size === split) ingest.add(stream, packer.take());
      });
      ingest.add(stream, packer.take());
      const { length } = records;
      ingest.endStream(stream, { bytes: 0, records: length, withEvents: length, withFacts: 0, skipped: 0, events: length, facts, notes: 0 }, 'done');
      ingest.endOriginal();
    })();
  }
  if (readSetting(db, 'derived_stale') !== null) rebuildDerived(db);
}

function derived(db: WriteDb): unknown {
  return [
    db.prepare('SELECT * FROM touch').raw().all(),
    db
      .prepare(
        `SELECT identity_id, credential_id, from_at, to_at, event_id, item_id, record_index, byte_offset, byte_length FROM holding WHERE basis = 'used' ORDER BY 1, 2`,
      )
      .raw()
      .all(),
    db.prepare('SELECT * FROM coverage_hour').raw().all(),
  ];
}

const named = (files: readonly (readonly MadeRecord[])[]): { readonly name: string; readonly records: readonly MadeRecord[] }[] =>
  files.map((records, place) => ({ name: `f${place}`, records }));

test('what is derived while events are stored is what is derived from all of them', () => {
  fc.assert(
    fc.property(anyFiles, fc.integer({ min: 1, max: 5 }), fc.boolean(), (files, split, backwards) => {
      const db = caseInMemory();
      const list = named(files);
      store(db, backwards ? list.toReversed() : list, split);
      const kept = derived(db);
      db.exec('DELETE FROM coverage_hour');
      rebuildDerived(db);
      expect(kept).toEqual(derived(db));
    }),
    { numRuns: 60 },
  );
});

test('an id counts once and every record is kept, however they are divided', () => {
  fc.assert(
    fc.property(anyFiles, fc.integer({ min: 1, max: 5 }), (files, split) => {
      const db = caseInMemory();
      store(db, named(files), split);
      const records = files.flat();
      const known = records.filter((record) => record.id !== null);
      const events = db.prepare<[], number>('SELECT count(*) FROM event').pluck().get();
      expect(events).toBe(new Set(known.map((record) => record.id)).size + records.length - known.length);
      const places = db.prepare<[], number>('SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM event_place)').pluck().get();
      expect(places).toBe(records.length);
    }),
  );
});

test('ids are given back as they were read', () => {
  fc.assert(
    fc.property(anyFiles, (files) => {
      const db = caseInMemory();
      store(db, named(files), 3);
      const rows = db
        .prepare<[], { ids: string; text: string; vendor_id: string | null; name: string; record_index: number }>(
          'SELECT e.ids, c.text, e.vendor_id, i.label AS name, e.record_index FROM event e JOIN context c ON c.id = e.context_id JOIN item i ON i.id = e.item_id',
        )
        .all();
      for (const { ids, text, vendor_id: vendorId, name, record_index: index } of rows) {
        const read = files[Number(name.slice(1))]![index]!.ids;
        const given = joinIds(ids, text, vendorId);
        expect(given).toEqual(read);
        expect(Object.keys(given)).toEqual(Object.keys(read));
      }
    }),
  );
});
