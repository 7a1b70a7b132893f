import { formatPlain, type Micros } from '../../../shared/time.ts';

/** A moment as it is quoted: `2026-11-03 10:04:18 UTC`, with the fraction where there is one. */
export function utc(at: Micros | number): string {
  return `${formatPlain(at as Micros).replace(/\.000$/, '')} UTC`;
}

/** From and to as they are quoted; the day is said once where it is the same: `2026-11-03 10:02:00 to 14:00:00 UTC`. */
export function utcSpan(from: Micros | number, to: Micros | number): string {
  const [start, end] = [utc(from), utc(to)];
  const [day, startTime = ''] = start.split(' ');
  return end.startsWith(`${day} `) ? `${day} ${startTime} to ${end.slice(end.indexOf(' ') + 1)}` : `${start} to ${end}`;
}

/** `1 event`, `2 events`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** How long, in the two largest units: `2 h 20 min`. */
export function lasting(micros: number): string {
  const minutes = Math.floor(micros / 60_000_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return minutes > 0 ? `${rest} min` : `${Math.floor(micros / 1_000_000)} s`;
}

/** The first of many, and how many more: `a, b and 79 more`. */
export function someOf(parts: readonly string[], most: number): string {
  return parts.length <= most + 1 ? listed(parts) : `${parts.slice(0, most).join(', ')} and ${(parts.length - most).toLocaleString('en-GB')} more`;
}
