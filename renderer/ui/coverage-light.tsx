import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CoverageLight as Light } from '../../shared/rpc/answers.ts';
import styles from './coverage-light.module.css';

const words: Readonly<Record<Light['state'], string>> = { full: 'complete', part: 'with gaps', none: 'absent' };

/** One light for each log an answer rests on: full, half, empty; the shape says it as well as the colour. */
export function CoverageLight({ coverage }: { readonly coverage: readonly Light[] }): ReactNode {
  if (coverage.length === 0) return <span className="quiet">no log bears on this</span>;
  const said = coverage.map((light) => `${light.source}: ${words[light.state]}`).join('; ');
  return (
    <Tooltip
      label={
        <ul>
          {coverage.map((light) => (
            <li key={light.source}>
              <b>{light.source}</b>: {words[light.state]}. {light.detail}
            </li>
          ))}
        </ul>
      }
    >
      <span className={styles['lights']} role="img" aria-label={`coverage: ${said}`}>
        {coverage.map((light) => (
          <i key={light.source} className={`${styles['light'] ?? ''} ${styles[light.state] ?? ''}`} />
        ))}
      </span>
    </Tooltip>
  );
}
