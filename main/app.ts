/** The shell: a window, a menu, dialogs and an engine to fork. With `--cli` it is a terminal program and never opens a window. */
import { app } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { offerBridge } from './bridge-host.ts';
import { declareScheme, serveWindow } from './content-policy.ts';
import { startEngineHost } from './engine-host.ts';
import { setMenu } from './menu.ts';
import { shutChromium, shutPages, shutSession } from './shut-network.ts';
import { loadPage, openWindow, reviveWindow } from './window.ts';

const cliAt = process.argv.indexOf('--cli');
if (cliAt >= 0) await runInTerminal(process.argv.slice(cliAt + 1));
else startWithWindow();

/** Before `ready`, so that it needs no display. */
async function runInTerminal(args: readonly string[]): Promise<void> {
  process.argv = [process.execPath, 'keyholder', ...args];
  // Named by its address alone: the shell forks or loads the engine and knows nothing of what is inside.
  await import(new URL('../cli/cli.js', import.meta.url).href);
  for (const stream of [process.stdout, process.stderr]) await new Promise<unknown>((written) => stream.write('', written));
  app.exit(Number(process.exitCode ?? 0));
}

function startWithWindow(): void {
  if (process.env['KEYHOLDER_HOME']) app.setPath('userData', join(process.env['KEYHOLDER_HOME'], 'window'));
  else if (process.platform === 'linux') app.setPath('userData', join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'keyholder'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  declareScheme();
  shutChromium();
  shutPages();
  // Chromium refuses its sandbox to root; everyone else gets it for every process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(openKeyholder);
}

async function openKeyholder(): Promise<void> {
  shutSession();
  serveWindow();
  const engine = startEngineHost();
  const window = openWindow();
  reviveWindow(window);
  setMenu(window);
  offerBridge(window, engine);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  let engineEnded = false;
  app.on('before-quit', (event) => {
    if (engineEnded) return;
    event.preventDefault();
    void engine.quit().then(() => {
      engineEnded = true;
      app.quit();
    });
  });
  await loadPage(window);
}
