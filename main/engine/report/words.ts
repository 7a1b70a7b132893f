/** How times, sizes and counts stand in a report. */
import { formatPlain, type Micros } from '../../../shared/time.ts';

/** `2026-11-03 10:04:18 UTC`, with the fraction where there is one. */
export function moment(at: number): string {
  return `${formatPlain(at as Micros).replace(/\.000$/, '')} UTC`;
}

/** A moment to the second, for when something was made. */
export function second(at: number): string {
  return moment(Math.floor(at / 1_000_000) * 1_000_000);
}

/** A moment without the zone, for columns whose head says it. */
export function stamp(at: number): string {
  return formatPlain(at as Micros).replace(/\.000$/, '');
}

/** From ISO text, as the exported records hold it. */
export function stampOf(iso: string | null): string {
  return iso === null
    ? ''
    : iso
        .replace('T', ' ')
        .replace('Z', '')
        .replace(/\.000$/, '');
}

export function number(count: number): string {
  return count.toLocaleString('en-GB');
}

export function bytes(count: number): string {
  if (count < 1024) return `${count} B`;
  const [value, unit] = count < 1024 ** 2 ? [count / 1024, 'KiB'] : count < 1024 ** 3 ? [count / 1024 ** 2, 'MiB'] : [count / 1024 ** 3, 'GiB'];
  return `${value.toFixed(1)} ${unit}`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `patch_deployed` as people say it. */
export function plain(word: string): string {
  return word.replaceAll('_', ' ');
}
