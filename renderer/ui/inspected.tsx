import type { ReactNode } from 'react';
import styles from './inspected.module.css';

interface InspectedProps {
  /** What kind of thing it is, above its name. */
  readonly over?: ReactNode;
  readonly title: ReactNode;
  /** A verdict or state beside the name. */
  readonly state?: ReactNode;
  readonly children: ReactNode;
  /** Buttons that stay in sight at the foot. */
  readonly actions?: ReactNode;
}

/** The form of what a view shows in the inspector: name, state, content, and actions that stay in sight. */
export function Inspected({ over, title, state, children, actions }: InspectedProps): ReactNode {
  return (
    <>
      <header>
        {over !== undefined && <p className={styles['over']}>{over}</p>}
        <div className={styles['name']}>
          <h2>{title}</h2>
          {state}
        </div>
      </header>
      {children}
      {actions !== undefined && <footer className={styles['actions']}>{actions}</footer>}
    </>
  );
}

/** A part of what the inspector shows, under its own heading. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={styles['section']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
