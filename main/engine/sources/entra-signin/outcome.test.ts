import { expect, test } from 'vitest';
import { readOutcome } from './outcome.ts';

const read = (resultType: string, errorCode: number): ReturnType<typeof readOutcome> =>
  readOutcome({ outer: { resultType }, inner: { status: { errorCode } } });

test('two codes that end differently say nothing, and both are named', () => {
  const { rung, basis } = read('50140', 0);
  expect(rung).toBe(0);
  expect(basis.map(({ field }) => field)).toEqual(['status.errorCode', 'resultType']);
});

test('the same code twice is one code', () => {
  expect(read('0', 0).rung).toBe(4);
  expect(read('50126', 50126).rung).toBe(1);
});
