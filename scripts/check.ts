/** Types, lint, format and layers: node scripts/run.mjs scripts/check.ts */
import { spawnSync } from 'node:child_process';
import { inProject, say } from './project.ts';

const checks: readonly (readonly [string, string, readonly string[]])[] = [
  ['types', 'node_modules/typescript/bin/tsc', ['-b']],
  ['lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']],
  ['format', 'node_modules/oxfmt/bin/oxfmt', ['--check']],
  ['layers', 'scripts/layers.ts', []],
];

const failed: string[] = [];
for (const [name, file, args] of checks) {
  say(`— ${name}`);
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', inProject(file), ...args], { stdio: 'inherit', cwd: inProject('') });
  if (run.status !== 0) failed.push(name);
}
say(failed.length === 0 ? 'Everything holds.' : `Does not hold: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);
