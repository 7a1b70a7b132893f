import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ReadDb } from '../../store/db.ts';
import { listBundles } from '../../store/export-bundles.ts';
import { safeName } from '../safe-name.ts';

/** Name and number of the next bundle of a case. */
export interface NextBundle {
  readonly name: string;
  readonly number: number;
  /** Digest of the tag manifest of the bundle before it. */
  readonly previous: string | null;
}

/** The next number that neither the case nor the folder `out` knows yet. */
export function nextBundle(db: ReadDb, caseFolder: string, out: string | null): NextBundle {
  const [last] = listBundles(db);
  const stem = safeName(basename(caseFolder).replace(/\.keyholder$/, ''));
  const name = (number: number) => `${stem}_B${String(number).padStart(3, '0')}`;
  let number = (last?.number ?? 0) + 1;
  while (out !== null && existsSync(join(out, name(number)))) number += 1;
  return { name: name(number), number, previous: last?.digest ?? null };
}
