import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../scripts/project.ts';

const filesOf = (...patterns: string[]): readonly string[] => globSync(patterns, { cwd: inProject('') }).toSorted();
const textOf = (file: string): string => readFileSync(inProject(file), 'utf8');
const linesOf = (files: readonly string[], found: RegExp): readonly string[] =>
  files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, at) => (found.test(line) ? [`${file}:${at + 1}`] : [])),
  );

const code = filesOf('shared/**/*.ts', 'main/**/*.ts', 'renderer/**/*.ts', 'renderer/**/*.tsx', 'scripts/**/*.ts');
const product = code.filter((file) => !/\.test\.tsx?$/.test(file) && !file.startsWith('scripts/'));

describe('the house', () => {
  it('is seen at all', () => {
    expect(product.length).toBeGreaterThan(100);
  });

  it('prepares statements in store/ only', () => {
    expect(
      linesOf(
        product.filter((file) => !file.startsWith('main/engine/store/')),
        /\.prepare\(|\.pragma\(/,
      ),
    ).toEqual([]);
  });

  it('asks no network for anything', () => {
    expect(linesOf(product, /\bfetch\(|new WebSocket|XMLHttpRequest|sendBeacon|autoUpdater|crashReporter/)).toEqual([]);
  });

  // A migration is the schema of one version and reads best in one piece.
  it('keeps its files short', () => {
    expect(product.filter((file) => !file.includes('/migrations/') && textOf(file).split('\n').length > 300)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(linesOf(code, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  it('locks packages by digest and names no place to fetch them from', () => {
    for (const file of ['package-lock.json', 'scripts/stand-in/package-lock.json']) {
      const { packages } = JSON.parse(textOf(file)) as { packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }> };
      for (const [name, entry] of Object.entries(packages))
        if (name !== '') expect(entry, name).toMatchObject({ integrity: expect.stringMatching(/^sha512-/) });
      expect(textOf(file)).not.toMatch(/"resolved"/);
    }
    expect(textOf('.npmrc')).not.toMatch(/registry\s*=/);
  });

  it('pins every version', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(textOf('package.json')) as Record<string, Record<string, string>>;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
