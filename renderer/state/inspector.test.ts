import { describe, expect, it } from 'vitest';
import { toggledChoice, wantsInspector } from './inspector.ts';

describe('inspector', () => {
  it('comes with a selection until somebody wants it otherwise', () => {
    expect([wantsInspector('follow', false), wantsInspector('follow', true)]).toEqual([false, true]);
    expect([wantsInspector('shut', true), wantsInspector('open', false)]).toEqual([false, true]);
  });

  it('shows after a press what it hid before, and the other way round', () => {
    for (const selected of [true, false]) for (const shown of [true, false]) expect(wantsInspector(toggledChoice(shown, selected), selected)).toBe(!shown);
  });
});
