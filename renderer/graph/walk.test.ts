import { describe, expect, it } from 'vitest';
import { neighbours } from './lit.ts';
import { step } from './walk.ts';

const at = (id: string, x: number, y: number) => ({ id, x, y, width: 100, height: 30 });
const stops = [at('a', 0, 0), at('b', 0, 50), at('c', 200, 0), at('d', 200, 100), at('e', 400, 50)];
const around = neighbours([
  { id: '1', from: 'a', to: 'd' },
  { id: '2', from: 'd', to: 'e' },
]);

describe('step', () => {
  it('stays in the column going up and down', () => {
    expect(step(stops, around, 'a', 'down')).toBe('b');
    expect(step(stops, around, 'd', 'up')).toBe('c');
    expect(step(stops, around, 'a', 'up')).toBeNull();
  });

  it('follows an edge sideways, though another node is nearer', () => {
    expect(step(stops, around, 'a', 'right')).toBe('d');
    expect(step(stops, around, 'e', 'left')).toBe('d');
  });

  it('goes to the nearest node where no edge leads', () => {
    expect(step(stops, around, 'c', 'left')).toBe('a');
  });

  it('starts at the first node', () => {
    expect(step(stops, around, 'gone', 'right')).toBe('a');
  });
});
