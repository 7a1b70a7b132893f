/** A real bundle for tests that change one, made once and copied. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Surroundings } from '../../main/engine/context.ts';
import type { BundleParts } from '../../main/engine/evidence/bundle/parts.ts';
import { exportBundle, type Exported } from '../../main/engine/evidence/bundle/export-bundle.ts';
import { newKey, openKey, type SigningKey } from '../../main/engine/evidence/keys.ts';
import type { CaseHandle } from '../../main/engine/store/case-handle.ts';
import { summarise } from '../../main/engine/store/summary.ts';
import { madeSurroundings } from './case-builder.ts';
import { importedCase } from './imported-case.ts';

export const passphrase = 'correct horse battery';

export interface MadeBundle extends Exported {
  readonly around: Surroundings & { clock: number };
  readonly root: string;
  readonly handle: CaseHandle;
  readonly key: SigningKey;
  /** A copy to be changed. */
  copy(): string;
  remove(): void;
}

/** Parts without answers or picture: what these say is tested elsewhere. */
export function plainParts(moment: CaseHandle): BundleParts {
  return {
    summary: summarise(moment),
    answers: [],
    lines: [],
    lists: [],
    picture: { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>\n', json: '{}\n', graphml: '<graphml/>\n' },
  };
}

/** Exports the open case once more. */
export async function exportAgain(around: Surroundings, handle: CaseHandle, key: SigningKey, out: string): Promise<Exported> {
  return exportBundle({ around, handle, out, key, signal: new AbortController().signal, progress: () => undefined, gather: plainParts });
}

/** Imports these of the sample's exports, makes a key named ada, and exports. */
export async function makeBundle(paths: readonly string[]): Promise<MadeBundle> {
  const root = mkdtempSync(join(tmpdir(), 'keyholder-bundle-'));
  const around = madeSurroundings(join(root, 'home'));
  const handle = await importedCase(around, root, paths);
  await newKey(around, { name: 'ada', role: 'examiner', passphrase });
  const key = await openKey(around, 'ada', passphrase);
  const made = await exportAgain(around, handle, key, join(root, 'out'));
  let copies = 0;
  return {
    ...made,
    around,
    root,
    handle,
    key,
    copy() {
      copies += 1;
      const target = join(root, `copy${copies}`, 'runner_B001');
      cpSync(made.folder, target, { recursive: true });
      return target;
    },
    remove() {
      handle.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
