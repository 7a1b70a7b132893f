import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTrail, makeTrailKey } from '../../test/support/signed-trail.ts';
import type { IntegrityReport } from '../../shared/rpc/intake.ts';

const program = fileURLToPath(new URL('../cli.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'keyholder-cli-integrity-'));
const trail = makeTrail(makeTrailKey());
afterAll(() => rmSync(root, { recursive: true, force: true }));

function keyholder(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, KEYHOLDER_HOME: join(root, 'home') };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  mkdirSync(join(root, 'in'));
  // The third digest is left out.
  for (const file of [...trail.digests.filter((_, index) => index !== 2), ...trail.logs]) writeFileSync(join(root, 'in', file.name), gzipSync(file.text));
  writeFileSync(join(root, 'keys.json'), trail.publicKeys);
  keyholder('new', 'case', '--examiner', 'Ada', '--reference', 'R-1');
  if (keyholder('import', 'case', 'in').status !== 0) throw new Error('nothing was imported');
}, 60_000);

it('prints what holds, what is missing and what cannot be shown, and ends with 1 for a broken chain', () => {
  const { status, stdout, stderr } = keyholder('integrity', 'case', '--public-keys', 'keys.json');
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('  digests   4: 1 verified, 0 failed, 2 cannot be proved, 1 missing\n');
  expect(stdout).toContain('  log files 2: 1 verified, 0 failed, 1 cannot be proved, 0 missing\n');
  expect(stdout).toContain('GAP 2026-03-05T11:00:00.000Z to 2026-03-05T12:00:00.000Z');
  expect(stdout).toContain(`MISSING digest ${trail.digests[2]!.object}: `);
  expect(stdout).toContain(`UNLISTED in/${trail.logs[2]!.name}: `);
  expect(stdout).toMatch(/What this cannot show:\n {2}The newest digest/);
});

it('prints the same as JSON', () => {
  const { stdout } = keyholder('integrity', 'case', '--json');
  const report = JSON.parse(stdout) as IntegrityReport;
  expect(report).toMatchObject({ holds: false, keys: [], chains: [{ digests: { total: 4, verified: 0, unproven: 3, missing: 1 } }] });
});

it('refuses keys that are none', () => {
  writeFileSync(join(root, 'none.json'), 'no keys');
  expect(keyholder('integrity', 'case', '--public-keys', 'none.json')).toMatchObject({
    status: 64,
    stdout: '',
    stderr: expect.stringMatching(/^keyholder: .*list-public-keys.*\n$/) as string,
  });
});
