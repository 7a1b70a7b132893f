import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sources } from '../../main/engine/sources/index.ts';
import { formatsTable, withFormats } from '../../scripts/formats.ts';
import { inProject } from '../../scripts/project.ts';

test('README lists the readers as they are (npm run formats writes it)', () => {
  const readme = readFileSync(inProject('README.md'), 'utf8');
  expect(formatsTable().split('\n')).toHaveLength(sources.length + 2);
  expect(withFormats(readme)).toBe(readme);
});
