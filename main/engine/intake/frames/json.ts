import { isUtf8 } from 'node:buffer';
import type { Remark } from '../../sources/source.ts';
import type { Limits } from '../limits.ts';
import type { Flaw } from './slice.ts';
import { measure } from './measure.ts';

export type Parsed = { readonly kind: 'value'; readonly value: unknown; readonly remarks: readonly Remark[] } | { readonly kind: 'flaw'; readonly flaw: Flaw };

const none: readonly Remark[] = [];

/** Parses one record. Whatever JSON.parse would hide (a key twice, a long number, bytes that are no UTF-8) becomes a remark. */
export function parseJson(bytes: Buffer, open: boolean, limits: Limits): Parsed {
  const seen = measure(bytes);
  if (seen.depth > limits.depth) return flaw('too_deep', `This record is nested more than ${limits.depth} levels deep.`);
  let value: unknown;
  try {
    const text = bytes.toString('utf8');
    value = seen.longDigits ? JSON.parse(text, keepLongNumbers) : JSON.parse(text);
  } catch {
    return open && seen.unfinished ? flaw('truncated', 'The file ends in the middle of this record.') : flaw('not_json', 'This is not well-formed JSON.');
  }
  const remarks: Remark[] = [];
  if (!isUtf8(bytes)) remarks.push({ code: 'not_utf8', message: 'Some bytes are no UTF-8; each is read as U+FFFD.' });
  const counted = countMembers(value);
  if (counted.members !== seen.members) remarks.push({ code: 'duplicate_key', message: 'A key occurs twice in one object; the last one is read.' });
  if (counted.proto) remarks.push({ code: 'field_unreadable', message: 'A key is named __proto__; it is kept in the original and not read.' });
  if (seen.escapes && (bytes.includes('\\ud') || bytes.includes('\\uD'))) {
    if (/\\ud[89a-f]/.test(JSON.stringify(value))) remarks.push({ code: 'field_unreadable', message: 'A text holds half of a surrogate pair.' });
  }
  return { kind: 'value', value, remarks: remarks.length > 0 ? remarks : none };
}

function flaw(code: Flaw['code'], message: string): Parsed {
  return { kind: 'flaw', flaw: { code, message, lost: true } };
}

/** A number that a double cannot hold exactly is kept as the text it was written in. */
function keepLongNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !context?.source) return value;
  return /^-?\d+$/.test(context.source) ? context.source : value;
}

function countMembers(value: unknown): { members: number; proto: boolean } {
  const total = { members: 0, proto: false };
  count(value, total);
  return total;
}

function count(value: unknown, total: { members: number; proto: boolean }): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) count(item, total);
    return;
  }
  for (const key of Object.keys(value)) {
    total.members += 1;
    if (key === '__proto__') total.proto = true;
    else count((value as Record<string, unknown>)[key], total);
  }
  if (Object.hasOwn(value, '__proto__')) {
    count(Object.getOwnPropertyDescriptor(value, '__proto__')?.value, total);
    delete (value as Record<string, unknown>)['__proto__'];
  }
}
