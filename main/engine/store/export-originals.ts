import { formatIso, type Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';

/** One stream of records that was read from an original. */
export interface ExportedStream {
  readonly member: string;
  readonly label: string;
  readonly container: string;
  readonly encoding: string;
  readonly framing: string;
  readonly reader: string | null;
  readonly readerVersion: string | null;
  readonly state: string;
  readonly bytes: number;
  readonly records: number;
  readonly withEvents: number;
  readonly withFacts: number;
  readonly skipped: number;
  readonly duplicates: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** An imported file with everything that was read from it. */
export interface ExportedOriginal {
  readonly sha256: string;
  readonly sha512: string;
  readonly size: number;
  readonly name: string;
  readonly sourcePath: string;
  readonly modified: string | null;
  readonly imported: string;
  readonly streams: readonly ExportedStream[];
}

interface StoredOriginal {
  id: number;
  sha256: string;
  sha512: string;
  size: number;
  name: string;
  source_path: string;
  modified_at: number | null;
  imported_at: number;
}

interface StoredStream {
  member: string;
  label: string;
  container: string;
  encoding: string;
  framing: string;
  reader: string | null;
  reader_version: string | null;
  state: string;
  bytes: number;
  records: number;
  with_events: number;
  with_facts: number;
  skipped: number;
  duplicates: number;
  first_at: number | null;
  last_at: number | null;
}

const time = (value: number | null) => (value === null ? null : formatIso(value as Micros));

/** Every original, by digest. */
export function exportOriginals(db: ReadDb): ExportedOriginal[] {
  const streams = db.prepare<[number], StoredStream>(
    `SELECT member, label, container, encoding, framing, reader, reader_version, state, bytes, records, with_events, with_facts, skipped, duplicates, first_at, last_at
     FROM item WHERE original_id = ? ORDER BY member`,
  );
  return db
    .prepare<[], StoredOriginal>('SELECT id, sha256, sha512, size, name, source_path, modified_at, imported_at FROM original ORDER BY sha256')
    .all()
    .map((row) => ({
      sha256: row.sha256,
      sha512: row.sha512,
      size: row.size,
      name: row.name,
      sourcePath: row.source_path,
      modified: time(row.modified_at),
      imported: formatIso(row.imported_at as Micros),
      streams: streams.all(row.id).map(streamOf),
    }));
}

function streamOf(row: StoredStream): ExportedStream {
  const { member, label, container, encoding, framing, reader, state, bytes, records, skipped, duplicates } = row;
  return {
    member,
    label,
    container,
    encoding,
    framing,
    reader,
    readerVersion: row.reader_version,
    state,
    bytes,
    records,
    withEvents: row.with_events,
    withFacts: row.with_facts,
    skipped,
    duplicates,
    first: time(row.first_at),
    last: time(row.last_at),
  };
}
