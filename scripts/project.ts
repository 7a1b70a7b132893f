/** Where the project lies, and how its scripts speak. */
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export function inProject(path: string): string {
  return join(root, path);
}

/** Prepared runtimes and tools; can be deleted at any time. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'keyholder');
}

export function isMain(url: string): boolean {
  return resolve(process.argv[1] ?? '') === fileURLToPath(url);
}

/** Progress goes to stderr: stdout belongs to what was asked for. */
export function say(text: string): void {
  console.error(text);
}

export function giveUp(text: string): never {
  console.error(text);
  process.exit(1);
}

/** Runs a program with this terminal; ends this script with its exit code when it fails. */
export function mustRun(program: string, args: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): void {
  const run = spawnSync(program, args, { stdio: 'inherit', cwd: options.cwd ?? root, env: options.env ?? process.env });
  if (run.error) giveUp(`${program}: ${run.error.message}`);
  if (run.status !== 0) process.exit(run.status ?? 1);
}

/** Runs a program of node_modules that is written for Node, on this Node. */
export function mustRunTool(file: string, args: readonly string[], options: { readonly env?: NodeJS.ProcessEnv } = {}): void {
  mustRun(process.execPath, ['--disable-warning=ExperimentalWarning', inProject(join('node_modules', file)), ...args], options);
}
