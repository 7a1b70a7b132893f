import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIso } from './time.ts';

test('whole seconds in UTC are read as any other time is', () => {
  const digits = (most: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
  const parts = fc.tuple(fc.integer({ min: 0, max: 2300 }), digits(13), digits(32), digits(24), digits(60), digits(60), fc.constantFrom('-', '/'));
  fc.assert(
    fc.property(parts, ([year, month, day, hour, minute, second, dash]) => {
      const text = `${String(year).padStart(4, '0')}-${month}${dash}${day}T${hour}:${minute}:${second}`;
      expect(parseIso(`${text}Z`)).toEqual(parseIso(`${text}+00:00`));
    }),
    { numRuns: 1000 },
  );
});

test('a year that microseconds do not reach is no moment', () => {
  for (const text of ['6026-03-07T11:00:00Z', '6026-03-07T11:00:00.5+01:00', '9999-12-31T23:59:59']) expect(parseIso(text)).toBeNull();
});
