import { describe, expect, it } from 'vitest';
import { indented, reasonOf } from './entry-words.ts';

describe('custody entries', () => {
  it('finds the reason under any of its names', () => {
    expect(reasonOf({ body: '{"rationale":"never succeeded"}' })).toBe('never succeeded');
    expect(reasonOf({ body: '{"reason":"wrong day"}' })).toBe('wrong day');
    expect(reasonOf({ body: '{"files":3}' })).toBe('');
    expect(reasonOf({ body: '' })).toBe('');
  });

  it('shows a body that is no JSON as it is', () => {
    expect(indented('withheld')).toBe('withheld');
    expect(indented('{"a":1}')).toBe('{\n  "a": 1\n}');
  });
});
