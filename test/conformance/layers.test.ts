import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../scripts/project.ts';
import { checkLayers, type LayerCheck } from '../../scripts/layers.ts';

/** One forbidden import for each rule: the file that has it, what it imports, the rule that must say no. */
const planted: readonly (readonly [string, string, string])[] = [
  ['shared/clock.ts', 'node:fs', 'shared-imports-nothing'],
  ['shared/up.ts', '../main/engine/store/open.ts', 'shared-imports-nothing'],
  ['renderer/reach.ts', '../main/engine/store/open.ts', 'window-knows-only-shared'],
  ['renderer/read.ts', 'node:fs', 'window-has-no-node'],
  ['main/shell.ts', './engine/store/open.ts', 'shell-only-forks-the-engine'],
  ['main/engine/window.ts', '../shell.ts', 'engine-knows-no-electron'],
  ['main/engine/electron.ts', 'electron', 'engine-knows-no-electron'],
  ['main/engine/intake/fetch.ts', 'node:https', 'no-network'],
  ['main/engine/sources/one/source.ts', 'node:fs', 'sources-are-pure'],
  ['main/engine/sources/one/other.ts', '../two/source.ts', 'no-source-knows-another'],
  ['main/engine/graph/raw.ts', 'better-sqlite3', 'only-store-knows-the-database'],
  ['main/engine/store/up.ts', '../graph/build.ts', 'store-knows-only-shared'],
  ['main/engine/graph/reach.ts', '../intake/run.ts', 'middle-knows-shared-and-store'],
  ['main/engine/integrity/reach.ts', '../intake/run.ts', 'middle-knows-shared-and-store'],
  ['main/engine/answers/reach.ts', '../intake/run.ts', 'answers-know-the-graph-too'],
  ['main/engine/evidence/reach.ts', '../intake/run.ts', 'evidence-knows-the-report-too'],
  ['main/engine/intake/top.ts', '../api/index.ts', 'api-is-the-top'],
  ['renderer/views/one/view.tsx', '../two/view.tsx', 'no-view-knows-another'],
  ['main/engine/store/tested.ts', '../../../test/support/app.ts', 'nothing-imports-tests'],
  ['main/engine/intake/left.ts', './right.ts', 'no-circles'],
];

/** What is imported above, so that every import leads somewhere. */
const targets = [
  'main/engine/store/open.ts',
  'main/engine/graph/build.ts',
  'main/engine/intake/run.ts',
  'main/engine/api/index.ts',
  'main/engine/sources/two/source.ts',
  'renderer/views/two/view.tsx',
  'test/support/app.ts',
  'node_modules/electron/index.js',
  'node_modules/better-sqlite3/index.js',
];

describe('the layers', () => {
  it('hold in this tree', async () => {
    const { modules, violations } = await checkLayers(inProject(''));
    expect(modules).toBeGreaterThan(100);
    expect(violations).toEqual([]);
  });

  describe('catch what is planted', () => {
    const root = mkdtempSync(join(tmpdir(), 'keyholder-layers-'));
    let check: LayerCheck;
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    };

    beforeAll(async () => {
      for (const file of targets) write(file, 'export const x = 1;\n');
      for (const name of ['electron', 'better-sqlite3']) write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
      for (const [file, to] of planted) write(file, `import * as it from '${to}';\nexport const x = it;\n`);
      write('main/engine/intake/right.ts', "import { x } from './left.ts';\nexport const y = x;\n");
      check = await checkLayers(root);
    });
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    it.each(planted)('%s imports %s: %s', (file, _to, rule) => {
      expect(check.violations.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule);
    });
  });
});
