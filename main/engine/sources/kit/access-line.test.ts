import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIso } from '../../../../shared/time.ts';
import { readCommonLogTime, splitLine } from './access-line.ts';

test('quotes and brackets hold a field together', () => {
  expect(splitLine('a [b c] "d \\"e\\" f" - g')).toEqual(['a', 'b c', 'd \\"e\\" f', '-', 'g']);
});

test('the time of the common log format', () => {
  expect(formatIso(readCommonLogTime('06/Feb/2026:01:00:38 +0100')!.at)).toBe('2026-02-06T00:00:38.000Z');
  expect(readCommonLogTime('31/Feb/2026:00:00:38 +0000')).toBeNull();
  expect(readCommonLogTime('06/Foo/2026:00:00:38 +0000')).toBeNull();
});

test('plain words come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9:./-]{1,12}$/), { maxLength: 9 }), (words) => {
      expect(splitLine(words.join(' '))).toEqual(words);
    }),
  );
});
