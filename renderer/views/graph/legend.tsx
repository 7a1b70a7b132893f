import { useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EdgeStyle } from '../../../shared/graph/layout.ts';
import { themes } from '../../../shared/graph/themes.ts';
import type { Rung } from '../../../shared/rungs.ts';
import { RungShape } from '../../ui/rung-mark.tsx';
import styles from './legend.module.css';

const lines: readonly (readonly [EdgeStyle, string, Rung | null, string])[] = [
  ['solid', '', 4, 'succeeded'],
  ['dashed', '7 4', 2, 'attempted only'],
  ['dotted', '1.5 4', null, 'could, no use shown'],
];

/** What lines and marks mean; always in sight. */
export function Legend(): ReactNode {
  const theme = themes[useComputedColorScheme('light')];
  return (
    <ul className={styles['legend']} aria-label="Legend">
      {lines.map(([style, dash, rung, words]) => (
        <li key={style}>
          <svg width="26" height="8" aria-hidden="true">
            <path d="M1 4h24" stroke={theme[style]} strokeWidth="2" strokeDasharray={dash} strokeLinecap={style === 'dotted' ? 'round' : 'butt'} />
          </svg>
          {rung !== null && <RungShape rung={rung} size={11} />}
          {words}
        </li>
      ))}
      <li>
        <i className={styles['subject']} /> what the case is about
      </li>
    </ul>
  );
}
