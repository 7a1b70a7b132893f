import type { ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  readonly title?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  /** Content reaches the edges (tables, pictures). */
  readonly flush?: boolean;
  /** Takes the height that is left. */
  readonly grow?: boolean;
  readonly label?: string;
}

/** A bounded part of a view. */
export function Panel({ title, tools, children, flush = false, grow = false, label }: PanelProps): ReactNode {
  return (
    <section className={`${styles['panel'] ?? ''} ${grow ? (styles['grow'] ?? '') : ''}`} aria-label={label}>
      {(title !== undefined || tools !== undefined) && (
        <header className={styles['head']}>
          <h2 className="cut">{title}</h2>
          <div className="spread" />
          {tools}
        </header>
      )}
      <div className={`${styles['body'] ?? ''} ${flush ? '' : (styles['padded'] ?? '')}`}>{children}</div>
    </section>
  );
}

/** The head of a view: its title, one line about what is shown, and its tools. */
export function ViewHead({ title, about, children }: { readonly title: string; readonly about?: ReactNode; readonly children?: ReactNode }): ReactNode {
  return (
    <header className={styles['view']}>
      <h1>{title}</h1>
      <div className={styles['about']}>{about}</div>
      <div className={styles['tools']}>{children}</div>
    </header>
  );
}

/** Facts in two columns: what it is, what it says. */
export function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode] | null)[] }): ReactNode {
  return (
    <dl className={styles['facts']}>
      {rows.map((row) =>
        row === null ? null : (
          <div key={row[0]}>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
