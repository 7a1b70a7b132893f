import { expect, test } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronPath, project } from '../support/app.ts';
import { callExpression } from '../support/page-rpc.ts';
import { startPiped } from '../support/pipe.ts';

/** Every call with which a process could reach another machine or be reached. */
const watched = 'connect,bind,listen,sendto,sendmsg,sendmmsg';

function internetCalls(trace: string): readonly string[] {
  return trace.split('\n').filter((line) => /sa_family=AF_INET/.test(line));
}

test('no process opens a connection: not the window, not the engine, not an import', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-network-'));
  const trace = join(folder, 'trace');
  const traced = join(folder, 'traced');
  await writeFile(traced, `#!/bin/sh\nexec strace -f --seccomp-bpf -qq -e trace=${watched} -o '${trace}' '${electronPath()}' "$@"\n`, { mode: 0o755 });
  const program = await startPiped(traced, ['--no-sandbox', '--disable-gpu', project], { ...process.env, KEYHOLDER_HOME: join(folder, 'home') });
  try {
    const opened = await program.evaluate(callExpression('case.openSample', { examiner: 'A. Examiner' }));
    expect(opened).toMatchObject({ value: { counts: { events: expect.any(Number) } } });
    expect(await program.evaluate(callExpression('answers.all', {}))).toMatchObject({
      value: [{ id: 'Q1' }, { id: 'Q2' }, { id: 'Q3' }, { id: 'Q4' }, { id: 'Q10' }],
    });
    await program.close();
    const seen = await readFile(trace, 'utf8');
    // The trace is of the whole family: the X screen is reached over a local socket, which it must show.
    expect(seen).toContain('sa_family=AF_UNIX');
    expect(internetCalls(seen)).toEqual([]);
  } finally {
    await program.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('the watch sees a connection when there is one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-network-'));
  const trace = join(folder, 'trace');
  const knock = "require('node:net').connect(9, '127.0.0.1').on('error', () => process.exit(0))";
  spawnSync('strace', ['-f', '--seccomp-bpf', '-qq', '-e', `trace=${watched}`, '-o', trace, process.execPath, '-e', knock]);
  expect(internetCalls(await readFile(trace, 'utf8')).length).toBeGreaterThan(0);
  await rm(folder, { recursive: true, force: true });
});
