import { Button, Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import { estimate } from '../state/estimate.ts';
import { useRunning, type Running } from '../state/running.ts';
import { countWords, formatMinute, formatSpan } from '../ui/format.ts';
import { MomentInput } from '../ui/moment-input.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAct } from '../use-engine.ts';
import { Reading } from './reading.tsx';
import styles from './status-bar.module.css';

/** The state of the case and of the machine at a glance. */
export function StatusBar({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const runs = useRunning((state) => state.runs.filter((run) => run.progress !== null)[0]);
  const { counts, custody } = summary;
  return (
    <footer className={styles['bar']} aria-label="Status">
      <span className={styles['offline']}>
        <i aria-hidden="true" />
        Offline: no connection is ever opened
      </span>
      <CaseClock summary={summary} />
      <span>
        {countWords(counts.events, 'event')} · {countWords(counts.originals, 'original')}
        {counts.skipped > 0 && ` · ${countWords(counts.skipped, 'record')} skipped`}
      </span>
      <span className="spread" />
      <Reading />
      {runs && <RunningWork run={runs} />}
      <span title={custody.anchorWhat ?? undefined}>
        Custody: {countWords(custody.entries, 'entry', 'entries')}
        {custody.anchorAt === null
          ? ', no outside anchor yet'
          : `, ${custody.sinceAnchor} since the last outside anchor (${formatSpan(Math.max(0, summary.caseClock - custody.anchorAt))})`}
      </span>
    </footer>
  );
}

function RunningWork({ run }: { readonly run: Running }): ReactNode {
  const share = run.progress ? estimate(run.progress, run.samples).share : null;
  return (
    <span className={styles['running']} role="status">
      {run.title}
      {share !== null && ` ${Math.round(share * 100)} %`}
      <button type="button" className="link" onClick={run.cancel}>
        Cancel
      </button>
    </span>
  );
}

/** The moment that "now" stands for in every answer; a person may set it. */
function CaseClock({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const [opened, setOpened] = useState(false);
  const [at, setAt] = useState<number | undefined>(summary.caseClock);
  const set = useAct('case.setClock');
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" trapFocus returnFocus width={300}>
      <Popover.Target>
        <button
          type="button"
          className={styles['clock']}
          onClick={() => {
            setAt(summary.caseClock);
            setOpened(!opened);
          }}
        >
          Case clock {formatMinute(summary.caseClock)} UTC{!summary.caseClockSet && (summary.counts.events > 0 ? ' (last event)' : ' (now)')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (at !== undefined) void set.run({ at }).then((result) => result && setOpened(false));
          }}
        >
          <p className="soft">“Now” in every answer: what is valid now is valid at this moment.</p>
          <MomentInput label="Case clock" value={at} onChange={setAt} autoFocus />
          <ProblemBox problem={set.problem} />
          <Button type="submit" variant="filled" disabled={at === undefined || summary.readOnly} loading={set.busy}>
            Set the case clock
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
