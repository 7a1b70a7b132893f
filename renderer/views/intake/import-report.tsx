import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportReport as Report } from '../../../shared/rpc/intake.ts';
import { useNav } from '../../state/nav.ts';
import { countWords, formatCount, formatSpan } from '../../ui/format.ts';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import styles from './intake.module.css';

/** What became of every record of one import: the sum has to come out, and what is lost is said. */
export function ImportReport({ report }: { readonly report: Report }): ReactNode {
  const go = useNav((state) => state.go);
  const accounted = report.withEvents + report.withFacts + report.skipped;
  const unread = report.items.filter((item) => item.state === 'unrecognised' || item.state === 'failed').length;
  const repeated = report.items.filter((item) => item.state === 'repeated').length;
  return (
    <Panel
      title="Imported"
      tools={
        <>
          <Button onClick={() => go('timeline')}>Timeline</Button>
          <Button variant="filled" onClick={() => go('answers')}>
            Answers
          </Button>
        </>
      }
    >
      <div className={styles['report']} role="status">
        <dl className={styles['sum']}>
          <Term value={report.records} name="records read" />
          <span aria-hidden="true">=</span>
          <Term value={report.withEvents} name="became events" />
          <span aria-hidden="true">+</span>
          <Term value={report.withFacts} name="gave facts" />
          <span aria-hidden="true">+</span>
          <Term value={report.skipped} name="skipped" warn={report.skipped > 0} />
        </dl>
        <p className="soft">
          {countWords(report.events, 'event')} in {countWords(report.items.length, 'item')}, in {formatSpan(report.seconds * 1_000_000)}.
          {report.duplicates > 0 && ` ${countWords(report.duplicates, 'record')} told of events known already; both places are kept.`}
          {repeated > 0 && ` ${countWords(repeated, 'item')} had been imported before.`}
        </p>
        {accounted !== report.records && (
          <Note tone="warn">
            The sum does not come out: {formatCount(Math.abs(report.records - accounted))} records are not accounted for. This is a fault of the program; do not
            rely on this import.
          </Note>
        )}
        {unread > 0 && <Note tone="warn">{countWords(unread, 'item')} could not be read as any known format. The originals are kept; see below.</Note>}
        {report.refused.map((problem, place) => (
          <ProblemBox key={place} problem={problem} />
        ))}
      </div>
    </Panel>
  );
}

function Term({ value, name, warn = false }: { readonly value: number; readonly name: string; readonly warn?: boolean }): ReactNode {
  return (
    <div data-warn={warn || undefined}>
      <dd className="num">{formatCount(value)}</dd>
      <dt>{name}</dt>
    </div>
  );
}
