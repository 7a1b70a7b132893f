import type { ReactNode } from 'react';
import { rungName, type Rung } from '../../../shared/rungs.ts';
import { RungShape } from '../../ui/rung-mark.tsx';
import styles from './credentials.module.css';

const rungs: readonly Rung[] = [4, 2, 1, 3, 0];

/** What marks and hatching on the life lines mean. */
export function Legend(): ReactNode {
  return (
    <ul className={styles['legend']} aria-label="Legend">
      {rungs.map((rung) => (
        <li key={rung}>
          <RungShape rung={rung} /> {rungName(rung)}
        </li>
      ))}
      <li>
        <Swatch>
          <rect className={styles['life']} width="24" height="12" rx="2" />
          <rect className={styles['outlived']} width="24" height="12" rx="2" />
        </Swatch>
        valid after the patch
      </li>
      <li>
        <Swatch>
          <path className={styles['outline']} d="M1 0H23M1 12H23M1 0V12" />
          <path className={styles['outline']} d="M23 0V12" strokeDasharray="4 3" />
        </Swatch>
        stated; dashed: inferred or cannot tell
      </li>
      <li>
        <Swatch>
          <path className={styles['silent']} d="M12 0V12" />
        </Swatch>
        no record says
      </li>
      <li>
        <Swatch>
          <path className={styles['cut']} d="M12 0V12" />
        </Swatch>
        ended by somebody
      </li>
    </ul>
  );
}

function Swatch({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <svg className={styles['swatch']} width="24" height="12" aria-hidden="true">
      {children}
    </svg>
  );
}

/** The hatchings every bar refers to; put once in the page. */
export function Hatchings(): ReactNode {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
      <defs>
        <Hatching id="hatch-bad" ground="var(--bad-soft)" line="var(--bad)" />
        <Hatching id="hatch-plain" ground="var(--surface-3)" line="var(--text-3)" />
      </defs>
    </svg>
  );
}

function Hatching({ id, ground, line }: { readonly id: string; readonly ground: string; readonly line: string }): ReactNode {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={ground} />
      <path d="M0 0V6" stroke={line} strokeWidth="1.4" opacity="0.6" />
    </pattern>
  );
}
