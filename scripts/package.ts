/** Packages the program and tries the package: node scripts/run.mjs scripts/package.ts */
import { Platform, build } from 'electron-builder';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { path7za } from '7zip-bin';
import { buildIfStale } from './build.ts';
import { cacheFolder, giveUp, inProject, say } from './project.ts';
import { smokeTest } from './package-smoke.ts';
import { fusesThatDiffer } from './package-fuses.ts';
import { findRuntime, type Runtime } from './runtime.ts';

const unpacked = inProject('dist/linux-unpacked');

if (process.platform !== 'linux')
  giveUp('npm run package makes the linux folder and tar.gz. For other systems run electron-builder there with electron-builder.yml.');
const runtime = await findRuntime();
await buildIfStale();
rmSync(inProject('dist'), { recursive: true, force: true });
prepareCompressor();
await build({
  targets: Platform.LINUX.createTarget(['dir', 'tar.gz']),
  projectDir: inProject(''),
  config: { extends: inProject('electron-builder.yml'), electronVersion: versionOf(runtime), electronDist: cleanCopy(runtime) },
});

const addons = readdirSync(join(unpacked, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds'));
if (addons.join() !== `linux-${process.arch}.node`) giveUp(`The package must hold the one database addon of its system, not: ${addons.join(', ')}.`);
const different = await fusesThatDiffer(join(unpacked, 'keyholder'));
if (different.length > 0) giveUp(`The fuses read back differ from electron-builder.yml: ${different.join(', ')}.`);
say('Fuses read back as set.');
await smokeTest(join(unpacked, 'keyholder'));
if (runtime.kind === 'stand-in') {
  say(
    'This package holds a development runtime out of the package registry (Electron 33), because Electron itself cannot be downloaded from here. It is not for shipping: it opens no case in its window.',
  );
}
say(`Packaged: ${unpacked}`);

/** The runtime without what only development needs. */
function cleanCopy({ folder }: Runtime): string {
  const copy = join(cacheFolder(), 'package-runtime');
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  for (const file of ['ready', 'resources/default_app.asar']) rmSync(join(copy, file), { force: true });
  return copy;
}

function versionOf({ kind, folder }: Runtime): string {
  const stamp = join(folder, 'version');
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim().replace(/^v/, '');
  if (kind === 'stand-in') return '33.2.1';
  return (JSON.parse(readFileSync(inProject('node_modules/electron/package.json'), 'utf8')) as { version: string }).version;
}

/** electron-builder would fetch its compressor; the one of the package registry lacks only the right to run. */
function prepareCompressor(): void {
  const own = join(cacheFolder(), '7za');
  mkdirSync(cacheFolder(), { recursive: true });
  copyFileSync(path7za, own);
  chmodSync(own, 0o755);
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] = own;
  process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '3';
}
