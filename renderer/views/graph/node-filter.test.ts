import { describe, expect, it } from 'vitest';
import { nodeFilter, thingOf } from './node-filter.ts';

describe('nodeFilter', () => {
  it('narrows to one thing and keeps what was narrowed before', () => {
    expect(nodeFilter('identity:aws:1:role/a', { from: 5 })).toEqual({ from: 5, identities: ['aws:1:role/a'] });
    expect(nodeFilter('plane:secrets', {})).toEqual({ planes: ['secrets'] });
    expect(nodeFilter('resource:arn:aws:s3:::b', {})).toEqual({ resources: ['arn:aws:s3:::b'] });
  });

  it('has no filter for a group or an unknown plane', () => {
    expect(nodeFilter('group:identity:role', {})).toBeNull();
    expect(nodeFilter('plane:moon', {})).toBeNull();
    expect(thingOf('group:credential:session')).toBeNull();
  });
});
