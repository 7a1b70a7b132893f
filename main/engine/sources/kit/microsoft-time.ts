import { microsFromMillis, parseIso } from '../../../../shared/time.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Remark } from '../source.ts';
import { readEpoch, readPortalTime } from './times.ts';
import { text } from './values.ts';

const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?: ([AP])M)?(?: ([+-]\d{2}:\d{2}|Z|UTC))?$/i;
// ConvertTo-Json of Windows PowerShell: milliseconds since 1970, UTC.
const powerShell = /^\/Date\((-?\d{1,12}|[1-8]\d{12})(?:[+-]\d{4})?\)\/$/;

/**
 * The moments that Microsoft's exports write: ISO (also with a one-digit hour, and a space for the T), `M/d/yyyy h:mm:ss tt` of
 * PowerShell and resource logs, `dd/MM/yyyy, HH:mm:ss.fff` of the Log Analytics portal, `/Date(…)/`. A day above 12 settles the
 * order of day and month; a comma after the date is the portal's, where the day stands first.
 */
export function readMicrosoftTime(value: unknown): ParsedTime | null {
  if (typeof value === 'number') return readEpoch(value);
  const source = text(value);
  const stamp = powerShell.exec(source);
  if (stamp) return { at: microsFromMillis(Number(stamp[1])), zoned: true };
  const iso = parseIso(source.replace(/T(\d):/, 'T0$1:').replace(/^(\d{4}-\d\d-\d\d), /, '$1 '));
  if (iso) return iso;
  const match = american.exec(source);
  if (!match) return null;
  const [, first = '', second = '', year, clock = '', minute, seconds, fraction, half, zone] = match;
  if (half === undefined && zone === undefined && (source.includes(',') || Number(first) > 12)) return readPortalTime(source);
  const hour = half === undefined ? Number(clock) : (Number(clock) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const two = (part: string | number): string => String(part).padStart(2, '0');
  return parseIso(`${year}-${two(first)}-${two(second)}T${two(hour)}:${minute}:${seconds}${fraction ? `.${fraction}` : ''}${zone ?? ''}`);
}

/** What was taken for granted in reading a time: UTC where it has no zone, the month first where the text leaves it open. */
export function remarksOnTime(source: string, time: ParsedTime, field: string): readonly Remark[] {
  const found: Remark[] = [];
  if (!time.zoned) found.push({ code: 'time_zone_assumed', message: `${field} has no zone; it was read as UTC, which Microsoft documents.` });
  const parts = american.exec(source);
  if (parts && !source.includes(',') && parts[8] === undefined && Number(parts[1]) <= 12 && Number(parts[2]) <= 12) {
    found.push({ code: 'time_zone_assumed', message: `${field} leaves open which number is the month; the first was taken, as the American form has it.` });
  }
  return found;
}
