import { beforeEach, describe, expect, it } from 'vitest';
import { useNav } from '../../state/nav.ts';
import { changePicture, readPictureState, toggled } from './picture-state.ts';

beforeEach(() => useNav.setState({ view: 'graph', params: {} }));

describe('the state of the picture', () => {
  it('comes back from the address as it was put in', () => {
    changePicture({ expanded: ['group:a"b'], hidden: ['identity:x'], at: 1_700_000_000_000_000, side: 'after', limit: 1000 });
    expect(readPictureState(useNav.getState().params)).toEqual({
      expanded: ['group:a"b'],
      hidden: ['identity:x'],
      pinned: [],
      limit: 1000,
      at: 1_700_000_000_000_000,
      side: 'after',
      list: false,
      node: null,
    });
  });

  it('leaves the address bare when all is as by default', () => {
    changePicture({ hidden: ['a'] });
    changePicture({ hidden: [] });
    expect(useNav.getState().params).toEqual({});
  });

  it('takes nothing unreadable from an address', () => {
    expect(readPictureState({ open: '{"a":1}', hide: 'x', limit: '99999999', side: 'up', at_time: 'now' })).toMatchObject({
      expanded: [],
      hidden: [],
      limit: 400,
      side: 'whole',
      at: null,
    });
  });

  it('toggles', () => {
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    expect(toggled(['b'], 'a')).toEqual(['b', 'a']);
  });
});
