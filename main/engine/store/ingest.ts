import type { Micros } from '../../../shared/time.ts';
import type { WriteDb } from './db.ts';
import { eventWidth, type IngestBatch, type StreamCounts } from './ingest-batch.ts';
import { openContexts } from './ingest-contexts.ts';
import { openDerived } from './ingest-derived.ts';
import { openEvents, type EventRow } from './ingest-events.ts';
import { openFacts } from './ingest-facts.ts';
import { openDictionary } from './ingest-names.ts';
import type { StreamPlace } from './ingest-place.ts';

/** One stream before its records are stored. */
export interface NewStream {
  readonly member: string;
  readonly label: string;
  readonly container: string;
  readonly encoding: string;
  readonly framing: string;
  readonly reader: string | null;
  readonly readerVersion: string | null;
}

/** A stream whose records are being stored. */
export interface StreamInProgress extends StreamPlace {
  readonly reader: string | null;
  readonly tally: {
    withEvents: number;
    withFacts: number;
    skipped: number;
    duplicates: number;
    events: number;
    newEvents: number;
    facts: number;
    notes: number;
    firstAt: number | null;
    lastAt: number | null;
    lastIndex: number;
  };
}

/** The one writer of records. Everything happens inside the transaction of the original they come from. */
export interface Ingest {
  beginStream(originalId: number, sha256: string, stream: NewStream, importedAt: Micros): StreamInProgress;
  add(stream: StreamInProgress, batch: IngestBatch): void;
  /** Compares what was stored with what the worker counted, and closes the stream. A difference is a fault and throws. */
  endStream(stream: StreamInProgress, counts: StreamCounts, state: 'done' | 'unrecognised'): void;
  /** Writes what is derived from the events of the original. The last thing before its transaction ends. */
  endOriginal(): void;
  /** The transaction was undone. */
  forget(): void;
}

export function openIngest(db: WriteDb): Ingest {
  const names = openDictionary(db);
  const contexts = openContexts(db);
  const events = openEvents(db);
  const derived = openDerived(db);
  const facts = openFacts(db);
  const addNote = db.prepare('INSERT INTO skipped (item_id, record_index, byte_offset, byte_length, lost, code, message) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const addItem = db.prepare(
    `INSERT INTO item (original_id, member, label, container, encoding, framing, reader, reader_version, state, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'reading', ?)`,
  );
  const closeItem = db.prepare(
    `UPDATE item SET state = ?, bytes = ?, records = ?, with_events = ?, with_facts = ?, skipped = ?, duplicates = duplicates + ?, first_at = ?, last_at = ? WHERE id = ? AND state = 'reading'`,
  );

  return {
    beginStream(originalId, sha256, stream, importedAt) {
      const { member, label, container, encoding, framing, reader, readerVersion } = stream;
      const itemId = Number(addItem.run(originalId, member, label, container, encoding, framing, reader, readerVersion, importedAt).lastInsertRowid);
      const tally = {
        withEvents: 0,
        withFacts: 0,
        skipped: 0,
        duplicates: 0,
        events: 0,
        newEvents: 0,
        facts: 0,
        notes: 0,
        firstAt: null,
        lastAt: null,
        lastIndex: -1,
      };
      return { itemId, sha256, member, reader, tally };
    },

    add(stream, batch) {
      const { tally } = stream;
      const terms = batch.strings.map((text) => names.term.id(text));
      const said = batch.contexts.map((text) => contexts.id(text));
      const identities = batch.identities.map((thing) => names.identity.id(thing));
      const credentials = batch.credentials.map((thing) => names.credential.id(thing));
      const resources = batch.resources.map((thing) => names.resource.id(thing));
      const resourcesOf = resourceLists(batch, resources);
      const optional = (list: readonly number[], place: number): number | null => (place < 0 ? null : list[place]!);
      const stored: number[] = [];
      const { events: numbers } = batch;
      for (let event = 0, at = 0; at < numbers.length; event += 1, at += eventWidth) {
        const vendorId = batch.eventTexts[event * 2]!;
        const row: EventRow = {
          at: numbers[at]!,
          timeText: optional(terms, numbers[at + 1]!),
          action: terms[numbers[at + 2]!]!,
          plane: numbers[at + 3]!,
          rung: numbers[at + 4]!,
          basis: terms[numbers[at + 5]!]!,
          identity: identities[numbers[at + 6]!]!,
          principal: terms[numbers[at + 7]!]!,
          credential: optional(credentials, numbers[at + 8]!),
          resources: resourcesOf(event, numbers[at + 9]!),
          ip: optional(terms, numbers[at + 11]!),
          origin: optional(terms, numbers[at + 12]!),
          userAgent: optional(terms, numbers[at + 13]!),
          realm: terms[numbers[at + 14]!]!,
          vendorId: vendorId === '' ? null : `${stream.reader}:${vendorId}`,
          vendorHash: numbers[at + 20]!,
          ids: batch.eventTexts[event * 2 + 1]!,
          context: said[numbers[at + 18]!]!,
          index: numbers[at + 15]!,
          offset: numbers[at + 16]!,
          length: numbers[at + 17]!,
        };
        const done = events.add(stream, row);
        stored.push(done.id);
        tally.events += 1;
        if (!done.duplicate) {
          tally.newEvents += 1;
          derived.add(row, done.id, numbers[at + 19]! < 0 ? '' : batch.strings[numbers[at + 19]!]!);
        }
        if (done.movedFrom !== null) derived.moved(row, done.id, done.movedFrom, stream.itemId);
        if (done.changed) derived.changed();
        if (row.index !== tally.lastIndex) {
          tally.withEvents += 1;
          tally.lastIndex = row.index;
          if (done.duplicate) tally.duplicates += 1;
        }
        if (tally.firstAt === null || row.at < tally.firstAt) tally.firstAt = row.at;
        if (tally.lastAt === null || row.at > tally.lastAt) tally.lastAt = row.at;
        const { differs } = done;
        if (differs)
          addNote.run(
            differs.itemId,
            differs.index,
            differs.offset,
            differs.length,
            0,
            'duplicate_differs',
            'Another record has the same event id and says another time, rung, identity or action; that one is shown.',
          );
      }
      events.flush();
      tally.facts += batch.repeatedFacts;
      for (const fact of batch.facts) {
        facts.add(stream, fact, { identities, credentials }, fact.event < 0 ? null : stored[fact.event]!);
        tally.facts += 1;
        if (fact.event < 0 && fact.index !== tally.lastIndex) {
          tally.withFacts += 1;
          tally.lastIndex = fact.index;
        }
      }
      for (const note of batch.notes) {
        addNote.run(stream.itemId, note.index, note.offset, note.length, note.lost ? 1 : 0, note.code, note.message);
        tally.notes += 1;
        if (note.lost && note.code !== 'unrecognised') tally.skipped += 1;
      }
    },

    endStream(stream, counts, state) {
      const { tally } = stream;
      for (const name of ['withEvents', 'withFacts', 'skipped', 'events', 'facts', 'notes'] as const) {
        if (tally[name] !== counts[name]) throw new Error(`stored ${name} ${tally[name]}, read ${counts[name]}`);
      }
      if (counts.records !== tally.withEvents + tally.withFacts + tally.skipped) {
        throw new Error(`${counts.records} records, but ${tally.withEvents} with events + ${tally.withFacts} with facts + ${tally.skipped} skipped`);
      }
      const { changes } = closeItem.run(
        state,
        counts.bytes,
        counts.records,
        tally.withEvents,
        tally.withFacts,
        tally.skipped,
        tally.duplicates,
        tally.firstAt,
        tally.lastAt,
        stream.itemId,
      );
      if (changes !== 1) throw new Error('the stream to be closed was not open');
      derived.endItem(stream.itemId);
    },

    endOriginal: () => derived.flush(),

    forget() {
      facts.forget();
      contexts.forget();
      events.forget();
      derived.forget();
      for (const table of Object.values(names)) table.forget();
    },
  };
}

const none: readonly number[] = [];

/** The resources of each event of a batch, the first of which stands in its row. */
function resourceLists(batch: IngestBatch, ids: readonly number[]): (event: number, first: number) => readonly number[] {
  const { moreResources } = batch;
  let at = 0;
  return (event, first) => {
    if (first < 0) return none;
    const list = [ids[first]!];
    for (; at < moreResources.length && moreResources[at] === event; at += 3) list.push(ids[moreResources[at + 2]!]!);
    return list;
  };
}
