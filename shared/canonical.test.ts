import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

/** The same value with the members of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, turned(member)]),
  );
}

test('one value has one text, whatever the order of its members, and the text gives the value back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(turned(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('sorts by UTF-16 code units, writes no white space and leaves out what is undefined', () => {
  expect(canonicalJson({ b: [1, { z: null, a: 'ü' }], '\u20ac': 1, a: undefined, B: true, '\ud83d\ude00': 2, '\ufb33': 3 })).toBe(
    '{"B":true,"b":[1,{"a":"ü","z":null}],"\u20ac":1,"\ud83d\ude00":2,"\ufb33":3}',
  );
});

test.each([[Number.NaN], [Infinity], [1n], [() => 1], [undefined], [[undefined]], [{ deep: [Number.NaN] }]])('refuses what JSON cannot say: %s', (value) => {
  expect(() => canonicalJson(value)).toThrow('JSON has no word');
});
