/** Where a record lies, said without a number that depends on the order of import. */
export interface RecordPlace {
  /** SHA-256 of the original. */
  readonly item: string;
  /** Path inside an archive; empty for the file itself. */
  readonly member: string;
  /** Place among the records, from 0. */
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** A row that was joined with the item and original of its record. */
export interface PlaceColumns {
  readonly sha256: string;
  readonly member: string;
  readonly record_index: number;
  readonly byte_offset: number;
  readonly byte_length: number;
}

export function placeOf(row: PlaceColumns): RecordPlace {
  return { item: row.sha256, member: row.member, index: row.record_index, offset: row.byte_offset, length: row.byte_length };
}

/** Orders places by digest, member, offset and place among the records, bytewise. */
export function comparePlaces(a: RecordPlace, b: RecordPlace): number {
  return compareText(a.item, b.item) || compareText(a.member, b.member) || a.offset - b.offset || a.index - b.index;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
