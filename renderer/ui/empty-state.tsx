import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './states.module.css';

/** Where there is nothing: why, and what to do about it. */
export function EmptyState({ icon: EmptyIcon, title, children }: { readonly icon: Icon; readonly title: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className={styles['empty']}>
      <EmptyIcon size={28} stroke={1.3} aria-hidden="true" />
      <p className={styles['title']}>{title}</p>
      {children !== undefined && <div className={styles['words']}>{children}</div>}
    </div>
  );
}
