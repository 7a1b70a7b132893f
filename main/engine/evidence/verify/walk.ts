import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface Walked {
  /** Size of every regular file, by its path with slashes, in bytewise order. */
  readonly files: ReadonlyMap<string, number>;
  /** Links, devices, pipes and folders without a file: none of them belongs in a bundle. */
  readonly others: readonly string[];
}

/** Everything that lies in a folder; links are named and never followed. */
export async function walk(folder: string): Promise<Walked> {
  const files: [string, number][] = [];
  const others: string[] = [];
  const visit = async (path: string): Promise<number> => {
    let found = 0;
    const entries = await readdir(join(folder, path), { withFileTypes: true, encoding: 'utf8' });
    for (const entry of entries) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      const stat = await lstat(join(folder, inner));
      if (stat.isDirectory()) {
        if ((await visit(inner)) === 0) others.push(`${inner}/`);
      } else if (stat.isFile()) {
        files.push([inner, stat.size]);
      } else {
        others.push(inner);
      }
      found += 1;
    }
    return found;
  };
  await visit('');
  files.sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: new Map(files), others: others.sort() };
}
