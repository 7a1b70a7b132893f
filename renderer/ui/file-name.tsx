import type { ReactNode } from 'react';
import { partsOf } from './file-parts.ts';
import { LogText } from './log-text.tsx';
import styles from './file-name.module.css';

/** A name of a file on one line. Where it does not fit, what comes after its time is cut first, then what comes before; time and ending stay. */
export function FileName({ name }: { readonly name: string }): ReactNode {
  const { before, time, after, end } = partsOf(name);
  return (
    <>
      <span className="sr">
        <LogText text={before + time + after + end} />
      </span>
      <span className={styles['name']} aria-hidden="true">
        <span className={styles['before']}>
          <LogText text={before} />
        </span>
        {time !== '' && (
          <span className={styles['kept']}>
            <LogText text={time} />
          </span>
        )}
        {after !== '' && (
          <span className={styles['after']}>
            <LogText text={after} />
          </span>
        )}
        <span className={styles['kept']}>
          <LogText text={end} />
        </span>
      </span>
    </>
  );
}
