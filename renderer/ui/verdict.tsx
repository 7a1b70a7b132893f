import type { ReactNode } from 'react';
import type { Verdict as VerdictWord } from '../../shared/model.ts';
import styles from './verdict.module.css';

const words: Readonly<Record<VerdictWord, string>> = { yes: 'Yes', no: 'No', cannot_tell: 'Cannot tell' };

/** The answer to a question, as a word on a quiet ground. */
export function Verdict({ verdict }: { readonly verdict: VerdictWord }): ReactNode {
  return <span className={`${styles['pill'] ?? ''} ${styles[verdict] ?? ''}`}>{words[verdict]}</span>;
}

/** A short state in the same form: `valid at 12:00`, `whole`, `tampered`. */
export function Pill({ tone, children }: { readonly tone: 'bad' | 'good' | 'warn' | 'quiet' | 'accent'; readonly children: ReactNode }): ReactNode {
  return <span className={`${styles['pill'] ?? ''} ${styles[tone] ?? ''}`}>{children}</span>;
}
