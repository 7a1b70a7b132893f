import { microsFromMillis, microsFromSeconds, parseIso } from '../../../../shared/time.ts';
import type { Micros, ParsedTime } from '../../../../shared/time.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const basicIso = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$/;
// Java's medium date format, as CloudTrail writes dates inside requests and responses; newer Java puts U+202F before AM.
const javaDate = /^([A-Za-z]{3})\w* (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2}):(\d{2})\s?([AP]M)?$/;
const portalDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/;

/** ISO, basic ISO, Java's medium format ("Oct 2, 2019 11:12:29 PM") or an epoch. Null when it is none of them. */
export function readTime(value: unknown): ParsedTime | null {
  if (typeof value === 'number') return readEpoch(value);
  if (typeof value !== 'string') return null;
  const source = value.trim();
  return parseIso(source) ?? readBasicIso(source) ?? readJavaDate(source) ?? epochOfText(source);
}

/** Nanoseconds do not fit a double: their last three digits are cut from the text. */
function epochOfText(source: string): ParsedTime | null {
  if (/^\d{18,19}$/.test(source)) return readEpoch(Number(source.slice(0, -3)));
  return /^\d{9,17}(\.\d{1,9})?$/.test(source) ? readEpoch(Number(source)) : null;
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size (years 1973 to 2255, as far as whole microseconds reach). Nanoseconds in a number are near, not exact. */
export function readEpoch(value: number): ParsedTime | null {
  if (!Number.isFinite(value) || value < 1e8 || value >= 1e19) return null;
  if (value < 1e10) return { at: microsFromSeconds(value), zoned: true };
  if (value < 1e13) return { at: microsFromMillis(value), zoned: true };
  const at = Math.floor(value < 1e16 ? value : value / 1000);
  return Number.isSafeInteger(at) ? { at: at as Micros, zoned: true } : null;
}

/** `dd/MM/yyyy, HH:mm:ss.fff` as the Log Analytics portal exports it; a column named "[UTC]" says the zone. */
export function readPortalTime(source: string): ParsedTime | null {
  const match = portalDate.exec(source.trim());
  if (!match) return parseIso(source);
  const [, day, month, year, hour, minute, second, fraction] = match as unknown as readonly string[];
  return parseIso(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${fraction ? `.${fraction}` : ''}`);
}

function readBasicIso(source: string): ParsedTime | null {
  const match = basicIso.exec(source);
  return match ? parseIso(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}${match[7]}`) : null;
}

function readJavaDate(source: string): ParsedTime | null {
  const match = javaDate.exec(source.replaceAll('\u202f', ' '));
  if (!match) return null;
  const month = months.indexOf((match[1] ?? '').toLowerCase()) + 1;
  const half = match[7];
  const clock = Number(match[4]);
  const hour = half ? (clock % 12) + (half === 'PM' ? 12 : 0) : clock;
  return month === 0 ? null : parseIso(`${match[3]}-${two(month)}-${two(match[2])}T${two(hour)}:${match[5]}:${match[6]}`);
}

function two(value: string | number | undefined): string {
  return String(value ?? '').padStart(2, '0');
}
