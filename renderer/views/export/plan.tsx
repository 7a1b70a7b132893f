import type { ReactNode } from 'react';
import { countWords, formatBytes } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useEngine } from '../../use-engine.ts';
import styles from './export.module.css';

/** What the next bundle will hold, before it is made. */
export function Plan(): ReactNode {
  const plan = useEngine('bundle.plan', {});
  return (
    <Panel title="What it will hold">
      {plan.error && <ProblemBox error={plan.error} />}
      {plan.data && (
        <>
          <p className="soft num">
            {countWords(plan.data.originals.files, 'original')}, {formatBytes(plan.data.originals.bytes)}, byte for byte ·{' '}
            {countWords(plan.data.events, 'event')} · nothing is redacted
          </p>
          <ul className={styles['contents']} aria-label="Contents">
            {plan.data.contents.map((part) => (
              <li key={part.path}>
                <span className="data">
                  <LogText text={part.path} />
                </span>
                <span className={`num ${part.bytes === null ? 'quiet' : ''}`}>{part.bytes === null ? 'when made' : formatBytes(part.bytes)}</span>
                <span className="soft">
                  <LogText text={part.what} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
