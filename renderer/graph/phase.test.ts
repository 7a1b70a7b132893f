import { describe, expect, it } from 'vitest';
import { phaseOf } from './phase.ts';

describe('phaseOf', () => {
  it.each([
    [{ first: null, last: null }, 'timeless'],
    [{ first: 5, last: 9 }, 'before'],
    [{ first: 5, last: 10 }, 'across'],
    [{ first: 10, last: 12 }, 'after'],
    [{ first: 5, last: null }, 'before'],
  ] as const)('%o at 10 is %s', (edge, expected) => {
    expect(phaseOf(edge, 10)).toBe(expected);
  });
});
