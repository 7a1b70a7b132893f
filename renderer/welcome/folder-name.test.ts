import fc from 'fast-check';
import { expect, it } from 'vitest';
import { folderNameOf } from './folder-name.ts';

it('makes of a reference a folder name that every system accepts', () => {
  expect(folderNameOf('CASE 2026/014: “runner”')).toBe('CASE-2026-014-runner');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(folderNameOf(text)).not.toMatch(/[/\\:*?"<>|\u0000-\u001f]|^\./);
    }),
  );
});
