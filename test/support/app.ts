/** Starts the built program in a real Electron, with a home of its own. */
import { _electron, test as base, expect, type ConsoleMessage, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url));

export interface Program {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder for this run alone: its home, its cases, its bundles. */
  readonly folder: string;
  /** What the page said on its console as an error, and what it threw. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly executable?: string;
  readonly sandbox?: boolean;
  /** The folder of the program; the project's own without it. */
  readonly program?: string;
  readonly folder?: string;
}

/** The Electron that `npm test` prepared. */
export function electronPath(): string {
  const path = process.env['KEYHOLDER_TEST_ELECTRON'];
  if (!path) throw new Error('Run these with npm test, which prepares an Electron and a screen.');
  return path;
}

export async function launch({
  env = {},
  args = [],
  executable = electronPath(),
  sandbox = false,
  program = project,
  folder,
}: LaunchOptions = {}): Promise<Program> {
  const own = folder ?? (await mkdtemp(join(tmpdir(), 'keyholder-e2e-')));
  const app = await _electron.launch({
    executablePath: executable,
    // There is no graphics card under a virtual screen; looking for one takes time and sometimes fails.
    args: ['--disable-gpu', program, ...args],
    chromiumSandbox: sandbox,
    env: { ...definedEnv(), KEYHOLDER_HOME: join(own, 'home'), ...env },
  });
  const page = await app.firstWindow();
  const errors: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  return {
    app,
    page,
    folder: own,
    errors,
    close: async () => {
      await app.close();
      if (folder === undefined) await rm(own, { recursive: true, force: true });
    },
  };
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The next dialogs give these paths, in this order; then the person cancels. */
export async function answerDialogs(app: ElectronApplication, answers: readonly (readonly string[])[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, queue) => {
      const next = (): string[] => [...(queue.shift() ?? [])];
      const open = async (): Promise<Electron.OpenDialogReturnValue> => {
        const filePaths = next();
        return { canceled: filePaths.length === 0, filePaths };
      };
      const save = async (): Promise<Electron.SaveDialogReturnValue> => {
        const [filePath = ''] = next();
        return { canceled: filePath === '', filePath };
      };
      dialog.showOpenDialog = open;
      dialog.showSaveDialog = save;
    },
    answers.map((paths) => [...paths]),
  );
}

/** A test that is given a running program and fails when the page reported an error. */
export const test = base.extend<{ program: Program }>({
  program: async ({}, use) => {
    const program = await launch();
    await use(program);
    await program.close();
    expect(program.errors).toEqual([]);
  },
});

export { expect };
