import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import type { Selection } from '../../state/selection.ts';
import { Inspected, Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { indented, reasonOf, wordsOf } from './entry-words.ts';
import styles from './custody.module.css';

/** One entry of the log: the line that is chained, the body beside it, and the digests. */
export function CustodyInspector({ selection }: { readonly selection: Selection }): ReactNode {
  if (selection.kind !== 'custody') return null;
  const { entry } = selection;
  const reason = reasonOf(entry);
  return (
    <Inspected
      over={`Custody entry ${entry.seq}`}
      title={<LogText text={wordsOf(entry)} />}
      actions={<Button onClick={() => void bridge.copyText(entry.line)}>Copy the line</Button>}
    >
      <Facts
        rows={[
          ['Time', <Moment key="t" at={entry.at} zone />],
          ['Who', <LogText key="a" text={entry.actor} />],
          [
            'Act',
            <span key="x" className="data">
              {entry.action}
            </span>,
          ],
          reason === '' ? null : ['Why', <LogText key="w" text={reason} />],
          [
            'Line SHA-256',
            <span key="h" className={`${styles['hash'] ?? ''} data`}>
              {entry.hash}
            </span>,
          ],
          [
            'Before it',
            <span key="p" className={`${styles['hash'] ?? ''} data`}>
              {entry.prev}
            </span>,
          ],
        ]}
      />
      <Section title="Body">
        {entry.body === '' ? (
          <p className="quiet">none</p>
        ) : (
          <pre className={`${styles['block'] ?? ''} data`} tabIndex={0}>
            <LogText text={indented(entry.body)} />
          </pre>
        )}
      </Section>
      <Section title="Line, as chained">
        <pre className={`${styles['block'] ?? ''} data`} tabIndex={0}>
          <LogText text={entry.line} />
        </pre>
      </Section>
    </Inspected>
  );
}
