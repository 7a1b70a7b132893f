import type { Context } from '../context.ts';
import { nextBundle } from '../evidence/bundle/name.ts';
import { exportBundle } from '../evidence/bundle/export-bundle.ts';
import { planBundle } from '../evidence/bundle/plan.ts';
import { checkCustodyLog, custodyPage, recordBrokenCustody } from '../evidence/custody-log.ts';
import { recordKeyAct } from '../evidence/key-acts.ts';
import { listKeys, newKey, openKey } from '../evidence/keys.ts';
import { verifyBundle } from '../evidence/verify/verify-bundle.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { listBundles } from '../store/export-bundles.ts';
import { stampNow } from '../store/stamp.ts';
import { ProblemError } from '../../../shared/problems.ts';
import { gatherParts } from './bundle-parts.ts';
import type { Handlers } from './handlers.ts';

/** The custody log, signing keys, and bundles out and in. */
export const evidenceHandlers = {
  'custody.page': (context, wanted) => custodyPage(context.openCase().read, wanted),
  'custody.check': async (context) => {
    const handle = context.openCase();
    const check = checkCustodyLog(handle.read, handle.caseId);
    if (!check.whole) await recordBrokenCustody(handle, stampNow(context.around, handle.read), check);
    return check;
  },
  'keys.list': ({ around }) => listKeys(around),
  'keys.new': async (context, wanted) => {
    const key = await newKey(context.around, wanted);
    await recordKeyAct(context.around, openNow(context), 'key_enrolled', { key: key.name, role: key.role, fingerprint: key.fingerprint });
    context.changed('keys');
    return key;
  },
  'bundle.plan': (context) => {
    const { read, folder } = context.openCase();
    return planBundle(read, nextBundle(read, folder, null));
  },
  'bundle.export': async (context, { out, key, passphrase }) => {
    const handle = context.openCase();
    const opened = await openKey(context.around, key, passphrase).catch(async (error: unknown) => {
      if (error instanceof ProblemError && error.problem.code === 'passphrase_wrong') await recordKeyAct(context.around, handle, 'unlock_failed', { key });
      throw error;
    });
    const { around, signal } = context;
    const exported = await exportBundle({ around, handle, out, key: opened, signal, progress: (progress) => context.progress(progress), gather: gatherParts });
    context.changed('custody');
    return exported;
  },
  'bundle.verify': ({ around, progress }, { bundle, signers, anchor }) =>
    verifyBundle({
      bundle,
      signers: signers ?? null,
      anchor: anchor ?? null,
      nowMillis: around.now() / 1000,
      onBytes: (done, total) => progress({ stage: 'Verifying', done, total, unit: 'bytes', detail: 'hashing every file' }),
    }),
  'case.exports': (context) => listBundles(context.openCase().read),
} satisfies Partial<Handlers>;

function openNow(context: Context): CaseHandle | null {
  try {
    return context.openCase();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'no_case_open') return null;
    throw error;
  }
}
