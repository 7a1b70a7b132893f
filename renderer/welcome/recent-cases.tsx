import { IconFolder } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { LogText } from '../ui/log-text.tsx';
import { Moment } from '../ui/moment.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useEngine } from '../use-engine.ts';
import styles from './welcome.module.css';

/** Cases opened on this machine, latest first. */
export function RecentCases({ onOpen }: { readonly onOpen: (folder: string) => void }): ReactNode {
  const recent = useEngine('app.recent', {});
  return (
    <Panel title="Recent" flush>
      {recent.error && <ProblemBox error={recent.error} />}
      {recent.data?.length === 0 && (
        <EmptyState icon={IconFolder} title="No case yet">
          Cases opened on this machine will be listed here. The sample case shows what a finished one looks like.
        </EmptyState>
      )}
      <ul className={styles['recent']}>
        {recent.data?.map((entry) => (
          <li key={entry.folder}>
            <button type="button" className={styles['entry']} disabled={!entry.exists} onClick={() => onOpen(entry.folder)}>
              <span className={styles['entryHead']}>
                <b>{entry.reference}</b>
                <span className="cut">
                  <LogText text={entry.title} />
                </span>
                <span className="spread" />
                <span className="quiet">{entry.exists ? <Moment at={entry.openedAt} coarse /> : 'not there any more'}</span>
              </span>
              <span className="data quiet cut" title={entry.folder}>
                <LogText text={entry.folder} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
