import type { FramedRecord } from '../source.ts';
import { isRecord, parseJson, text } from './values.ts';
import type { Fields } from './values.ts';

/**
 * A record of Microsoft's clouds in whatever shape it was exported. `outer` is the envelope that Azure Monitor puts around it
 * (https://learn.microsoft.com/azure/azure-monitor/essentials/resource-logs-schema), `inner` its `properties`; where there is no
 * envelope (Microsoft Graph, Log Analytics, portal tables) both are the same.
 */
export interface MicrosoftRecord {
  readonly outer: Fields;
  readonly inner: Fields;
}

/** Opens an object, a table row or JSON text. JSON that stands as text in a member (Log Analytics, storage) is opened as well. */
export function openMicrosoft(framed: FramedRecord): MicrosoftRecord | null {
  const value = framed.form === 'row' ? rowFields(framed.row) : framed.form === 'text' ? parseJson(framed.text) : framed.value;
  if (!isRecord(value)) return null;
  const outer = opened(value);
  const properties = look(outer, 'properties');
  return { outer, inner: isRecord(properties) ? opened(properties) : outer };
}

/** The record with members that hold JSON as text opened, one level deep. */
export function opened(value: Fields): Fields {
  let copy: Record<string, unknown> | null = null;
  for (const name in value) {
    const cell = value[name];
    if (typeof cell !== 'string' || !/^\s*[[{]/.test(cell)) continue;
    const parsed = parseJson(cell);
    if (typeof parsed !== 'object' || parsed === null || name === '__proto__') continue;
    copy ??= { ...value };
    copy[name] = parsed;
  }
  return copy ?? value;
}

const spellings = new Map<string, readonly string[]>();

/** The same member as Graph (`userId`), Log Analytics (`UserId`) and Python tools (`user_id`) spell it. */
function spellingsOf(name: string): readonly string[] {
  let found = spellings.get(name);
  if (!found) {
    const pascal = name.slice(0, 1).toUpperCase() + name.slice(1);
    const snake = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
    const shouted = (word: string): string => word.replace(/Ip(?=[A-Z]|$)/, 'IP').replace(/^Id$/, 'ID');
    found = [...new Set([pascal, snake, shouted(name), shouted(pascal), name.toLowerCase()])];
    spellings.set(name, found);
  }
  return found;
}

/** The value at a path of names, each in any of its spellings; undefined where the path ends early. */
export function look(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (!isRecord(here)) return undefined;
    here = here[name] ?? inOtherSpelling(here, name);
  }
  return here ?? undefined;
}

function inOtherSpelling(fields: Fields, name: string): unknown {
  for (const spelling of spellingsOf(name)) {
    const found = fields[spelling];
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** Text at a path of names in any spelling; ARM's `{value, localizedValue}` counts as its value. */
export function said(value: unknown, ...path: readonly string[]): string {
  const found = look(value, ...path);
  return isRecord(found) ? text(look(found, 'value')) : text(found);
}

/** Text of a member of the record proper, else of its envelope. */
export function saidOf(record: MicrosoftRecord, ...path: readonly string[]): string {
  return said(record.inner, ...path) || (record.inner === record.outer ? '' : said(record.outer, ...path));
}

/** A list of `{key, value}`, `{Name, Value}` or `{displayName, newValue}` pairs as one record; the first of a name counts. */
export function pairsOf(value: unknown, key: string, inner: string): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {};
  for (const each of Array.isArray(value) ? (value as readonly unknown[]) : []) {
    const name = said(each, key);
    if (name === '' || name === '__proto__' || Object.hasOwn(pairs, name)) continue;
    pairs[name] = said(each, inner);
  }
  return pairs;
}

const columns = new Map<string, string>();

function rowFields(row: Readonly<Record<string, string>>): Fields {
  const fields: Record<string, unknown> = {};
  for (const [header, cell] of Object.entries(row)) {
    const name = columnOf(header);
    if (name !== '' && name !== '__proto__' && !Object.hasOwn(fields, name)) fields[name] = cell;
  }
  return fields;
}

/** `TimeGenerated [UTC]` and `Request ID` as members are spelled; AzureDiagnostics adds the type to a column's name (`requestUri_s`). */
function columnOf(header: string): string {
  let name = columns.get(header);
  if (name === undefined) {
    const bare = header.replaceAll(/\s*[[(][^\])]*[\])]/g, '').trim();
    const words = bare.split(/[\s-]+/);
    const [first = '', ...rest] = words;
    name =
      words.length === 1
        ? bare.replace(/_[sgdbt]$/, '')
        : first.toLowerCase() + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join('');
    if (columns.size > 5000) columns.clear();
    columns.set(header, name);
  }
  return name;
}
