import { isUtf8 } from 'node:buffer';
import type { FramedRecord, Remark } from '../../sources/source.ts';
import type { Limits } from '../limits.ts';
import { parseJson } from './json.ts';
import { peel, peelRow } from './peel.ts';
import type { Plan } from './plan.ts';
import { cellsOf } from './rows.ts';
import type { Flaw, Slice } from './slice.ts';
import { ValueFramer } from './values.ts';

/** A record ready to be read, or the reason why its bytes give none. */
export type Framed =
  | { readonly kind: 'record'; readonly offset: number; readonly length: number; readonly record: FramedRecord; readonly remarks: readonly Remark[] }
  | { readonly kind: 'flaw'; readonly offset: number; readonly length: number; readonly flaw: Flaw };

/** Turns slices into records; keeps the header of a table. */
export function recordsOf(plan: Plan, limits: Limits): (slice: Slice) => readonly Framed[] {
  switch (plan.kind) {
    case 'values':
      return (slice) => [jsonRecord(slice, slice.bytes, limits)];
    case 'json_lines':
      return (slice) => jsonLine(slice, limits);
    case 'stamped_lines':
      return (slice) => [stampedLine(slice, limits)];
    case 'table':
      return tableRows(plan.delimiter);
    case 'text_lines':
      return (slice) => [slice.flaw ? flawed(slice, slice.flaw) : record(slice, { form: 'text', text: slice.bytes.toString('utf8') }, encodingRemarks(slice))];
  }
}

function flawed(slice: Slice, flaw: Flaw): Framed {
  return { kind: 'flaw', offset: slice.offset, length: slice.length, flaw };
}

function record(slice: Slice, framed: FramedRecord, remarks: readonly Remark[]): Framed {
  return { kind: 'record', offset: slice.offset, length: slice.length, record: framed, remarks };
}

function jsonRecord(slice: Slice, bytes: Buffer, limits: Limits): Framed {
  if (slice.flaw) return flawed(slice, slice.flaw);
  const parsed = parseJson(bytes, slice.open, limits);
  if (parsed.kind === 'flaw') return flawed(slice, parsed.flaw);
  return record(slice, { form: 'json', value: peel(parsed.value), within: slice.within }, parsed.remarks);
}

/** A line that is no JSON may hold several values one after another. */
function jsonLine(slice: Slice, limits: Limits): readonly Framed[] {
  const whole = jsonRecord(slice, slice.bytes, limits);
  if (whole.kind === 'record' || whole.flaw.code !== 'not_json') return [whole];
  const inner: Slice[] = [];
  const framer = new ValueFramer((found) => inner.push(found), { unwrap: false, base: slice.offset, limit: limits.valueBytes });
  framer.push(slice.bytes);
  framer.end();
  const several = inner.map((found) => jsonRecord(found, found.bytes, limits));
  return several.length > 1 && several.every((found) => found.kind === 'record') ? several : [whole];
}

function stampedLine(slice: Slice, limits: Limits): Framed {
  const brace = slice.bytes.indexOf(123);
  return jsonRecord(slice, brace > 0 ? slice.bytes.subarray(brace) : slice.bytes, limits);
}

function tableRows(delimiter: string): (slice: Slice) => readonly Framed[] {
  let header: readonly string[] | null = null;
  return (slice) => {
    if (slice.flaw) return [flawed(slice, slice.flaw)];
    const text = slice.bytes.toString('utf8');
    // PowerShell and Excel may put a line of their own before the header.
    if (!header && (text.startsWith('#TYPE ') || /^sep=.$/i.test(text))) return [];
    const cells = cellsOf(text, delimiter);
    if (!cells)
      return [
        flawed(
          slice,
          slice.open
            ? { code: 'truncated', message: 'The file ends inside a quoted field of this row.', lost: true }
            : ragged('A quoted field of this row has no end.'),
        ),
      ];
    if (!header) {
      header = cells;
      return [];
    }
    if (cells.length !== header.length) {
      return [
        flawed(
          slice,
          slice.open && cells.length < header.length
            ? { code: 'truncated', message: 'The file ends in the middle of this row.', lost: true }
            : ragged(`This row has ${cells.length} cells where the header has ${header.length}.`),
        ),
      ];
    }
    return [record(slice, rowRecord(header, cells), encodingRemarks(slice))];
  };
}

function rowRecord(header: readonly string[], cells: readonly string[]): FramedRecord {
  const row: Record<string, string> = Object.create(null) as Record<string, string>;
  header.forEach((column, place) => {
    row[column] ??= cells[place]!;
  });
  const value = peelRow(row);
  return value === undefined ? { form: 'row', row } : { form: 'json', value, within: '' };
}

function ragged(message: string): Flaw {
  return { code: 'ragged_row', message, lost: true };
}

function encodingRemarks(slice: Slice): readonly Remark[] {
  return isUtf8(slice.bytes) ? [] : [{ code: 'not_utf8', message: 'Some bytes are no UTF-8; each is read as U+FFFD.' }];
}
