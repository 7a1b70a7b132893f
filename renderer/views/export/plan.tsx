import type { ReactNode } from 'react';
import { countWords, formatBytes } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import { useEngine } from '../../use-engine.ts';

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
          <SmallTable
            label="Contents"
            columns={[{ name: 'path' }, { name: 'what' }, { name: 'size', right: true }]}
            rows={plan.data.contents.map((part) => ({
              key: part.path,
              cells: [
                <span key="p" className="data" style={{ whiteSpace: 'nowrap' }}>
                  <LogText text={part.path} />
                </span>,
                <LogText key="w" text={part.what} />,
                part.bytes === null ? (
                  <span key="b" className="quiet">
                    when made
                  </span>
                ) : (
                  formatBytes(part.bytes)
                ),
              ],
            }))}
          />
        </>
      )}
    </Panel>
  );
}
