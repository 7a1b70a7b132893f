import type { FramedRecord } from '../source.ts';
import { at, isRecord, jsonCell, parseJson, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** What a record of SPIRE is: a line of its log, or a list that its command prints. */
export type Spire =
  | { readonly kind: 'line'; readonly line: Fields }
  | { readonly kind: 'entry'; readonly entry: Fields }
  | { readonly kind: 'agent'; readonly agent: Fields };

/** The records of SPIRE in whatever they were framed as. A printed list that was not unwrapped gives several. */
export function openSpire(framed: FramedRecord): readonly Spire[] {
  switch (framed.form) {
    case 'text':
      return lineOfText(framed.text);
    case 'json':
      return ofObject(framed.value);
    case 'row':
      return ofObject(framed.row);
  }
}

function ofObject(value: unknown): readonly Spire[] {
  if (!isRecord(value)) return [];
  for (const [name, list] of Object.entries(value)) {
    if ((name === 'entries' || name === 'agents') && Array.isArray(list)) return list.flatMap((each) => listed(each) ?? []);
  }
  const inventory = listed(value);
  if (inventory) return [inventory];
  const carried = textAt(value, 'log') || textAt(value, 'message');
  if (carried !== '' && textAt(value, 'msg') === '') return carried.startsWith('{') ? ofObject(jsonCell(carried)) : lineOfText(carried);
  return looksLikeLine(value) ? [{ kind: 'line', line: value }] : [];
}

/** `spire-server entry show` and `agent list` with `-output json`. */
function listed(value: unknown): Spire | null {
  if (!isRecord(value)) return null;
  if (idOf(at(value, 'spiffe_id')) !== '' && idOf(at(value, 'parent_id')) !== '' && Array.isArray(at(value, 'selectors')))
    return { kind: 'entry', entry: value };
  const serial = textAt(value, 'x509svid_serial_number');
  return idOf(at(value, 'id')) !== '' && (serial !== '' || textAt(value, 'attestation_type') !== '') ? { kind: 'agent', agent: value } : null;
}

/** A SPIFFE ID written as text or as `{trust_domain, path}`. */
export function idOf(value: unknown): string {
  const plain = text(value);
  if (plain.startsWith('spiffe://')) return plain;
  const domain = textAt(value, 'trust_domain');
  return domain === '' ? '' : `spiffe://${domain}${textAt(value, 'path')}`;
}

// Both are tried on lines of other programs too, whatever their length: no part of them may be scanned twice.
const pair = /(?<![\w.@-])([A-Za-z_][\w.@-]*)=("(?:[^"\\]|\\.)*"|[^\s]*)/g;
const terminal = /^(?:(\d{4}-\d\d-\d\dT\S+)\s+(?:std(?:out|err) F )?)?(DEBU|INFO|WARN|ERRO|FATA|TRAC)\[(\d+)\]\s+(?=\S)(.*?\S)\s{2,}(?=[A-Za-z_][\w.@-]*=)/;

/** Logrus' text form, with a time, or as it is printed to a terminal, with the seconds since the start. */
function lineOfText(source: string): readonly Spire[] {
  if (source.length > 100_000) return [];
  if (source.trimStart().startsWith('{')) {
    const value = parseJson(source);
    return isRecord(value) ? ofObject(value) : [];
  }
  const head = terminal.exec(source);
  const rest = head ? source.slice(head[0].length) : source;
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of rest.matchAll(pair)) {
    if (name === '__proto__' || Object.hasOwn(found, name)) continue;
    found[name] = value.startsWith('"') ? unquoted(value) : value;
  }
  const line: Fields = head
    ? { ...found, level: (head[2] ?? '').toLowerCase(), msg: head[4] ?? '', secondsSinceStart: head[3], ...(head[1] === undefined ? {} : { time: head[1] }) }
    : found;
  return looksLikeLine(line) ? [{ kind: 'line', line }] : [];
}

function unquoted(value: string): string {
  const parsed = parseJson(value);
  return typeof parsed === 'string' ? parsed : value.slice(1, -1);
}

/** `subsystem_name` stands on every line of SPIRE's; the rest tells it from other programs that log so. */
function looksLikeLine(line: Fields): boolean {
  if (textAt(line, 'msg') === '' || textAt(line, 'level') === '') return false;
  if (textAt(line, 'type') === 'audit' && (textAt(line, 'request_id') !== '' || textAt(line, 'caller_id') !== '')) return true;
  if (['spiffe_id', 'caller_id', 'agent_id'].some((name) => textAt(line, name).startsWith('spiffe://'))) return true;
  return textAt(line, 'subsystem_name') !== '';
}

/** Whether a line is surely SPIRE's own and not that of another program that names its subsystems. */
export function isSurelySpire(spire: Spire): boolean {
  if (spire.kind !== 'line') return true;
  return (
    textAt(spire.line, 'type') === 'audit' ||
    ['spiffe_id', 'caller_id', 'agent_id', 'trust_domain', 'trust_domain_id'].some((name) => textAt(spire.line, name) !== '')
  );
}
