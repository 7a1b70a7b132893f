import type { ReactNode } from 'react';
import { rungMeanings, rungName, type Rung, type RungName } from '../../shared/rungs.ts';
import styles from './rung-mark.module.css';

const shapes: Readonly<Record<RungName, ReactNode>> = {
  succeeded: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  failed: (
    <>
      <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 1.7a4.3 4.3 0 0 0 0 8.6z" fill="currentColor" />
    </>
  ),
  denied: (
    <>
      <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M3.6 6h4.8" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  rejected: <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  unknown: <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="1.3 1.4" />,
};

/** The sign of a rung: told by its shape, coloured as well. */
export function RungShape({ rung, size = 12 }: { readonly rung: Rung; readonly size?: number }): ReactNode {
  const name = rungName(rung);
  return (
    <svg className={`${styles['shape'] ?? ''} ${styles[name] ?? ''}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}

/** A rung as sign and word; a number before the word where there are several (`204 succeeded`). */
export function RungMark({ rung, count }: { readonly rung: Rung; readonly count?: string }): ReactNode {
  const name = rungName(rung);
  return (
    <span className={styles['mark']} title={rungMeanings[name]}>
      <RungShape rung={rung} />
      {count !== undefined && <b className="num">{count}</b>}
      <span>{name}</span>
    </span>
  );
}
