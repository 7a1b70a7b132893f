import { describe, expect, it } from 'vitest';
import { nextCard } from './next-card.ts';

describe('nextCard', () => {
  it.each([
    ['j', 0, 1],
    ['k', 1, 0],
    ['ArrowDown', 0, 2],
    ['ArrowUp', 3, 1],
    ['Home', 4, 0],
    ['End', 0, 4],
  ])('%s from %i goes to %i', (key, from, to) => {
    expect(nextCard(key, from, 5, 2)).toBe(to);
  });

  it('stays inside', () => {
    expect(nextCard('ArrowUp', 0, 5, 2)).toBeNull();
    expect(nextCard('ArrowDown', 4, 5, 2)).toBeNull();
    expect(nextCard('x', 2, 5, 2)).toBeNull();
  });
});
