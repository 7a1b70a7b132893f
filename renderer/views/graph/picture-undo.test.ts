import { beforeEach, describe, expect, it } from 'vitest';
import { useNav } from '../../state/nav.ts';
import { changePicture, readPictureState } from './picture-state.ts';
import { changeByHand, redoPicture, undoPicture } from './picture-undo.ts';

const hidden = (): readonly string[] => readPictureState(useNav.getState().params).hidden;

describe('undo in the picture', () => {
  beforeEach(() => useNav.setState({ view: 'graph', params: {} }));

  it('takes back step by step, and does it again', () => {
    changeByHand({ hidden: ['a'] });
    changeByHand({ hidden: ['a', 'b'] });
    changePicture({ limit: 200 });
    expect(undoPicture()).toBe(true);
    expect(hidden()).toEqual(['a']);
    expect(redoPicture()).toBe(true);
    expect(hidden()).toEqual(['a', 'b']);
    expect([undoPicture(), undoPicture()]).toEqual([true, true]);
    expect(hidden()).toEqual([]);
    expect(readPictureState(useNav.getState().params).limit).toBe(200);
    expect(undoPicture()).toBe(false);
  });

  it('leaves a picture alone that has become another since', () => {
    changeByHand({ hidden: ['a'] });
    useNav.setState({ params: {} });
    changePicture({ hidden: ['elsewhere'] });
    expect(undoPicture()).toBe(false);
    expect(hidden()).toEqual(['elsewhere']);
  });
});
