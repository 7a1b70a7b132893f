import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { madeSurroundings, temporaryFolder } from '../../../test/support/case-builder.ts';
import { custodyHash, readCustody, type CustodyLine } from './custody.ts';
import { listMilestones } from './milestones.ts';
import { createCase, openCase } from './open.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Enters milestones as fast as it can until it is killed, and says when it has begun. */
const program = `
  import { openCase } from '${here('./open.ts')}';
  import { setMilestone } from '${here('./milestones.ts')}';
  import { stampNow } from '${here('./stamp.ts')}';
  import { surroundings } from '${here('../surroundings.ts')}';
  const around = surroundings('in_process');
  const { write } = openCase(around, process.argv[1]);
  for (let at = 0; ; at++) {
    setMilestone(write, stampNow(around, write), { kind: 'detected', at, note: '' });
    if (at === 3) process.stdout.write('begun');
  }`;

test('however often the program is killed, every act has its entry and every entry its act', async () => {
  const parent = temporaryFolder();
  const around = { ...madeSurroundings(parent), now: () => (Date.now() * 1000) as ReturnType<ReturnType<typeof madeSurroundings>['now']> };
  const made = createCase(around, { parent, name: 'killed', examiner: 'Ada', reference: 'R-1' });
  made.close();
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', program, made.folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, round * 3));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
  }
  const handle = openCase(around, join(parent, 'killed.keyholder'));
  const rows = [...readCustody(handle.read)];
  const lines = rows.map((row) => JSON.parse(row.line) as CustodyLine);
  expect(lines.filter(({ action }) => action === 'milestone_set')).toHaveLength(listMilestones(handle.read).length);
  expect(listMilestones(handle.read).length).toBeGreaterThanOrEqual(24);
  expect(lines.slice(1).map(({ prev }) => prev)).toEqual(rows.slice(0, -1).map((row) => custodyHash(row.line)));
  handle.close();
});
