/** Moments are whole microseconds since 1970-01-01T00:00:00Z; text is always ISO 8601 in UTC. */
declare const brand: unique symbol;

/** Microseconds since the Unix epoch, UTC. Exact for the years 1685 to 2255. */
export type Micros = number & { readonly [brand]: 'Micros' };

const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

export interface ParsedTime {
  readonly at: Micros;
  /** False when the text carried no offset and UTC was assumed: the reader must say so. */
  readonly zoned: boolean;
}

/** Reads ISO 8601 with 0 to 9 decimals (digits past the sixth are cut, never rounded). Null when it is not a real moment, or one after the year 2255. */
export function parseIso(text: string): ParsedTime | null {
  if (text.length === 20) {
    const at = wholeSecond(text);
    if (at !== null) return { at, zoned: true };
  }
  const match = iso.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  const check = new Date(seconds * 1000);
  const real = check.getUTCMonth() === month - 1 && check.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!real) return null;
  const micros = Number((match[7] ?? '').padEnd(6, '0').slice(0, 6));
  const zone = match[8];
  const at = seconds * 1_000_000 + micros - offsetMinutes(zone) * 60_000_000;
  // A double counts microseconds exactly up to the year 2255.
  return Number.isSafeInteger(at) ? { at: at as Micros, zoned: zone !== undefined } : null;
}

/** `2026-03-01T09:00:00Z`, the commonest way by far, without a regular expression; null for anything else. */
function wholeSecond(text: string): Micros | null {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 84) return null;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58 || text.charCodeAt(19) !== 90) return null;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const [month, day, hour] = [twoDigits(text, 5), twoDigits(text, 8), twoDigits(text, 11)];
  const [minute, second] = [twoDigits(text, 14), twoDigits(text, 17)];
  // Every month has 28 days, and years below 100 would be read as of the twentieth century.
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60 && second < 60)) return null;
  const at = Date.UTC(year, month - 1, day, hour, minute, second) * 1000;
  return Number.isSafeInteger(at) ? (at as Micros) : null;
}

/** NaN where they are no digits. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** A moment as a person writes it: ISO 8601, or a day alone, which means its beginning in UTC. Null when it is no moment. */
export function parseMoment(text: string): Micros | null {
  const trimmed = text.trim();
  return parseIso(/^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? `${trimmed}T00:00:00Z` : trimmed)?.at ?? null;
}

function offsetMinutes(zone: string | undefined): number {
  if (!zone || /^(z|utc)$/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)));
}

/** ISO 8601 UTC with milliseconds, or microseconds where they are not zero. */
export function formatIso(at: Micros): string {
  const millis = Math.floor(at / 1000);
  const rest = at - millis * 1000;
  const text = new Date(millis).toISOString();
  return rest === 0 ? text : `${text.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

/** `2026-11-03 10:04:18.201`, for people; the zone stands beside it. */
export function formatPlain(at: Micros): string {
  return formatIso(at).replace('T', ' ').replace('Z', '');
}

export function microsFromMillis(millis: number): Micros {
  return Math.round(millis * 1000) as Micros;
}

export function microsFromSeconds(seconds: number): Micros {
  return Math.round(seconds * 1_000_000) as Micros;
}
