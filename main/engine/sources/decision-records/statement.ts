import type { IdentityKind } from '../../../../shared/model.ts';

/** One recorded choice about a patch or a change, or one statement about a vulnerability. Empty where the record says nothing. */
export interface Statement {
  readonly form: 'decision' | 'vex' | 'compliance';
  readonly time: unknown;
  readonly timeField: string;
  /** What was decided or stated, in the record's own word. */
  readonly verdict: string;
  readonly verdictField: string;
  /** The CVE, advisory, patch or change. */
  readonly subject: string;
  readonly asset: string;
  readonly decider: string;
  readonly deciderKind: IdentityKind;
  readonly id: string;
  readonly said: Readonly<Record<string, string>>;
}
