import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ProblemError } from '../../../shared/problems.ts';
import type { CaseSummary } from '../../../shared/rpc/case.ts';
import type { Micros } from '../../../shared/time.ts';
import type { Context } from '../context.ts';
import { addRecent, listRecent } from '../recent.ts';
import { settleImport } from '../intake/import-acts.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { databaseLoads } from '../store/load.ts';
import { moveMilestone, setMilestone, withdrawMilestone } from '../store/milestones.ts';
import { createCase, openCase } from '../store/open.ts';
import { setCaseClock, summarise } from '../store/summary.ts';
import { act } from './act.ts';
import type { Handlers } from './handlers.ts';
import { openSampleCase } from './sample-case.ts';

/** The program itself, the case as a whole, and its milestones. */
export const caseHandlers = {
  'app.about': ({ around }) => ({
    version: around.version,
    node: process.versions.node,
    electron: around.electron,
    host: around.host,
    database: databaseLoads(),
    user: around.user,
    platform: process.platform,
  }),
  'app.recent': ({ around }) => listRecent(around).map((recent) => ({ ...recent, exists: existsSync(recent.folder) })),
  'case.create': (context, wanted) => begin(context, createCase(context.around, wanted)),
  'case.open': (context, { folder }) => open(context, folder),
  'case.openRecent': (context, { folder }) => {
    if (!listRecent(context.around).some((recent) => recent.folder === folder))
      fail('not_allowed', 'This case is not in the list of recent ones: open it by its folder.');
    return open(context, folder);
  },
  'case.openSample': async (context, { examiner }) => {
    const handle = await openSampleCase(context, examiner);
    return announce(context, handle);
  },
  'case.close': (context) => {
    context.setCase(null);
    context.changed('case');
    return {};
  },
  'case.summary': (context) => summarise(context.openCase()),
  'case.setClock': async (context, { at }) => {
    await act(context, ['case'], (db, stamp) => setCaseClock(db, stamp, at as Micros));
    return summarise(context.openCase());
  },
  'milestone.set': (context, wanted) => act(context, ['milestones'], (db, stamp) => setMilestone(db, stamp, wanted)),
  'milestone.move': (context, { id, at, reason }) => act(context, ['milestones'], (db, stamp) => moveMilestone(db, stamp, id, at as Micros, reason)),
  'milestone.withdraw': async (context, { id, reason }) => {
    await act(context, ['milestones'], (db, stamp) => withdrawMilestone(db, stamp, id, reason));
    return {};
  },
} satisfies Partial<Handlers>;

/** Opens another case, or stays with the one that is open when that is the one meant. */
async function open(context: Context, folder: string): Promise<CaseSummary> {
  const current = openNow(context);
  return current?.folder === resolve(folder) ? announce(context, current) : begin(context, openCase(context.around, folder));
}

function openNow(context: Context): CaseHandle | null {
  try {
    return context.openCase();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'no_case_open') return null;
    throw error;
  }
}

async function begin(context: Context, handle: CaseHandle): Promise<CaseSummary> {
  context.setCase(handle);
  await settleImport(context, handle);
  return announce(context, handle);
}

function announce(context: Context, handle: CaseHandle): CaseSummary {
  const summary = summarise(handle);
  addRecent(context.around, summary);
  context.changed('case');
  return summary;
}
