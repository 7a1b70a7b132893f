import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSafePath, isSafeSegment, safeName } from './safe-name.ts';

it('makes a safe name of any text, and leaves a safe one as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => isSafeSegment(safeName(text))),
    { numRuns: 1000 },
  );
  for (const name of ['a.json', '1111_CloudTrail_eu-west-1.json.gz', 'B001']) expect(safeName(name)).toBe(name);
  expect(safeName('../../etc/passwd')).toBe('etc_passwd');
  expect(safeName('CON.txt')).toBe('file-CON.txt');
  expect(safeName('Übersicht März.csv')).toBe('Ubersicht_Marz.csv');
  expect(safeName(`${'x'.repeat(300)}.json.gz`)).toMatch(/^x{112}\.json\.gz$/);
});

it('knows what may not stand in a bundle', () => {
  for (const path of ['../x', '/x', 'a//b', 'a/./b', 'a\\b', 'a/', '', 'a b', '.hidden', 'a/nul.txt', 'a/b.', 'ä', 'C:x', `${'a'.repeat(181)}`])
    expect(isSafePath(path), path).toBe(false);
  for (const path of ['data/a.b', 'data/originals/0a/original/x-1_2.json']) expect(isSafePath(path)).toBe(true);
});
