import { expect, test } from 'vitest';
import { deciding, decidingAt } from './values.ts';

test.each([
  [undefined, ''],
  [null, ''],
  [' ', ''],
  [{}, ''],
  [[], ''],
  [0, '0'],
  [false, 'false'],
  [' denied ', 'denied'],
  [['invalid token'], '["invalid token"]'],
  [{ code: 7 }, '{"code":7}'],
])('%j in a deciding field is read as %j', (value, expected) => {
  expect(deciding(value)).toBe(expected);
  expect(decidingAt({ a: { b: value } }, 'a', 'b')).toBe(expected);
});
