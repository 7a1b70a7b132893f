import type { Surroundings } from '../context.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { recordAct } from '../store/custody.ts';
import { stamped, stampNow } from '../store/stamp.ts';
import { commit } from '../store/transaction.ts';
import { takeTurn } from '../store/write-turn.ts';

/** Writes down in the case, where one is open to be written, what was done with a key. */
export async function recordKeyAct(
  around: Surroundings,
  handle: CaseHandle | null,
  action: 'key_enrolled' | 'unlock_failed',
  body: Readonly<Record<string, string>>,
): Promise<void> {
  if (!handle || handle.readOnly) return;
  await takeTurn(handle.write, () => commit(handle.write, () => recordAct(handle.write, stamped(stampNow(around, handle.read), action, body))));
}
