import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './states.module.css';

/** What is cut, missing or assumed, said where it matters. */
export function Note({ tone = 'quiet', children }: { readonly tone?: 'quiet' | 'warn'; readonly children: ReactNode }): ReactNode {
  const NoteIcon = tone === 'warn' ? IconAlertTriangle : IconInfoCircle;
  return (
    <div className={`${styles['note'] ?? ''} ${tone === 'warn' ? (styles['warn'] ?? '') : ''}`}>
      <NoteIcon size={16} stroke={1.7} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
