import type { FramedRecord } from '../source.ts';
import { nestedRow } from './dotted.ts';
import type { Fields } from './values.ts';
import { isRecord, parseJson } from './values.ts';

/** The members of a record, whether it came as JSON, as a line that ends in JSON (syslog puts its header before it) or as a row. */
export function fieldsOf(framed: FramedRecord): Fields | null {
  switch (framed.form) {
    case 'json':
      return isRecord(framed.value) ? framed.value : null;
    case 'row':
      return nestedRow(framed.row);
    case 'text': {
      const start = framed.text.indexOf('{');
      const value = start < 0 || start > 300 ? undefined : parseJson(framed.text.slice(start));
      return isRecord(value) ? value : null;
    }
  }
}
