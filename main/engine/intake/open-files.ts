import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '../../../shared/problems.ts';

/** A file to be taken in. */
export interface FoundFile {
  /** As the person named it, or that folder's name with the way inside. */
  readonly path: string;
  /** Its own name, without folders. */
  readonly name: string;
  /** The name for people: with the way from the folder that was named. */
  readonly label: string;
  readonly size: number;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly refused: readonly Problem[];
}

/** Every regular file under the given paths, folders to any depth, in the order of their names. Links and devices are refused, never followed. */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const refused: Problem[] = [];
  for (const path of paths) await walk(path, basename(path), basename(path), files, refused);
  return { files, refused };
}

async function walk(path: string, name: string, label: string, files: FoundFile[], refused: Problem[]): Promise<void> {
  const seen = await lstat(path).catch((error: NodeJS.ErrnoException) => error);
  if (seen instanceof Error) {
    refused.push({
      code: 'unreadable',
      message: seen.code === 'ENOENT' ? 'There is no such file.' : `This cannot be read (${seen.code ?? 'unknown reason'}).`,
      file: path,
    });
  } else if (seen.isDirectory()) {
    const names = await readdir(path).catch((error: NodeJS.ErrnoException) => error);
    if (names instanceof Error) refused.push({ code: 'unreadable', message: `This folder cannot be read (${names.code ?? 'unknown reason'}).`, file: path });
    else for (const inner of names.toSorted(bytewise)) await walk(join(path, inner), inner, `${label}/${inner}`, files, refused);
  } else if (seen.isFile()) files.push({ path, name, label, size: seen.size });
  else
    refused.push({
      code: 'not_a_regular_file',
      message: seen.isSymbolicLink() ? 'This is a link; name the file itself.' : 'This is no ordinary file.',
      file: path,
    });
}

function bytewise(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
