const day = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A tick of the time axis, in UTC: as much as is needed at this distance between ticks. Milliseconds in. */
export function tickLabel(at: number, step: number): string {
  const date = new Date(at);
  const dayOfMonth = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}`;
  if (step >= 360 * day) return String(date.getUTCFullYear());
  if (step >= 27 * day) return `${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
  if (step >= day || at % day === 0) return dayOfMonth;
  const iso = date.toISOString();
  if (step >= 60_000) return iso.slice(11, 16);
  return step >= 1000 ? iso.slice(11, 19) : iso.slice(11, 23);
}
