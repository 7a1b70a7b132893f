/** Starts what was packaged: in a terminal without a display, and with a window. */
import { chromium } from '@playwright/test';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startVirtualDisplay } from './display.ts';
import { giveUp, inProject, say } from './project.ts';
import { haveSystemPackages } from './system-packages.ts';

/** Ends the script in words when the packaged program does not do what it must. */
export async function smokeTest(executable: string): Promise<void> {
  if (!haveSystemPackages(true)) process.exit(1);
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-package-'));
  try {
    inTerminal(executable, folder);
    await withWindow(executable, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function inTerminal(executable: string, folder: string): void {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const run = (args: readonly string[]): { status: number | null; text: string } => {
    const { status, stdout, stderr } = spawnSync(executable, [...sandbox, '--cli', ...args], {
      env: { ...env, KEYHOLDER_HOME: folder },
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, text: `${stdout}${stderr}` };
  };
  const help = run(['--help']);
  if (help.status !== 0 || !help.text.includes('verify')) giveUp(`--cli --help failed (${help.status}): ${help.text}`);
  const unreadable = run(['verify', folder, '--signers', join(folder, 'none')]);
  if (unreadable.status !== 3) giveUp(`--cli verify of an empty folder must end with 3, not ${unreadable.status}: ${unreadable.text}`);
  say('In a terminal, without a display: --cli --help and --cli verify answer.');
  const bundle = demoBundle();
  if (!bundle) return;
  const verified = run(['verify', bundle.folder, '--signers', bundle.signers]);
  if (verified.status !== 0) giveUp(`--cli verify of a good bundle must end with 0, not ${verified.status}: ${verified.text}`);
  say('In a terminal, without a display: --cli verify accepts the bundle of the demo.');
}

/** The bundle that `npm run demo` made, if it ran here. */
function demoBundle(): { readonly folder: string; readonly signers: string } | null {
  const find = ['demo', '-name', 'allowed_signers', '-not', '-path', '*/home/*'];
  if (!existsSync(inProject('demo'))) return null;
  const signers = execFileSync('find', find, { cwd: inProject(''), encoding: 'utf8' }).split('\n')[0];
  const folder = execFileSync('find', ['demo', '-type', 'd', '-name', '*_B001'], { cwd: inProject(''), encoding: 'utf8' }).split('\n')[0];
  return signers && folder ? { folder: inProject(folder), signers: inProject(signers) } : null;
}

async function withWindow(executable: string, folder: string): Promise<void> {
  const display = await startVirtualDisplay();
  const program = spawn(executable, [...sandbox, '--disable-gpu', '--remote-debugging-port=0'], {
    env: { ...process.env, DISPLAY: display.name, KEYHOLDER_HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  const ended = once(program, 'exit');
  try {
    const address = await new Promise<string>((resolve, reject) => {
      program.once('exit', (code, signal) => reject(new Error(`the program ended with ${code ?? signal}: ${said.join('\n')}`)));
      createInterface({ input: program.stderr }).on('line', (line) => {
        said.push(line);
        const [, found] = /DevTools listening on (\S+)/.exec(line) ?? [];
        if (found) resolve(found);
      });
    });
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0] ?? giveUp('The packaged program opened no page.');
    await page.getByRole('button').first().waitFor({ timeout: 30_000 });
    if ((await page.title()) !== 'Keyholder') giveUp(`The window is titled ${await page.title()}.`);
    await page.close();
    await ended;
    say('With a window: the page shows itself, and closing it ends the program.');
  } finally {
    program.kill();
    display.stop();
  }
}
