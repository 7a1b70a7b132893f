import type { ProblemCode } from '../../shared/problems.ts';

/** What the program's exit code says. `verify` and `reverify` use 0 to 3 for their verdict; the rest is the same everywhere. */
export const exitCodes = { done: 0, problem: 1, usage: 64, fault: 70, cancelled: 130, pipeClosed: 141 } as const;

/** For the end of every help text. */
export const exitCodesHelp = `
Exit codes:
  0    done; for verify: verified
  1    it could not be done, for the reason given; for verify and reverify: tampered or incomplete
  2    verify: signed, but not by trusted keys
  3    verify: unreadable
  64   the command line is wrong
  70   a fault of the program
  130  cancelled
  141  whoever read the output went away`;

/** The exit code of a command that ended with a problem. */
export function exitCodeOf(code: ProblemCode): number {
  if (code === 'internal') return exitCodes.fault;
  if (code === 'cancelled') return exitCodes.cancelled;
  if (code === 'invalid_argument') return exitCodes.usage;
  if (code === 'signer_untrusted') return 2;
  if (code === 'bundle_unreadable') return 3;
  return exitCodes.problem;
}
