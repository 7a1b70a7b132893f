import type { Chance } from './chance.ts';

interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

const oddTexts = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202eevil',
  '\ufeff',
  '\u200b',
  'ＡｃｃｅｓｓＤｅｎｉｅｄ',
  '__proto__',
  'null',
  'NaN',
  '-',
  '0',
  '1e999',
  '9'.repeat(400),
  'a'.repeat(70_000),
  '{"a":',
  '[]',
  '=1+1',
  '2024-02-30T25:61:61Z',
  '2024-01-15T09:00:00',
  '31/12/2024, 23:59:59.999',
  '8.11596E+11',
  '1.2.3.4:99999',
  '::ffff:1.2.3.4',
  '[::1]:443',
  'AWS Internal',
  'eyJhbGciOiJub25lIn0.e30.',
  'success',
  'Success',
  'true',
];
const oddNumbers = [0, -0, -1, 1, 0.1, 1e21, -1e21, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e308, 8.64e15, 8.64e15 + 1, 1.7e9, 1.7e12, 1.7e15, 1.7e18, 5e-324];

/** Some value that nobody expects where it is put. */
function oddValue(chance: Chance, was: unknown): unknown {
  switch (chance.below(10)) {
    case 0:
      return null;
    case 1:
      return chance.next() < 0.5;
    case 2:
    case 3:
      return chance.one(oddNumbers);
    case 4:
      return [was];
    case 5:
      return { [chance.one(['value', 'id', 'name', 'records', '__proto__', 'toString', ''])]: was };
    case 6:
      return [];
    case 7:
      return nested(chance.below(80), was);
    default:
      return chance.one(oddTexts);
  }
}

function nested(depth: number, core: unknown): unknown {
  let value = core;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Record<string, unknown>;
  for (const name of Object.keys(holder)) {
    found.push({ holder, name });
    placesIn(holder[name], found);
  }
  return found;
}

/** A copy of a parsed record with one to four of its members changed, removed, swapped or doubled. `deciding` names are hit more often. */
export function mutateValue(value: unknown, chance: Chance, deciding: readonly string[]): unknown {
  const copy: unknown = structuredClone(value);
  for (let times = 1 + chance.below(4); times > 0; times -= 1) {
    const all = placesIn(copy);
    if (all.length === 0) return oddValue(chance, copy);
    const preferred = all.filter(({ name }) => deciding.includes(name));
    const place = preferred.length > 0 && chance.next() < 0.4 ? chance.one(preferred) : chance.one(all);
    const was = place.holder[place.name];
    switch (chance.below(5)) {
      case 0:
        if (Array.isArray(place.holder)) place.holder.splice(Number(place.name), 1);
        else delete place.holder[place.name];
        break;
      case 1: {
        const other = chance.one(all);
        place.holder[place.name] = structuredClone(other.holder[other.name]);
        break;
      }
      case 2:
        if (Array.isArray(place.holder)) place.holder.push(structuredClone(was));
        else place.holder[chance.next() < 0.5 ? place.name.toUpperCase() : `${place.name} `] = structuredClone(was);
        break;
      default:
        Object.defineProperty(place.holder, place.name, { value: oddValue(chance, was), enumerable: true, configurable: true, writable: true });
    }
  }
  return copy;
}

const noise = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\n',
  '\r\n',
  '\t',
  ';',
  '\0',
  '\ufeff',
  '\u2028',
  'null',
  '""',
  '1e999',
  '{"Records":[',
  ']}',
  '\\ud800',
  '""",',
  '#TYPE x\r\n',
  '0'.repeat(40),
];

/** The bytes of a file with one to six things done to them: bits turned, pieces cut, doubled, moved, put in. */
export function mutateBytes(bytes: Buffer, chance: Chance): Buffer {
  let now = Buffer.from(bytes);
  for (let times = 1 + chance.below(6); times > 0 && now.length > 0; times -= 1) {
    const at = chance.below(now.length);
    const length = chance.next() < 0.5 ? chance.below(16) : chance.below(now.length - at);
    switch (chance.below(7)) {
      case 0:
        now[at]! ^= 1 << chance.below(8);
        break;
      case 1:
        now = now.subarray(0, at);
        break;
      case 2:
        now = Buffer.concat([now.subarray(0, at), now.subarray(at + length)]);
        break;
      case 3:
        now = Buffer.concat([now.subarray(0, at + length), now.subarray(at)]);
        break;
      case 4:
        now = Buffer.concat([now.subarray(at), now.subarray(0, at)]);
        break;
      default:
        now = Buffer.concat([now.subarray(0, at), Buffer.from(chance.one(noise)), now.subarray(at)]);
    }
  }
  return now;
}
