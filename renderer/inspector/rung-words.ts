import type { RungName } from '../../shared/rungs.ts';

/** What a rung says about the use, in two steps: the class, then why. */
export const rungWords: Readonly<Record<RungName, { readonly head: string; readonly why: string }>> = {
  succeeded: { head: 'Successful.', why: 'The call took effect.' },
  failed: { head: 'Attempted.', why: 'It was not refused, but it had no effect.' },
  denied: { head: 'Attempted.', why: 'The credential was accepted; the authority was lacking.' },
  rejected: { head: 'Attempted.', why: 'The credential was presented and not accepted.' },
  unknown: { head: 'Unknown.', why: 'The log does not say how it ended.' },
};
