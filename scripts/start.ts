/** Opens Keyholder from source: node scripts/run.mjs scripts/start.ts */
import { spawn } from 'node:child_process';
import { buildIfStale } from './build.ts';
import { hasDisplay } from './display.ts';
import { giveUp, inProject } from './project.ts';
import { findRuntime } from './runtime.ts';
import { haveSystemPackages } from './system-packages.ts';

if (!hasDisplay())
  giveUp(
    'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open. The command line needs none: npm run -s keyholder -- --help',
  );
if (!haveSystemPackages(false)) process.exit(1);
const runtime = await findRuntime();
await buildIfStale();

// Chromium's sandbox refuses to run for root.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const child = spawn(runtime.executable, [...asRoot, inProject(''), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, KEYHOLDER_NODE: process.execPath },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
