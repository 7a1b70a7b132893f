import { Gatherer } from './gatherer.ts';
import type { Framer, Sink } from './slice.ts';
import { nothing, tooLarge } from './slice.ts';

const quote = 34,
  newline = 10,
  carriageReturn = 13;

/** Cuts CSV or TSV into rows: a line end inside a quoted field belongs to the field. A quote opens a field only at its beginning. */
export class RowFramer implements Framer {
  private readonly sink: Sink;
  private readonly limit: number;
  private readonly delimiter: number;
  private readonly row: Gatherer;
  private base: number;
  private quoted = false;
  private fieldStart = true;

  constructor(sink: Sink, options: { readonly base: number; readonly limit: number; readonly delimiter: number }) {
    this.sink = sink;
    this.limit = options.limit;
    this.base = options.base;
    this.delimiter = options.delimiter;
    this.row = new Gatherer(options.limit);
  }

  push(chunk: Buffer): void {
    let { quoted, fieldStart } = this;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (!this.row.active) this.row.begin(at, this.base + at);
      if (byte === quote) {
        // Inside a quoted field a doubled quote closes and opens again, which comes to the same.
        if (quoted) [quoted, fieldStart] = [false, true];
        else if (fieldStart) [quoted, fieldStart] = [true, false];
        continue;
      }
      if (quoted) continue;
      if (byte === newline) {
        this.emit(this.row.finish(chunk, at), this.base + at, false);
        fieldStart = true;
      } else fieldStart = byte === this.delimiter;
    }
    this.quoted = quoted;
    this.fieldStart = fieldStart;
    this.row.carry(chunk);
    this.base += chunk.length;
  }

  end(): void {
    if (this.row.active) this.emit(this.row.rest(), this.base, true);
  }

  private emit(bytes: Buffer | null, end: number, open: boolean): void {
    const offset = this.row.start;
    if (!bytes) {
      this.sink({ offset, length: end - offset, within: '', bytes: nothing, open, flaw: tooLarge(this.limit) });
      return;
    }
    const row = bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
    if (row.length > 0) this.sink({ offset, length: row.length, within: '', bytes: row, open, flaw: null });
  }
}

/** The cells of one row. Null when a quoted field has no end. */
export function cellsOf(row: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (row[at] === '"') {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const end = row.indexOf('"', from);
        if (end < 0) return null;
        cell += row.slice(from, end);
        if (row[end + 1] !== '"') {
          at = end + 1;
          break;
        }
        cell += '"';
        from = end + 2;
      }
      const next = row.indexOf(delimiter, at);
      cells.push(cell + row.slice(at, next < 0 ? row.length : next));
      if (next < 0) return cells;
      at = next + 1;
    } else {
      const next = row.indexOf(delimiter, at);
      cells.push(row.slice(at, next < 0 ? row.length : next));
      if (next < 0) return cells;
      at = next + 1;
    }
  }
}
