import { describe, expect, it } from 'vitest';
import { parseIso } from '../../../shared/time.ts';
import { ticksOf } from './ticks.ts';

const span = (from: string, to: string) => ({ from: parseIso(from)?.at ?? 0, to: parseIso(to)?.at ?? 0 });

describe('ticksOf', () => {
  it('says hours within a day and the date at midnight', () => {
    const texts = ticksOf(span('2026-11-03T08:00Z', '2026-11-04T08:00Z'), 700).map((tick) => tick.text);
    expect(texts).toContain('09:00');
    expect(texts).toContain('2026-11-04');
  });

  it('says years over years and seconds within a minute', () => {
    expect(ticksOf(span('2019-01-01T00:00Z', '2026-01-01T00:00Z'), 700).map((tick) => tick.text)).toContain('2023');
    expect(ticksOf(span('2026-11-03T08:00:00Z', '2026-11-03T08:00:30Z'), 400).map((tick) => tick.text)).toContain('08:00:15');
  });

  it('leaves room between ticks', () => {
    const ticks = ticksOf(span('2026-11-03T08:00Z', '2026-11-03T20:00Z'), 600);
    ticks.forEach((tick, at) => expect((ticks[at + 1]?.x ?? Infinity) - tick.x).toBeGreaterThan(45));
  });

  it('has none without room', () => {
    expect(ticksOf({ from: 5, to: 5 }, 600)).toEqual([]);
  });
});
