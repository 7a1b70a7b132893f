import type { ReactNode } from 'react';
import { LogText } from './log-text.tsx';
import styles from './file-name.module.css';

/** Characters at the end that stay in sight, whatever has to be cut: the end of the name and how it is packed. */
const kept = 12;

/** A name of a file on one line, cut before its end where it does not fit: account and time at its beginning, its ending at its end. */
export function FileName({ name }: { readonly name: string }): ReactNode {
  if (name.length <= kept * 2) return <LogText text={name} />;
  return (
    <span className={styles['name']}>
      <span className={styles['start']}>
        <LogText text={name.slice(0, -kept)} />
      </span>
      <span className={styles['end']}>
        <LogText text={name.slice(-kept)} />
      </span>
    </span>
  );
}
