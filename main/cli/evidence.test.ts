import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Verification } from '../../shared/rpc/evidence.ts';

const program = fileURLToPath(new URL('../cli.ts', import.meta.url));
const sample = fileURLToPath(new URL('../../assets/sample-case/exports/aws', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'keyholder-cli-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function keyholder(...args: string[]) {
  return run({ KEYHOLDER_PASSPHRASE: 'correct horse battery' }, args);
}

function run(more: Record<string, string>, args: readonly string[]) {
  const env = { ...process.env, KEYHOLDER_HOME: join(root, 'home'), ...more };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

let bundle = '';
let newKey = '';
/** A command that has to succeed without a word of complaint. */
function must(...args: string[]): string {
  const { status, stdout, stderr } = keyholder(...args);
  if (status !== 0 || stderr !== '') throw new Error(`${args.join(' ')}: ${status} ${stderr}`);
  return stdout;
}
beforeAll(() => {
  must('new', 'runner', '--examiner', 'Ada', '--reference', 'R-1');
  must('import', 'runner.keyholder', sample);
  must('milestone', 'runner.keyholder', 'exposure_began', '2026-11-03T10:02:41Z', '--identity', 'aws:111122223333:instance/i-0a7c41f2be93d6e58');
  must('milestone', 'runner.keyholder', 'patch_deployed', '2026-11-03T14:00:00Z');
  newKey = must('keys', 'new', 'ada');
  bundle = (JSON.parse(must('export', 'runner.keyholder', '--out', 'out', '--key', 'ada', '--json')) as { folder: string }).folder;
}, 60_000);

it('lists and shows keys, never the private half', () => {
  expect(newKey).toMatch(/^ada namespaces="keyholder-bundle-v1,keyholder-review-v1,keyholder-checkpoint-v1" ssh-ed25519 AAAA\S+ ada\n$/);
  expect(keyholder('keys', 'list').stdout).toMatch(/^ada {2}examiner {2}SHA256:\S+ {2}20/);
  expect(keyholder('keys', 'show', 'ada').stdout).toBe(newKey);
  expect(keyholder('keys', 'show', 'bert')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^keyholder: .*bert.*\n$/) as string });
  expect(keyholder('keys', 'new', 'ada')).toMatchObject({ status: 1, stderr: expect.stringContaining('already') as string });
});

it('takes a passphrase from a file, and asks for none where nobody can answer', () => {
  const file = join(root, 'passphrase');
  writeFileSync(file, 'correct horse battery\r\n');
  expect(run({ KEYHOLDER_PASSPHRASE: '' }, ['export', 'runner.keyholder', '--out', 'second', '--key', 'ada', '--passphrase-file', file])).toMatchObject({
    status: 0,
  });
  expect(run({ KEYHOLDER_PASSPHRASE: '' }, ['export', 'runner.keyholder', '--out', 'third', '--key', 'ada'])).toMatchObject({
    status: 64,
    stderr: expect.stringContaining('--passphrase-file') as string,
  });
  expect(run({ KEYHOLDER_PASSPHRASE: 'wrong wrong wrong' }, ['export', 'runner.keyholder', '--out', 'third', '--key', 'ada'])).toMatchObject({
    status: 1,
    stderr: 'keyholder: The passphrase does not open this key.\n',
  });
});

it('verifies with exit codes 0, 1, 2 and 3', () => {
  const good = keyholder('verify', bundle, '--signers', 'out/allowed_signers', '--json');
  expect(good.status).toBe(0);
  expect((JSON.parse(good.stdout) as Verification).checks.every((check) => check.state !== 'fails')).toBe(true);
  expect(keyholder('verify', bundle, '--signers', 'out/allowed_signers').stdout).toMatch(/\nVerified: complete, unchanged, and signed by ada\.\n$/);
  expect(keyholder('verify', bundle)).toMatchObject({ status: 2 });
  expect(keyholder('verify', root, '--signers', 'out/allowed_signers')).toMatchObject({ status: 3 });
  appendFileSync(join(bundle, 'data/report/report.html'), ' ');
  const bad = keyholder('verify', bundle, '--signers', 'out/allowed_signers');
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('data/report/report.html');
  writeFileSync(join(bundle, 'data/report/report.html'), readFileSync(join(bundle, 'data/report/report.html'), 'utf8').slice(0, -1));
  expect(keyholder('verify', bundle, '--signers', 'out/allowed_signers').status).toBe(0);
});

it('puts answers, picture and report of the case into the bundle', () => {
  const answers = readFileSync(join(bundle, 'data/records/answers.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string });
  expect(answers.map((answer) => answer.id)).toEqual(['Q1', 'Q2', 'Q3', 'Q4', 'Q10']);
  expect(readFileSync(join(bundle, 'data/graph/graph.svg'), 'utf8')).toMatch(/^<svg/);
  expect((JSON.parse(readFileSync(join(bundle, 'data/graph/graph.json'), 'utf8')) as { nodes: unknown[] }).nodes.length).toBeGreaterThan(3);
  expect(readFileSync(join(bundle, 'data/report/report.html'), 'utf8')).toContain('Successful after the patch');
});

it('reverifies a case', () => {
  expect(keyholder('reverify', 'runner.keyholder')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/all as they were imported[\s\S]*one unbroken chain/) as string,
  });
});

it('explains itself', () => {
  for (const command of [['keys'], ['keys', 'new'], ['export'], ['verify'], ['reverify']])
    expect(keyholder(...command, '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: keyholder') as string });
  expect(keyholder('keys', 'new')).toMatchObject({ status: 64, stderr: expect.stringMatching(/^keyholder: [^\n]*\n$/) as string });
  expect(keyholder('verify')).toMatchObject({ status: 64 });
});
