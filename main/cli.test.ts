import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../test/support/case-builder.ts';
import type { CaseSummary } from '../shared/rpc/case.ts';
import type { EventRow } from '../shared/rpc/events.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const exportsFolder = fileURLToPath(new URL('../assets/sample-case/exports', import.meta.url));
const node = ['--disable-warning=ExperimentalWarning', cli];

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs commands with a home of their own. */
function terminal(): { run(...args: string[]): Ran; home: string } {
  const home = temporaryFolder();
  const run = (...args: string[]): Ran => {
    const ran = spawnSync(process.execPath, [...node, ...args], { encoding: 'utf8', env: { ...process.env, KEYHOLDER_HOME: home } });
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
  };
  return { run, home };
}

const oneLine = /^keyholder: [^\n]+\n$/;

describe('the program on a terminal', () => {
  test('explains every command and the exit codes', () => {
    const { run } = terminal();
    const help = run('--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    const named = [...help.out.matchAll(/^ {2}([a-z]+) .*\S$/gm)].map((match) => match[1] ?? '');
    for (const command of [
      'new',
      'import',
      'milestone',
      'summary',
      'answers',
      'events',
      'graph',
      'assess',
      'keys',
      'export',
      'verify',
      'reverify',
      'integrity',
      'readers',
      'normalize',
    ]) {
      expect(named).toContain(command);
      expect(run(command, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes:') });
    }
    expect(run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    ['an unknown command', ['frobnicate'], 64],
    ['a missing option', ['new', 'case'], 64],
    ['an unknown option', ['summary', 'case', '--colour'], 64],
    ['a word that is no milestone', ['milestone', 'case', 'lunch', '2026-11-03'], 64],
    ['a time that is none', ['milestone', 'case', 'contained', 'noon'], 64],
    ['a filter that cannot be read', ['events', 'case', '--filter', 'rung=perhaps'], 64],
    ['a folder that is no case', ['summary', '/nowhere'], 1],
  ])('says in one line what is wrong with %s', (_name, args, code) => {
    const ran = terminal().run(...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toMatch(oneLine);
  });

  test('works on a case from its making to its assessment', () => {
    const { run, home } = terminal();
    const path = join(home, 'runner');
    expect(run('new', path, '--examiner', 'Ada', '--reference', 'R-1', '--time-zone', 'Europe/Berlin')).toEqual({
      code: 0,
      out: `${path}.keyholder\n`,
      err: '',
    });
    expect(run('new', path, '--examiner', 'Ada', '--reference', 'R-1')).toMatchObject({ code: 1, err: expect.stringMatching(oneLine) });
    expect(run('import', path, exportsFolder).code).toBe(0);
    expect(run('milestone', path, 'patch_deployed', '2026-11-03T14:00:00Z', '--note', 'change 5512').code).toBe(0);
    const summary = JSON.parse(run('summary', `${path}.keyholder`, '--json').out) as CaseSummary;
    expect(summary).toMatchObject({ reference: 'R-1', timeZone: 'Europe/Berlin', counts: { milestones: 1 } });
    const filter = 'rung=denied action=kms:Sign';
    const rows = run('events', path, '--filter', filter, '--json')
      .out.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as EventRow);
    expect(rows.map(({ action, rung }) => [action, rung])).toEqual(rows.map(() => ['kms:Sign', 2]));
    const assessed = run(
      'assess',
      path,
      '--filter',
      filter,
      '--determination',
      'attempted',
      '--confidence',
      'confirmed',
      '--rationale',
      'AccessDenied',
      '--tag',
      'kms',
      '--json',
    );
    expect(JSON.parse(assessed.out)).toMatchObject({ target: { events: rows.map(({ id }) => id) }, tags: ['kms'] });
    expect(
      run('assess', path, '--event', '1', '--filter', filter, '--determination', 'attempted', '--confidence', 'confirmed', '--rationale', 'x'),
    ).toMatchObject({ code: 64 });
    expect(run('assess', path, '--holds', 'prod-data', '--credential', 'access_key:AKIAYSP6U5BF7J7Y7X2Q', '--rationale', 'the owner says so').code).toBe(0);
    expect(run('events', path, '--limit', '2')).toMatchObject({ code: 0, err: `2 of ${summary.counts.events} events listed.\n` });
  });

  test('stops when nobody reads its output, and closes the case', async () => {
    const { run, home } = terminal();
    const path = join(home, 'pipe');
    run('new', path, '--examiner', 'Ada', '--reference', 'R-1');
    run('import', path, exportsFolder);
    const child = spawn(process.execPath, [...node, 'events', path, '--limit', '0', '--json'], {
      env: { ...process.env, KEYHOLDER_HOME: home },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(141);
    expect(existsSync(join(`${path}.keyholder`, 'case.db-wal'))).toBe(false);
  });
});
