import { useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EdgeStyle } from '../../../shared/graph/layout.ts';
import { themes } from '../../../shared/graph/themes.ts';
import { RungShape } from '../../ui/rung-mark.tsx';
import styles from './legend.module.css';

const lines: readonly (readonly [EdgeStyle, string, string])[] = [['solid', '', 'succeeded'], ['dashed', '7 4', 'attempted only'], ['dotted', '1.5 4', 'could, no use shown']];

/** What lines and marks mean; always in sight. */
export function Legend(): ReactNode {
  const theme = themes[useComputedColorScheme('light')];
  return (
    <ul className={styles['legend']} aria-label="Legend">
      {lines.map(([style, dash, words]) => (
        <li key={style}>
          <svg width="26" height="8" aria-hidden="true">
            <path d="M1 4h24" stroke={theme[style]} strokeWidth="2" strokeDasharray={dash} strokeLinecap={style === 'dotted' ? 'round' : 'butt'} />
          </svg>
          {words}
        </li>
      ))}
      <li>
        <RungShape rung={4} size={11} /> events that succeeded
      </li>
      <li>
        <RungShape rung={2} size={11} /> attempted
      </li>
      <li>
        <i className={styles['subject']} /> what the case is about
      </li>
    </ul>
  );
}
