import { formatPlain, type Micros } from '../../shared/time.ts';

const numbers = new Intl.NumberFormat('en-GB');

/** `18,402`. */
export function formatCount(value: number): string {
  return numbers.format(value);
}

/** `1 event`, `2 events`. */
export function countWords(value: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** `164.2 MB`, in powers of 1000 as file managers count. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return unit === 0 ? countWords(bytes, 'byte') : `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${units[unit] ?? ''}`;
}

/** `2 h 20 min`, `45 s`, `3 days`: the two largest units. Microseconds in. */
export function formatSpan(micros: number): string {
  const units = [
    ['day', 86_400_000_000],
    ['h', 3_600_000_000],
    ['min', 60_000_000],
    ['s', 1_000_000],
    ['ms', 1000],
  ] as const;
  let rest = Math.abs(micros);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const whole = Math.floor(rest / size);
    if (whole === 0 && parts.length === 0) continue;
    if (whole > 0) parts.push(name === 'day' ? countWords(whole, 'day') : `${whole} ${name}`);
    rest -= whole * size;
    if (parts.length === 2 || (parts.length === 1 && name === 's')) break;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** `2026-11-03`. */
export function formatDay(at: number): string {
  return formatPlain(at as Micros).slice(0, 10);
}

/** `10:04:18.201`, milliseconds always, microseconds only where there are any. */
export function formatClock(at: number): string {
  return formatPlain(at as Micros).slice(11);
}

/** `10:04:18`, with decimals only where there are any. */
export function formatTime(at: number): string {
  return formatClock(at).replace(/\.000$/, '');
}

/** `2026-11-03 10:04:18`, with decimals only where there are any. */
export function formatMoment(at: number): string {
  return formatPlain(at as Micros).replace(/\.000$/, '');
}

/** `2026-11-03 10:04`, for places where seconds would be noise. */
export function formatMinute(at: number): string {
  return formatPlain(at as Micros).slice(0, 16);
}

/** `3 Nov 10:00 – 17:00`: a window as a person would say it. */
export function formatWindow(from: number | undefined, to: number | undefined): string {
  if (from === undefined && to === undefined) return 'All time';
  if (from === undefined) return `before ${formatMinute(to ?? 0)}`;
  if (to === undefined) return `from ${formatMinute(from)}`;
  if (to - from < 60_000_000) return `${formatMoment(from)} – ${formatClock(to)}`;
  const sameDay = formatDay(from) === formatDay(to);
  return `${formatMinute(from)} – ${sameDay ? formatMinute(to).slice(11) : formatMinute(to)}`;
}

/** `2026-11-03 10:00 – 17:00`: from a first to a last moment, to the minute. */
export function formatExtent(from: number, to: number): string {
  return `${formatMinute(from)} – ${formatDay(from) === formatDay(to) ? formatMinute(to).slice(11) : formatMinute(to)}`;
}

/** `9f41 c2ab 77e0 … 1d5e`: enough of a digest to compare by eye. */
export function shortDigest(hex: string): string {
  return hex.length <= 20 ? hex : `${hex.slice(0, 4)} ${hex.slice(4, 8)} ${hex.slice(8, 12)} … ${hex.slice(-4)}`;
}
