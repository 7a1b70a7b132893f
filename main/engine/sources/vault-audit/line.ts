import type { FramedRecord } from '../source.ts';
import { at, isRecord, jsonCell, nestedRow, parseJson, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** A line of a Vault audit device in whatever it was framed as, or null when there is none. */
export function openLine(framed: FramedRecord): Fields | null {
  switch (framed.form) {
    case 'json':
      return lineOf(framed.value, 0);
    // A device may be given a prefix that is written before each line (`@cee: `), and syslog puts its own.
    case 'text':
      return lineOf(parseJson(framed.text.slice(Math.max(0, framed.text.indexOf('{')))), 0);
    case 'row':
      return lineOf(nestedRow(framed.row), 0);
  }
}

function lineOf(value: unknown, depth: number): Fields | null {
  if (!isRecord(value)) return null;
  if (looksLikeLine(value)) return value;
  if (depth > 1) return null;
  for (const name of ['@raw_log', 'message', 'log', 'event', 'vault', '@message', 'MESSAGE', 'hcp_vault']) {
    const inner = at(value, name);
    const found = lineOf(typeof inner === 'string' ? jsonCell(inner) : inner, depth + 1);
    if (found) return found;
  }
  return null;
}

/** `type` request or response beside a request with an operation and a path. */
function looksLikeLine(value: Fields): boolean {
  if (!/^(request|response)$/.test(textAt(value, 'type')) || !isRecord(at(value, 'request'))) return false;
  return textAt(value, 'request', 'operation') !== '' && (textAt(value, 'request', 'path') !== '' || textAt(value, 'request', 'id') !== '');
}
