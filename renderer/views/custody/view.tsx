import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLink, IconSearch, IconShieldCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { CaseSummary } from '../../../shared/rpc/case.ts';
import { useCase } from '../../state/case.ts';
import { BusyBar } from '../../ui/busy-bar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { countWords, formatBytes, formatCount, formatMinute, formatSpan } from '../../ui/format.ts';
import { ViewHead } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { useAct } from '../../use-engine.ts';
import { Log } from './log.tsx';
import { useEntries } from './use-entries.ts';
import styles from './custody.module.css';

/** The log of everything done to the case, and whether it and the originals are as they were. */
export function CustodyView(): ReactNode {
  const summary = useCase().data;
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const entries = useEntries(asked);
  return (
    <>
      <ViewHead
        title="Custody"
        about={entries.loaded ? (asked === '' ? countWords(entries.total, 'entry', 'entries') : `${formatCount(entries.total)} that match`) : ''}
      >
        <TextInput
          aria-label="Filter the log"
          placeholder="Filter by who, what, why"
          leftSection={<IconSearch size={14} />}
          w={240}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </ViewHead>
      {summary && (
        <div className={styles['state']}>
          <Chain />
          <Originals summary={summary} />
          <Anchor summary={summary} />
        </div>
      )}
      {entries.error ? <ProblemBox error={entries.error} /> : null}
      {entries.loaded && entries.rows.length === 0 ? (
        <EmptyState icon={IconLink} title="No entry matches">
          Nothing in the log has these words.
        </EmptyState>
      ) : (
        <Log entries={entries} />
      )}
    </>
  );
}

/** Whether each line still holds the digest of the line before it. */
function Chain(): ReactNode {
  const act = useAct('custody.check', 'Checking the custody chain');
  const check = act.result;
  return (
    <section className={styles['card']} aria-label="Chain">
      <div className={styles['line']}>
        <b>Chain</b>
        {check ? <Pill tone={check.whole ? 'good' : 'bad'}>{check.whole ? 'whole' : 'broken'}</Pill> : <Pill tone="quiet">not checked since opening</Pill>}
        <span className="spread" />
        <Button leftSection={<IconLink size={15} stroke={1.7} />} loading={act.busy} onClick={() => void act.run({})}>
          Check
        </Button>
      </div>
      <ProblemBox problem={act.problem} />
      {!check && <p className="soft">Each entry holds the digest of the one before it; checking follows them all from the first.</p>}
      {check && (
        <div className="soft" role="status">
          <p>
            {check.whole
              ? `All ${countWords(check.entries, 'entry', 'entries')} follow from one another.`
              : `The chain breaks at entry ${formatCount(check.firstBroken ?? 0)}: what comes from there on cannot be relied on.`}
          </p>
          <p className={`${styles['hash'] ?? ''} data`}>{check.head}</p>
          {check.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </div>
      )}
    </section>
  );
}

/** Hashes every original again, with progress. */
function Originals({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const act = useAct('intake.reverify', 'Hashing the originals');
  const done = act.result;
  return (
    <section className={styles['card']} aria-label="Originals">
      <div className={styles['line']}>
        <b>Originals</b>
        {done ? (
          <Pill tone={done.broken.length === 0 ? 'good' : 'bad'}>{done.broken.length === 0 ? 'unchanged' : 'changed'}</Pill>
        ) : (
          <span className="soft">{countWords(summary.counts.originals, 'file')}</span>
        )}
        <span className="spread" />
        {!act.busy && (
          <Button leftSection={<IconShieldCheck size={15} stroke={1.7} />} disabled={summary.counts.originals === 0} onClick={() => void act.run({})}>
            Reverify
          </Button>
        )}
      </div>
      {act.running !== null && <BusyBar run={act.running} />}
      <ProblemBox problem={act.problem} />
      {!done && !act.busy && !act.cancelled && (
        <p className="soft">Kept byte for byte, each with its SHA-256 from the moment it was taken in; reverifying hashes them again.</p>
      )}
      {act.cancelled && <p className="soft">Cancelled; nothing was changed.</p>}
      {done && (
        <p className="soft" role="status">
          {countWords(done.checked, 'original')}, {formatBytes(done.bytes)}, hashed again
          {done.broken.length === 0 ? ': every digest is as recorded.' : `; ${countWords(done.broken.length, 'file')} differ:`}
        </p>
      )}
      {done?.broken.map((problem) => (
        <ProblemBox key={`${problem.file ?? ''} ${problem.message}`} problem={problem} />
      ))}
    </section>
  );
}

/** How much rests on this machine's word alone. */
function Anchor({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const { entries, sinceAnchor, anchorAt, anchorWhat } = summary.custody;
  return (
    <section className={styles['card']} aria-label="Outside anchor">
      <div className={styles['line']}>
        <b>Outside anchor</b>
        <Pill tone={anchorAt === null ? 'warn' : sinceAnchor > 0 ? 'quiet' : 'good'}>
          {anchorAt === null ? 'none yet' : `${countWords(sinceAnchor, 'entry', 'entries')} since`}
        </Pill>
      </div>
      <p className="soft">
        {anchorAt === null
          ? `No copy of this chain has left the case. A rewrite could not be seen from outside. Handing over a signed bundle anchors all ${countWords(entries, 'entry', 'entries')}.`
          : `${anchorWhat ?? 'An anchor'} at ${formatMinute(anchorAt)} UTC, ${formatSpan(Math.max(0, summary.caseClock - anchorAt))} before the case clock. A rewrite of what came later could not be seen from outside.`}
      </p>
    </section>
  );
}
