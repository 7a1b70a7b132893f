/** Every test there is: those of the code, then those of the program in a window. Further arguments go to neither. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { buildIfStale } from './build.ts';
import { startVirtualDisplay } from './display.ts';
import { inProject, say } from './project.ts';
import { findRuntime } from './runtime.ts';
import { haveSystemPackages } from './system-packages.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const results = { code: 'test-results/code.json', window: 'test-results/window.json' };

function run(tool: string, args: readonly string[], env: NodeJS.ProcessEnv): number {
  return (
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', inProject(tool), ...args], { stdio: 'inherit', cwd: inProject(''), env }).status ?? 1
  );
}

function testCode(): number {
  return run('node_modules/vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results.code}`], process.env);
}

async function testWindow(): Promise<number> {
  if (!haveSystemPackages(true)) return 1;
  const runtime = await findRuntime();
  await buildIfStale();
  // Always a screen of its own: windows that open and close on the one somebody works at help nobody.
  const display = process.platform === 'linux' ? await startVirtualDisplay() : null;
  try {
    const env = {
      ...process.env,
      KEYHOLDER_TEST_ELECTRON: runtime.executable,
      KEYHOLDER_NODE: process.execPath,
      PLAYWRIGHT_JSON_OUTPUT_NAME: inProject(results.window),
    };
    return run('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], display ? { ...env, DISPLAY: display.name } : env);
  } finally {
    display?.stop();
  }
}

function read(file: string): unknown {
  return existsSync(inProject(file)) ? (JSON.parse(readFileSync(inProject(file), 'utf8')) as unknown) : {};
}

function count(): readonly Count[] {
  const code = read(results.code) as { numPassedTests?: number; numFailedTests?: number; numPendingTests?: number };
  const { stats = {} } = read(results.window) as { stats?: { expected?: number; unexpected?: number; flaky?: number; skipped?: number } };
  return [
    { passed: code.numPassedTests ?? 0, failed: code.numFailedTests ?? 0, skipped: code.numPendingTests ?? 0 },
    { passed: (stats.expected ?? 0) + (stats.flaky ?? 0), failed: stats.unexpected ?? 0, skipped: stats.skipped ?? 0 },
  ];
}

rmSync(inProject('test-results'), { recursive: true, force: true });
const codeExit = testCode();
const windowExit = await testWindow();
const counts = count();
const sum = (of: keyof Count): number => counts.reduce((total, each) => total + each[of], 0);
if (codeExit !== 0) say('Tests of the code failed.');
if (windowExit !== 0) say('Tests of the window failed.');
if (counts.some(({ passed, failed }) => passed + failed === 0)) say('One of the runners ran no test.');
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(codeExit === 0 && windowExit === 0 && counts.every(({ passed }) => passed > 0) ? 0 : 1);
