import { describe, expect, it } from 'vitest';
import { indented, reasonOf, wordsOf } from './entry-words.ts';

describe('custody entries', () => {
  it('finds the reason under any of its names', () => {
    expect(reasonOf({ body: '{"rationale":"never succeeded"}' })).toBe('never succeeded');
    expect(reasonOf({ body: '{"reason":"wrong day"}' })).toBe('wrong day');
    expect(reasonOf({ body: '{"files":3}' })).toBe('');
    expect(reasonOf({ body: '' })).toBe('');
  });

  it('writes moments as everywhere else, and leaves names of files as they are', () => {
    expect(wordsOf({ words: 'Set the case clock to 2026-11-05T09:00:00.000Z.' })).toBe('Set the case clock to 2026-11-05 09:00:00 UTC.');
    expect(wordsOf({ words: 'at 2026-11-03T16:20:02.250Z' })).toBe('at 2026-11-03 16:20:02.25 UTC');
    const file = 'Imported report-2026-11-03T06:00:00Z.csv, 566 bytes';
    expect(wordsOf({ words: file })).toBe(file);
  });

  it('shows a body that is no JSON as it is', () => {
    expect(indented('withheld')).toBe('withheld');
    expect(indented('{"a":1}')).toBe('{\n  "a": 1\n}');
  });
});
