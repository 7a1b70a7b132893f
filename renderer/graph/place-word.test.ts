import { describe, expect, it } from 'vitest';
import { placeWord } from './place-word.ts';

const bar = { room: 60, from: 100, to: 200, width: 600, marks: [] };

describe('placeWord', () => {
  it('stands right of the bar', () => {
    expect(placeWord(bar)).toEqual({ x: 209, anchor: 'start' });
  });

  it('passes marks that stand in its way, and no others', () => {
    expect(placeWord({ ...bar, marks: [120, 215] })).toEqual({ x: 227, anchor: 'start' });
    expect(placeWord({ ...bar, marks: [500] })).toEqual({ x: 209, anchor: 'start' });
  });

  it('goes to the left where there is no room at the right', () => {
    expect(placeWord({ ...bar, from: 400, to: 560 })).toEqual({ x: 394, anchor: 'end' });
  });

  it('stays inside a bar that runs out of sight', () => {
    expect(placeWord({ ...bar, to: 900 })).toEqual({ x: 594, anchor: 'end' });
  });
});
