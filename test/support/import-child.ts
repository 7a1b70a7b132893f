/** An import in a process of its own, to be killed: says `begun`, then one line for each file stored. node import-child.ts FOLDER PATH */
import { writeSync } from 'node:fs';
import type { Context } from '../../main/engine/context.ts';
import { importPaths } from '../../main/engine/intake/run.ts';
import { readCustody } from '../../main/engine/store/custody.ts';
import { createCase } from '../../main/engine/store/open.ts';
import { surroundings } from '../../main/engine/surroundings.ts';

const [folder, path] = process.argv.slice(2);
if (!folder || !path) throw new Error('import-child.ts FOLDER PATH');
const around = { ...surroundings('in_process'), home: folder };
const handle = createCase(around, { parent: folder, name: 'killed', examiner: 'tester', reference: 'R-1' });
let told = 0;
const context: Context = {
  around,
  signal: new AbortController().signal,
  changed() {},
  openCase: () => handle,
  setCase() {},
  requirePath() {},
  progress() {
    const stored = [...readCustody(handle.read)].filter((row) => row.line.includes('"action":"import"')).length;
    for (; told < stored; told += 1) writeSync(1, 'stored\n');
  },
};
writeSync(1, 'begun\n');
await importPaths(context, [path], []);
