import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { milestoneKinds } from '../../../shared/model.ts';
import { fail } from '../../../shared/problems.ts';
import { formatIso, parseIso, type Micros } from '../../../shared/time.ts';
import type { Context } from '../context.ts';
import { importPaths } from '../intake/run.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { assertHolding } from '../store/holdings.ts';
import { setMilestone } from '../store/milestones.ts';
import { createCase } from '../store/open.ts';
import { setCaseClock } from '../store/summary.ts';
import { act } from './act.ts';

const moment = z.string().transform((text) => parseIso(text)?.at ?? fail('invalid_argument', `case.json: "${text}" is not a moment.`));

/** `case.json` beside the sample's exports: what a person would enter by hand. */
const description = z.object({
  reference: z.string(),
  title: z.string(),
  timeZone: z.string(),
  caseClock: moment,
  milestones: z.array(
    z.object({ kind: z.enum(milestoneKinds), at: moment, identity: z.string().optional(), credential: z.string().optional(), note: z.string().default('') }),
  ),
  assertions: z.array(z.object({ identity: z.string(), credential: z.string(), via: z.string().optional(), from: moment.optional(), rationale: z.string() })),
});

/** Makes a new case from the sample's exports, by the same import as any other, and leaves it open. */
export async function openSampleCase(context: Context, examiner: string): Promise<CaseHandle> {
  const assets = join(context.around.assets, 'sample-case');
  if (!existsSync(join(assets, 'case.json'))) fail('no_such_thing', 'This copy of the program came without the sample case.', { file: assets });
  const told = description.parse(JSON.parse(readFileSync(join(assets, 'case.json'), 'utf8')));
  const exports = join(assets, 'exports');
  const parent = join(context.around.home, 'samples');
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const handle = createCase(context.around, {
    parent,
    name: freeName(parent, context.around.now()),
    examiner,
    reference: told.reference,
    title: told.title,
    timeZone: told.timeZone,
  });
  context.setCase(handle);
  try {
    await importPaths(context, [exports], []);
    await act(context, ['case'], (db, stamp) => setCaseClock(db, stamp, told.caseClock));
    for (const milestone of told.milestones) await act(context, ['milestones'], (db, stamp) => setMilestone(db, stamp, milestone));
    for (const asserted of told.assertions) await act(context, ['events'], (db, stamp) => assertHolding(db, stamp, asserted));
    return handle;
  } catch (error) {
    context.setCase(null);
    rmSync(handle.folder, { recursive: true, force: true });
    throw error;
  }
}

/** `sample-20261103T100418`, with a number behind where that is taken. */
function freeName(parent: string, now: Micros): string {
  const stem = `sample-${formatIso(now).slice(0, 19).replaceAll(/[-:]/g, '')}`;
  let name = stem;
  for (let again = 2; existsSync(join(parent, `${name}.keyholder`)); again++) name = `${stem}-${again}`;
  return name;
}
