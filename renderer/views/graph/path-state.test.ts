import { describe, expect, it } from 'vitest';
import { litByPaths, mergePaths, unseenSteps } from './path-state.ts';

const paths = [
  { nodes: ['a', 'b', 'c'], edges: ['held', 'bc'] },
  { nodes: ['a', 'b', 'c'], edges: ['minted', 'bc'] },
  { nodes: ['a', 'd', 'c'], edges: ['ad', 'dc'] },
];

describe('paths', () => {
  it('are one where they pass the same nodes', () => {
    expect(mergePaths(paths)).toEqual([
      { nodes: ['a', 'b', 'c'], edges: ['held', 'bc', 'minted'] },
      { nodes: ['a', 'd', 'c'], edges: ['ad', 'dc'] },
    ]);
  });

  it('say how many of their steps the picture does not show', () => {
    expect(
      unseenSteps(paths, [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
        { from: 'c', to: 'd' },
      ]),
    ).toBe(1);
  });

  it('light all, or the one chosen', () => {
    expect([...(litByPaths(paths, null)?.nodes ?? [])].toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect([...(litByPaths(paths, 2)?.nodes ?? [])].toSorted()).toEqual(['a', 'c', 'd']);
    expect(litByPaths([], null)).toBeNull();
  });
});
