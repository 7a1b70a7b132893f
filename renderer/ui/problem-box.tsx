import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problems.ts';
import { problemOf } from '../problem-of.ts';
import { formatCount } from './format.ts';
import { LogText } from './log-text.tsx';
import styles from './states.module.css';

type ShownProblem = Pick<Problem, 'message'> & { readonly code: string; readonly file?: string | undefined; readonly offset?: number | undefined };

/** An expected failure: what is wrong, where, under which code. Takes a `Problem` or whatever was thrown. */
export function ProblemBox({
  problem,
  error,
  children,
}: {
  readonly problem?: ShownProblem | null;
  readonly error?: unknown;
  readonly children?: ReactNode;
}): ReactNode {
  const shown: ShownProblem | null = problem ?? (error ? problemOf(error) : null);
  if (!shown) return null;
  return (
    <div className={styles['problem']} role="alert">
      <IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" />
      <div>
        <p>
          <LogText text={shown.message} />
        </p>
        <p className={`${styles['where'] ?? ''} data`}>
          {shown.code}
          {shown.file !== undefined && (
            <>
              {' · '}
              <LogText text={shown.file} />
            </>
          )}
          {shown.offset !== undefined && ` · byte ${formatCount(shown.offset)}`}
        </p>
        {children}
      </div>
    </div>
  );
}
