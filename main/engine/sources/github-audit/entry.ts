import type { FramedRecord } from '../source.ts';
import { at, isRecord, jsonCell, parseJson, record, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** The audit log entry in whatever it was framed as, or null when there is none. */
export function openEntry(framed: FramedRecord): Fields | null {
  switch (framed.form) {
    case 'json':
      return entryOf(framed.value);
    case 'text':
      return entryOf(parseJson(framed.text));
    case 'row':
      return entryOf(cells(framed.row));
  }
}

/** A CSV export has a column for every field that any entry has; empty cells say nothing. */
function cells(row: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, cell]) => {
      const name = column.replace(/^data\./, '').replace(/_[stdb]$/, (suffix) => (Object.hasOwn(row, 'action_s') ? '' : suffix));
      return cell === '' ? [] : [[name, jsonCell(cell)]];
    }),
  );
}

function entryOf(value: unknown): Fields | null {
  if (!isRecord(value)) return null;
  // Older REST answers and streams hold some fields under `data`.
  const inner = at(value, 'data');
  const flat = isRecord(inner) ? { ...inner, ...value } : value;
  if (looksLikeEntry(flat)) return flat;
  const node = record(at(value, 'node'));
  return looksLikeEntry(node) ? node : null;
}

const ownNames = [
  '_document_id',
  'actor_id',
  'actor_ip',
  'actor_location',
  'org',
  'org_id',
  'business',
  'business_id',
  'repo',
  'repository',
  'operation_type',
  'hashed_token',
  'programmatic_access_type',
  'external_identity_nameid',
  'user',
  'user_id',
  'transport_protocol_name',
  'actor_is_bot',
  'request_id',
  'team',
  'token_id',
];

/** `category.operation` for an action, a time of GitHub's, and at least one more of its own fields: other products too name actions so. */
export function looksLikeEntry(value: Fields): boolean {
  if (!/^[a-z0-9_-]+\.[a-z0-9_.-]+$/i.test(textAt(value, 'action'))) return false;
  if (timeTextOf(value) === '') return false;
  const own = ownNames.filter((name) => at(value, name) !== undefined).length;
  return textAt(value, '_document_id') !== '' ? own >= 2 : own >= 3 && (at(value, 'actor') !== undefined || at(value, 'user') !== undefined);
}

export function timeTextOf(value: Fields): string {
  return textAt(value, '@timestamp') || textAt(value, 'created_at') || textAt(value, 'createdAt');
}
