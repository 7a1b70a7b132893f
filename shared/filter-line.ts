/**
 * A filter as one line that can be typed, cited and pasted back: `rung=denied,rejected identity=aws:1:role/x from=2026-11-03T10:00:00Z`.
 * Parts are separated by spaces, several values of a part by commas; a value that holds other signs stands in double
 * quotes, written as a JSON string. A word without `=` is text to search for.
 */
import { planes, type Plane } from './model.ts';
import { fail } from './problems.ts';
import type { Filter } from './rpc/filter.ts';
import { rungs, type Rung, type RungName } from './rungs.ts';
import { formatIso, parseIso, parseMoment, type Micros } from './time.ts';

/** Parts that hold several texts, and the field of the filter each of them stands for. */
const lists = {
  identity: 'identities',
  credential: 'credentials',
  resource: 'resources',
  kind: 'resourceKinds',
  action: 'actions',
  realm: 'realms',
  ip: 'ips',
} as const;
const numbers = { item: 'items', event: 'events' } as const;
const flags = { descendants: 'withDescendants', exposed: 'sinceExposure', unassessed: 'unassessed' } as const;

/** The names that may stand before `=`, in the order in which they are written. */
export const filterParts = [
  'from',
  'to',
  'identity',
  'credential',
  'descendants',
  'exposed',
  'resource',
  'kind',
  'plane',
  'rung',
  'action',
  'realm',
  'ip',
  'item',
  'event',
  'unassessed',
  'text',
] as const;

/** The line of a filter; empty for a filter that lets everything through. */
export function formatFilter(filter: Filter): string {
  const parts: string[] = [];
  const add = (name: string, values: readonly string[] | undefined): void => {
    if (values) parts.push(`${name}=${values.map(quote).join(',')}`);
  };
  add('from', filter.from === undefined ? undefined : [formatMoment(filter.from)]);
  add('to', filter.to === undefined ? undefined : [formatMoment(filter.to)]);
  add('identity', filter.identities);
  add('credential', filter.credentials);
  add('descendants', formatFlag(filter.withDescendants));
  add('exposed', formatFlag(filter.sinceExposure));
  add('resource', filter.resources);
  add('kind', filter.resourceKinds);
  add('plane', filter.planes);
  add(
    'rung',
    filter.rungs?.map((rung) => rungs[rung]),
  );
  add('action', filter.actions);
  add('realm', filter.realms);
  add('ip', filter.ips);
  add('item', filter.items?.map(String));
  add('event', filter.events?.map(String));
  add('unassessed', formatFlag(filter.unassessed));
  add('text', filter.text === undefined ? undefined : [filter.text]);
  return parts.join(' ');
}

function formatFlag(flag: boolean | undefined): readonly string[] | undefined {
  return flag === undefined ? undefined : [flag ? 'yes' : 'no'];
}

/** ISO 8601 where that says the moment exactly, else `@` and microseconds. */
function formatMoment(at: number): string {
  if (at < -9e15 || at > 9e15) return `@${at}`;
  const text = formatIso(at as Micros);
  return parseIso(text)?.at === at ? text : `@${at}`;
}

function quote(value: string): string {
  return /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(value) && !/[,"=]/.test(value) ? value : JSON.stringify(value);
}

/** Reads a line back. Fails with `invalid_argument`, naming the part that is wrong. */
export function parseFilter(line: string): Filter {
  const filter: { -readonly [Name in keyof Filter]: Filter[Name] } = {};
  const words: string[] = [];
  for (const { name, values } of partsOf(line)) {
    if (name === null) words.push(...values);
    else if (name === 'from' || name === 'to') filter[name] = readMoment(name, only(name, values));
    else if (name === 'text') words.push(only(name, values));
    else if (name === 'plane') filter.planes = [...(filter.planes ?? []), ...values.map(readPlane)];
    else if (name === 'rung') filter.rungs = [...(filter.rungs ?? []), ...values.map(readRung)];
    else if (isName(lists, name)) filter[lists[name]] = [...(filter[lists[name]] ?? []), ...values];
    else if (isName(numbers, name)) filter[numbers[name]] = [...(filter[numbers[name]] ?? []), ...values.map((value) => readNumber(name, value))];
    else if (isName(flags, name)) filter[flags[name]] = readFlag(name, only(name, values));
    else fail('invalid_argument', `A filter has no part "${name}": it may have ${filterParts.join(', ')}.`);
  }
  if (words.length > 0) filter.text = words.join(' ');
  return filter;
}

interface Part {
  /** Null for a word that stands alone. */
  readonly name: string | null;
  readonly values: readonly string[];
}

const value = /"(?:[^"\\]|\\.)*"|[^\s,"]+/y;

function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let place = 0;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = place;
    const found = pattern.exec(line)?.[0] ?? '';
    place += found.length;
    return found;
  };
  for (skip(/\s*/y); place < line.length; skip(/\s*/y)) {
    const start = place;
    const name = skip(/[A-Za-z]+=/y);
    const values: string[] = [];
    for (let text = skip(value); text !== ''; text = skip(/,/y) === '' ? '' : skip(value)) values.push(unquote(text));
    if (place === start) fail('invalid_argument', `The filter cannot be read from "${line.slice(place, place + 20)}" on.`);
    parts.push({ name: name === '' ? null : name.slice(0, -1).toLowerCase(), values });
  }
  return parts;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return fail('invalid_argument', `${text} is not a quoted text.`);
  }
}

function isName<Names extends object>(names: Names, name: string): name is Extract<keyof Names, string> {
  return Object.hasOwn(names, name);
}

function only(name: string, values: readonly string[]): string {
  const [first, ...more] = values;
  if (first === undefined || more.length > 0) fail('invalid_argument', `"${name}" takes one value.`);
  return first;
}

function readMoment(name: string, text: string): number {
  const at = /^@-?\d+$/.test(text) ? Number(text.slice(1)) : parseMoment(text);
  if (at === null || !Number.isSafeInteger(at)) fail('invalid_argument', `"${name}=${text}" is not a moment: write 2026-11-03T10:04:00Z.`);
  return at;
}

function readPlane(text: string): Plane {
  return planes.find((plane) => plane === text.toLowerCase()) ?? fail('invalid_argument', `"${text}" is no plane: the planes are ${planes.join(', ')}.`);
}

function readRung(text: string): Rung {
  const rung = /^[0-4]$/.test(text) ? Number(text) : rungs.indexOf(text.toLowerCase() as RungName);
  if (rung < 0) fail('invalid_argument', `"${text}" is no rung: the rungs are ${rungs.join(', ')}.`);
  return rung as Rung;
}

function readNumber(name: string, text: string): number {
  const read = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(read)) fail('invalid_argument', `"${name}=${text}" is not a number.`);
  return read;
}

function readFlag(name: string, text: string): boolean {
  if (/^(yes|true|1)$/i.test(text)) return true;
  if (/^(no|false|0)$/i.test(text)) return false;
  return fail('invalid_argument', `"${name}" is yes or no.`);
}
