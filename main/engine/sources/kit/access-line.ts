import type { ParsedTime } from '../../../../shared/time.ts';
import { parseIso } from '../../../../shared/time.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const common = /^(\d{1,2})\/([A-Za-z]{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}|Z)$/;

/** Fields of a line divided by spaces, where quotes and square brackets hold a field together; a quote inside stands behind a backslash. */
export function splitLine(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|\[([^\]]*)\]|(\S+)/g)].map(([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? '');
}

/** `06/Feb/2019:00:00:38 +0000`, the time of the common log format. */
export function readCommonLogTime(source: unknown): ParsedTime | null {
  const match = typeof source === 'string' ? common.exec(source) : null;
  if (!match) return null;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '', zone = ''] = match;
  const number = months.indexOf(month.toLowerCase()) + 1;
  return number === 0 ? null : parseIso(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${minute}:${second}${zone}`);
}

/** A field of a log, where a hyphen stands for nothing. */
export function dashless(field: string | undefined): string {
  return field === undefined || field === '-' ? '' : field;
}
