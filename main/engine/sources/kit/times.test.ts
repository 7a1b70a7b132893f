import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIso } from '../../../../shared/time.ts';
import { readEpoch, readPortalTime, readTime } from './times.ts';

const iso = (value: unknown): string | null => {
  const time = readTime(value);
  return time && `${formatIso(time.at)}${time.zoned ? '' : ' assumed'}`;
};

test.each([
  ['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z'],
  ['2026-03-01 10:00:00+01:00', '2026-03-01T09:00:00.000Z'],
  ['2026-03-01 09:00:00.123', '2026-03-01T09:00:00.123Z assumed'],
  ['20131102T010628Z', '2013-11-02T01:06:28.000Z'],
  ['Oct 2, 2019 11:12:29 PM', '2019-10-02T23:12:29.000Z assumed'],
  ['Nov 30, 2024, 8:43:17 PM', '2024-11-30T20:43:17.000Z assumed'],
  ['Mar 3, 2026, 12:00:00\u202fAM', '2026-03-03T00:00:00.000Z assumed'],
  ['Mar 3, 2026, 12:30:00 PM', '2026-03-03T12:30:00.000Z assumed'],
  [1772532000, '2026-03-03T10:00:00.000Z'],
  ['1772532000123', '2026-03-03T10:00:00.123Z'],
  [1772532000123456, '2026-03-03T10:00:00.123456Z'],
])('%j is %s', (value, expected) => {
  expect(iso(value)).toBe(expected);
});

test.each(['', 'yesterday', '2026-02-30T00:00:00Z', 'Foo 3, 2026 10:00:00 AM', '42', {}, null, Number.NaN, Infinity, -5, 2 ** 53, '9007199254740993'])(
  '%j is no time',
  (value) => {
    expect(readTime(value)).toBeNull();
  },
);

test('the portal writes the day first', () => {
  expect(formatIso(readPortalTime('11/04/2025, 09:34:41.000')!.at)).toBe('2025-04-11T09:34:41.000Z');
  expect(readPortalTime('13/13/2025, 09:34:41.000')).toBeNull();
});

test('an epoch means the same moment in seconds, milliseconds, microseconds and nanoseconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100_000_000, max: 9_007_199_254 }), (seconds) => {
      const at = seconds * 1_000_000;
      expect(readEpoch(seconds)?.at).toBe(at);
      if (seconds < 1_000_000_000) return;
      for (const scale of [1e3, 1e6]) expect(readEpoch(seconds * scale)?.at).toBe(at);
      expect(readTime(`${seconds}000000000`)?.at).toBe(at);
    }),
  );
});
