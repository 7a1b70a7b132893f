import type { ItemReport, SkippedRecord } from '../../../shared/rpc/intake.ts';
import { fail } from '../../../shared/problems.ts';
import type { ReadDb } from './db.ts';

interface Row {
  id: number;
  label: string;
  sha256: string;
  size: number;
  container: string;
  encoding: string;
  framing: string;
  reader: string | null;
  reader_version: string | null;
  state: 'reading' | 'done' | 'unrecognised' | 'failed';
  records: number;
  with_events: number;
  with_facts: number;
  skipped: number;
  duplicates: number;
  first_at: number | null;
  last_at: number | null;
  problems: number;
  imported_at: number;
}

const select = `SELECT i.id, i.label, o.sha256, o.size, i.container, i.encoding, i.framing, i.reader, i.reader_version, i.state, i.records, i.with_events, i.with_facts,
  i.skipped, i.duplicates, i.first_at, i.last_at, (SELECT count(*) FROM skipped s WHERE s.item_id = i.id) AS problems, i.imported_at
  FROM item i JOIN original o ON o.id = i.original_id`;

/** Every stream of the case, in the order in which it was imported. */
export function listItems(db: ReadDb): ItemReport[] {
  return db.prepare<[], Row>(`${select} ORDER BY i.id`).all().map(reportOf);
}

/** The streams of one original. */
export function itemsOf(db: ReadDb, originalId: number): ItemReport[] {
  return db.prepare<[number], Row>(`${select} WHERE i.original_id = ? ORDER BY i.id`).all(originalId).map(reportOf);
}

function reportOf(row: Row): ItemReport {
  const { id, label, sha256, size, container, encoding, framing, reader, state, records, skipped, duplicates, problems } = row;
  return {
    id,
    label,
    sha256,
    size,
    container,
    encoding,
    framing,
    reader,
    readerVersion: row.reader_version,
    state,
    records,
    withEvents: row.with_events,
    withFacts: row.with_facts,
    skipped,
    duplicates,
    span: row.first_at === null || row.last_at === null ? null : { from: row.first_at, to: row.last_at },
    problems,
    importedAt: row.imported_at,
  };
}

/** Records that gave nothing, and remarks on others, in the order of their places. */
export function pageSkipped(
  db: ReadDb,
  page: { readonly item?: number | undefined; readonly offset: number; readonly limit: number },
): { total: number; rows: SkippedRecord[] } {
  const item = page.item ?? null;
  const total = db.prepare<[number | null, number | null], number>('SELECT count(*) FROM skipped WHERE ? IS NULL OR item_id = ?').pluck().get(item, item) ?? 0;
  const rows = db
    .prepare<[number | null, number | null, number, number], Omit<SkippedRecord, 'lost'> & { lost: number }>(
      `SELECT s.item_id AS item, i.label, s.record_index AS "index", s.byte_offset AS "offset", s.byte_length AS length, s.code, s.message, s.lost
       FROM skipped s JOIN item i ON i.id = s.item_id WHERE ? IS NULL OR s.item_id = ? ORDER BY s.item_id, s.byte_offset, s.id LIMIT ? OFFSET ?`,
    )
    .all(item, item, page.limit, page.offset);
  return { total, rows: rows.map((row) => ({ ...row, lost: row.lost === 1 })) };
}

/** What is needed to find the bytes of a record again. */
export interface ItemSource {
  readonly sha256: string;
  readonly member: string;
  readonly label: string;
  readonly container: string;
  readonly encoding: string;
}

export function itemSource(db: ReadDb, id: number): ItemSource {
  const found = db
    .prepare<[number], ItemSource>(
      'SELECT o.sha256, i.member, i.label, i.container, i.encoding FROM item i JOIN original o ON o.id = i.original_id WHERE i.id = ?',
    )
    .get(id);
  return found ?? fail('no_such_thing', 'There is no such file in the case.');
}

/** Place among the records of its stream of the record that begins at an offset; null when none begins there. */
export function recordIndexAt(db: ReadDb, item: number, offset: number): number | null {
  const found = db
    .prepare<{ item: number; offset: number }, number>(
      `SELECT record_index FROM event WHERE item_id = @item AND byte_offset = @offset
       UNION ALL SELECT record_index FROM event_place WHERE item_id = @item AND byte_offset = @offset
       UNION ALL SELECT record_index FROM skipped WHERE item_id = @item AND byte_offset = @offset
       UNION ALL SELECT record_index FROM credential_fact WHERE item_id = @item AND byte_offset = @offset LIMIT 1`,
    )
    .pluck()
    .get({ item, offset });
  return found ?? null;
}
