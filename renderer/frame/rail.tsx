import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import { useKeys } from '../state/keys.ts';
import { useNav } from '../state/nav.ts';
import { formatCount } from '../ui/format.ts';
import { views } from '../views/index.ts';
import type { View } from '../views/view.ts';
import styles from './rail.module.css';

/** The views of the case, with how much is in each. */
export function Rail({ summary, current }: { readonly summary: CaseSummary; readonly current: string }): ReactNode {
  const go = useNav((state) => state.go);
  useKeys(
    'Go to',
    views.map((view) => ({ press: `g ${view.key}`, does: view.title, run: () => go(view.id) })),
  );
  const list = (group: View['group']): ReactNode => (
    <ul>
      {views
        .filter((view) => view.group === group)
        .map((view) => (
          <li key={view.id}>
            <Tooltip label={`g ${view.key}`} position="right" openDelay={600}>
              <button type="button" className={styles['entry']} aria-current={view.id === current ? 'page' : undefined} onClick={() => go(view.id)}>
                <view.icon size={16} stroke={1.6} aria-hidden="true" />
                <span>{view.title}</span>
                {view.count && <span className={`${styles['count'] ?? ''} num`}>{formatCount(view.count(summary))}</span>}
              </button>
            </Tooltip>
          </li>
        ))}
    </ul>
  );
  return (
    <nav className={styles['rail']} aria-label="Views">
      {list('case')}
      <hr />
      {list('file')}
    </nav>
  );
}
