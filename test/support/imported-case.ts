/** A small real case for tests: exports of the sample incident, imported as anyone would. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Surroundings } from '../../main/engine/context.ts';
import { importPaths } from '../../main/engine/intake/run.ts';
import type { CaseHandle } from '../../main/engine/store/case-handle.ts';
import { setMilestone } from '../../main/engine/store/milestones.ts';
import { createCase } from '../../main/engine/store/open.ts';
import { stampNow } from '../../main/engine/store/stamp.ts';
import { parseIso } from '../../shared/time.ts';

const exports = fileURLToPath(new URL('../../assets/sample-case/exports', import.meta.url));

/** What a handler is given, on this open case. */
export function contextOn(around: Surroundings, handle: CaseHandle): Context {
  return {
    around,
    signal: new AbortController().signal,
    progress: () => undefined,
    changed: () => undefined,
    openCase: () => handle,
    setCase: () => {
      throw new Error('a test does not change its case');
    },
    requirePath: () => undefined,
  };
}

/** A case with the sample's exports and two milestones, in `parent`; the caller closes it. */
export async function importedCase(around: Surroundings, parent: string, paths: readonly string[] = ['aws', 'tokens']): Promise<CaseHandle> {
  const handle = createCase(around, { parent, name: 'runner', examiner: 'Ada Lindqvist', reference: 'CASE-2026-014', title: 'Build runner compromise' });
  await importPaths(
    contextOn(around, handle),
    paths.map((path) => join(exports, path)),
    [],
  );
  const at = (text: string) => parseIso(text)?.at ?? Number.NaN;
  setMilestone(handle.write, stampNow(around, handle.read), { kind: 'exposure_began', at: at('2026-11-03T10:02:41Z'), note: 'Runner log, job 88213.' });
  setMilestone(handle.write, stampNow(around, handle.read), { kind: 'patch_deployed', at: at('2026-11-03T14:00:00Z'), note: 'Change 5512.' });
  return handle;
}
