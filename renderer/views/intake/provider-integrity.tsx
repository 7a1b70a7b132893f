import { Button } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { IntegrityChain, IntegrityFile, IntegrityReport } from '../../../shared/rpc/intake.ts';
import { bridge } from '../../bridge.ts';
import { useSelection } from '../../state/selection.ts';
import { BusyBar } from '../../ui/busy-bar.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { countWords, formatCount, formatExtent } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { useAct, useEngine } from '../../use-engine.ts';
import styles from './provider-integrity.module.css';

const shownFiles = 20;

const states = {
  verified: { tone: 'good', word: 'verified' },
  failed: { tone: 'bad', word: 'failed' },
  missing: { tone: 'warn', word: 'missing' },
  unlisted: { tone: 'warn', word: 'not listed' },
  unproven: { tone: 'quiet', word: 'not provable' },
} as const;

/** Checks CloudTrail's log files against the digests that AWS signed. Shown once a CloudTrail file is in the case. */
export function ProviderIntegrity(): ReactNode {
  const items = useEngine('intake.items', {});
  const check = useAct('intake.integrity', 'Checking provider integrity');
  if (!items.data?.some((item) => item.reader === 'aws-cloudtrail')) return null;
  const withKeys = async (): Promise<void> => {
    const publicKeys = await bridge.pick({ kind: 'files', title: 'Choose what "aws cloudtrail list-public-keys" printed' });
    if (publicKeys.length > 0) await check.run({ publicKeys });
  };
  return (
    <Panel
      title="Provider integrity"
      label="Provider integrity"
      tools={
        <>
          <Button disabled={check.busy} onClick={() => void check.run({})}>
            Check without keys
          </Button>
          <Button leftSection={<IconCertificate size={15} stroke={1.7} />} loading={check.busy} onClick={() => void withKeys()}>
            Check with public keys…
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <BusyBar run={check.running} />
        <ProblemBox problem={check.problem} />
        {check.result ? (
          <Outcome report={check.result} />
        ) : (
          <p className="soft">
            Checks CloudTrail log files against the digest files in the case, and those against their signatures. Import the digests like any other file; the
            public keys are what <code>aws cloudtrail list-public-keys</code> prints.
          </p>
        )}
      </div>
    </Panel>
  );
}

function Outcome({ report }: { readonly report: IntegrityReport }): ReactNode {
  const apart = [...report.spoilt, ...report.unlisted.files];
  return (
    <>
      <div role="status">
        <Note tone={report.holds ? 'quiet' : 'warn'}>{report.summary}</Note>
      </div>
      {report.chains.map((chain) => (
        <Chain key={`${chain.account} ${chain.region} ${chain.trail} ${chain.backfill}`} chain={chain} />
      ))}
      <Files files={apart} more={report.unlisted.total - report.unlisted.files.length} />
      {report.unreadable.map((problem, place) => (
        <ProblemBox key={place} problem={problem} />
      ))}
      <div className="soft">
        What this cannot show:
        <ul className={styles['notes']}>
          {report.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Chain({ chain }: { readonly chain: IntegrityChain }): ReactNode {
  return (
    <>
      <h3 className={styles['chain']}>
        <LogText text={`${chain.account} · ${chain.region} · ${chain.trail}`} />
        {chain.backfill && ' · backfill'} <span className="data soft">{formatExtent(chain.from, chain.to)}</span>
      </h3>
      <p className={styles['counts']}>
        <Counts name="digest" of={chain.digests} />
        <Counts name="log file" of={chain.logs} />
      </p>
      {chain.gaps.map((gap) => (
        <Note key={gap.from} tone="warn">
          <span className="data">{formatExtent(gap.from, gap.to)}</span>: {gap.why}
        </Note>
      ))}
      <Files files={chain.files} more={chain.unnamed} />
      <ul className={`${styles['notes'] ?? ''} soft`}>
        {chain.notes.map((note) => (
          <li key={note}>
            <LogText text={note} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Counts({ name, of }: { readonly name: string; readonly of: IntegrityChain['digests'] }): ReactNode {
  const rest = (['failed', 'missing', 'unproven'] as const).filter((state) => of[state] > 0);
  return (
    <span>
      {formatCount(of.verified)} of {countWords(of.total, name)} verified{rest.map((state) => `, ${formatCount(of[state])} ${states[state].word}`)}
    </span>
  );
}

function Files({ files, more }: { readonly files: readonly IntegrityFile[]; readonly more: number }): ReactNode {
  const [all, setAll] = useState(false);
  const select = useSelection((state) => state.select);
  if (files.length === 0) return null;
  const shown = all ? files : files.slice(0, shownFiles);
  const left = files.length - shown.length + more;
  return (
    <>
      <ul className={styles['files']}>
        {shown.map(({ kind, state, name, item, why }) => (
          <li key={`${kind} ${state} ${name}`}>
            <span>
              <Pill tone={states[state].tone}>{states[state].word}</Pill>
            </span>
            {item === null ? (
              <FileName name={name.slice(name.lastIndexOf('/') + 1)} />
            ) : (
              <button type="button" className="link" title={name} onClick={() => select({ kind: 'item', id: item })}>
                <FileName name={name.slice(name.lastIndexOf('/') + 1)} />
              </button>
            )}
            <span>
              <LogText text={why} />
            </span>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <p className="quiet">
          {formatCount(left)} more.{' '}
          {!all && files.length > shown.length && (
            <Button variant="subtle" onClick={() => setAll(true)}>
              Show more
            </Button>
          )}
        </p>
      )}
    </>
  );
}
