/** Writing so that it is still there after the power fails. */
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../../../shared/problems.ts';

/** Writes a file that must not be there yet, whole or not at all. */
export function writeNewFile(path: string, text: string, mode: number): void {
  const building = `${path}.new`;
  rmSync(building, { force: true });
  try {
    writeFileSync(building, text, { mode, flag: 'wx', flush: true });
    linkSync(building, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') fail('not_allowed', 'A file of this name is there already; it was left as it is.', { file: path });
    throw error;
  } finally {
    rmSync(building, { force: true });
  }
  syncFolder(dirname(path));
}

/** Asks the disk to keep the names in a folder. Windows cannot be asked and keeps them by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The same for a folder and every folder in it. */
export function syncFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) syncFolders(join(folder, entry.name));
  syncFolder(folder);
}

/** Makes a folder and those above it where they are missing. Node's own way of doing so never ends on file systems that refuse, such as /proc. */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') fail('invalid_argument', 'A folder cannot be made there.', { file: folder });
    throw error;
  }
}

/** Makes a folder that must not be there yet. */
export function makeNewFolder(folder: string): void {
  if (existsSync(folder)) fail('not_allowed', 'A folder of this name is there already; it was left as it is.', { file: folder });
  mkdirSync(folder, { mode: 0o755 });
}
