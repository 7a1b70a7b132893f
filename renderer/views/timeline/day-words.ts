const words = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const known = new Map<number, string>();
const day = 86_400_000_000;

/** `Tuesday 3 November 2026`, the day in UTC. Microseconds in. */
export function dayWords(at: number): string {
  const number = Math.floor(at / day);
  const before = known.get(number);
  if (before !== undefined) return before;
  const text = words.format(new Date(number * 86_400_000)).replace(',', '');
  known.set(number, text);
  return text;
}
