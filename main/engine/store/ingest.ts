import type { Micros } from '../../../shared/time.ts';
import type { WriteDb } from './db.ts';
import { eventWidth, type IngestBatch, type StreamCounts } from './ingest-batch.ts';
import { eventNumbers, openEvents, type EventRow } from './ingest-events.ts';
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
  /** The transaction was undone. */
  forget(): void;
}

export function openIngest(db: WriteDb): Ingest {
  const names = openDictionary(db);
  const addEvent = openEvents(db);
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
      const identities = batch.identities.map((thing) => names.identity.id(thing));
      const credentials = batch.credentials.map((thing) => names.credential.id(thing));
      const resources = batch.resources.map((thing) => names.resource.id(thing));
      const more = new Map<number, number[]>();
      for (let at = 0; at < batch.moreResources.length; at += 3) {
        const [event, , resource] = batch.moreResources.slice(at, at + 3) as [number, number, number];
        more.set(event, [...(more.get(event) ?? []), resources[resource]!]);
      }
      const events = batch.events.length / eventWidth;
      const stored: number[] = [];
      for (let event = 0; event < events; event += 1) {
        const [at, timeText, action, plane, rung, basis, identity, principal, credential, resource, , ip, origin, userAgent, realm, index, offset, length] =
          eventNumbers(batch.events, event) as unknown as number[];
        const optional = (list: readonly number[], place: number): number | null => (place < 0 ? null : list[place]!);
        const vendorId = batch.eventTexts[event * 2]!;
        const row: EventRow = {
          at: at!,
          timeText: optional(terms, timeText!),
          action: terms[action!]!,
          plane: plane!,
          rung: rung!,
          basis: terms[basis!]!,
          identity: identities[identity!]!,
          principal: terms[principal!]!,
          credential: optional(credentials, credential!),
          resources: resource! < 0 ? [] : [resources[resource!]!, ...(more.get(event) ?? [])],
          ip: optional(terms, ip!),
          origin: optional(terms, origin!),
          userAgent: optional(terms, userAgent!),
          realm: terms[realm!]!,
          vendorId: vendorId === '' ? null : `${stream.reader}:${vendorId}`,
          ids: batch.eventTexts[event * 2 + 1]!,
          index: index!,
          offset: offset!,
          length: length!,
        };
        const done = addEvent(stream, row);
        stored.push(done.id);
        tally.events += 1;
        if (!done.duplicate) tally.newEvents += 1;
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
    },

    forget() {
      facts.forget();
      for (const table of Object.values(names)) table.forget();
    },
  };
}
