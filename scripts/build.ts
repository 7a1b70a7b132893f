/** Builds what Electron runs, into out/: node scripts/run.mjs scripts/build.ts */
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createBuilder } from 'vite';
import { inProject, isMain, say } from './project.ts';

const stamp = inProject('out/built');
const inputs = ['shared/**/*.ts', 'main/**/*.ts', 'renderer/**/*', 'vite.config.ts', 'package-lock.json'];

/** Builds unless nothing changed since the last build. */
export async function buildIfStale(): Promise<void> {
  if (!isStale()) return;
  say('Building …');
  const startedAt = new Date();
  const builder = await createBuilder({ configFile: inProject('vite.config.ts'), logLevel: 'warn' });
  await builder.buildApp();
  // Dated at the start: what was changed during the build is built the next time.
  writeFileSync(stamp, startedAt.toISOString());
}

function isStale(): boolean {
  if (!existsSync(stamp)) return true;
  const builtAt = Date.parse(readFileSync(stamp, 'utf8'));
  return inputs.some((pattern) => globSync(pattern, { cwd: inProject('') }).some((file) => statSync(inProject(file)).mtimeMs > builtAt));
}

if (isMain(import.meta.url)) await buildIfStale();
