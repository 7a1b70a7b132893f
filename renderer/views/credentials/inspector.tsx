import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Dossier, LifeLine } from '../../../shared/rpc/graph.ts';
import { useAssess } from '../../state/assess.ts';
import { useCase } from '../../state/case.ts';
import { openEvents } from '../../state/open.ts';
import { useFilter } from '../../state/filter.ts';
import { useNav } from '../../state/nav.ts';
import type { Selection } from '../../state/selection.ts';
import { countWords, formatCount, formatMoment, formatSpan } from '../../ui/format.ts';
import { Inspected, Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Facts } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { useEngine } from '../../use-engine.ts';
import { Chain, Holders } from './dossier-holders.tsx';
import { Records } from './dossier-records.tsx';
import { Actions, Networks } from './dossier-uses.tsx';
import { isAlarming, kindWords, validityWords } from './line-words.ts';
import styles from './credentials.module.css';

/** The dossier of one credential: whose it was, where it came from, what it did, what nobody can say. */
export function CredentialInspector({ selection }: { readonly selection: Selection }): ReactNode {
  const key = selection.kind === 'credential' ? selection.key : '';
  const dossier = useEngine('credentials.dossier', { key }, { enabled: key !== '' });
  if (dossier.error) return <ProblemBox error={dossier.error} />;
  return dossier.data ? <Body key={key} dossier={dossier.data} /> : null;
}

function Body({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const { line } = dossier;
  const milestones = useCase().data?.milestones ?? [];
  const patches = milestones.filter((each) => each.kind === 'patch_deployed').map((each) => each.at);
  const patchAt = patches.length === 0 ? null : Math.max(...patches);
  return (
    <Inspected
      over={`Dossier · ${kindWords(line)}${line.holder ? ` of ${line.holder.display}` : ''}`}
      title={
        <span className="data" style={{ fontSize: 14 }}>
          <LogText text={line.credential.display} />
        </span>
      }
      actions={<Tools line={line} />}
    >
      <Outlived line={line} patchAt={patchAt} />
      <Facts
        rows={[
          [
            'Key',
            <span key="k" className="data">
              <LogText text={line.credential.key} />
            </span>,
          ],
          ['Issued', <Known key="i" at={line.issued} inferred={line.issuedInferred} missing="no record says" />],
          [
            'Expires',
            <Known key="e" at={line.expires} inferred={line.expiresInferred} missing={line.lifetime === 'static' ? 'never by itself' : 'no record says'} />,
          ],
          line.ended === null
            ? null
            : [
                'Ended',
                <span key="x">
                  <Moment at={line.ended} zone /> {line.endedBy}
                </span>,
              ],
          line.first === null ? ['Used', 'never, in these logs'] : ['First use', <Moment key="f" at={line.first} zone />],
          line.last === null ? null : ['Last use', <Moment key="l" at={line.last} zone />],
          line.successfulAfterPatch === 0 ? null : ['After patch', <AfterPatch key="a" line={line} patchAt={patchAt} />],
          ...Object.entries(dossier.attributes).map(([name, value]): [string, ReactNode] => [name, <LogText key={name} text={value} />]),
        ]}
      />
      {dossier.silent.length > 0 && (
        <Note tone="warn">
          <ul className={styles['silentList']}>
            {dossier.silent.map((text) => (
              <li key={text}>
                <LogText text={text} />
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Verdicts line={line} patchAt={patchAt} />
      <Holders dossier={dossier} />
      <Chain dossier={dossier} />
      <Actions dossier={dossier} />
      <Networks dossier={dossier} />
      <Records dossier={dossier} />
    </Inspected>
  );
}

function Outlived({ line, patchAt }: { readonly line: LifeLine; readonly patchAt: number | null }): ReactNode {
  const alarming = line.validity.some((at) => isAlarming(line, at, patchAt));
  if (!alarming || patchAt === null) return null;
  const end = Math.min(line.ended ?? Infinity, line.expires ?? Infinity);
  return (
    <p>
      <Pill tone="bad">
        {Number.isFinite(end) && end > patchAt ? `valid ${formatSpan(end - patchAt)} after the patch` : 'valid after the patch, no end on record'}
      </Pill>
    </p>
  );
}

function Known({ at, inferred, missing }: { readonly at: number | null; readonly inferred: boolean; readonly missing: string }): ReactNode {
  if (at === null) return <span className="quiet">{missing}</span>;
  return (
    <>
      <Moment at={at} zone /> {inferred && <span className="quiet">inferred</span>}
    </>
  );
}

function AfterPatch({ line, patchAt }: { readonly line: LifeLine; readonly patchAt: number | null }): ReactNode {
  return (
    <button
      type="button"
      className="link"
      onClick={() => openEvents({ credentials: [line.credential.key], rungs: [4], ...(patchAt === null ? {} : { from: patchAt }) })}
    >
      {countWords(line.successfulAfterPatch, 'successful use')}
    </button>
  );
}

function Verdicts({ line, patchAt }: { readonly line: LifeLine; readonly patchAt: number | null }): ReactNode {
  if (line.validity.length === 0) return null;
  return (
    <Section title="State at each moment">
      <Facts
        rows={line.validity.map((at) => [
          at.moment,
          <span key={at.moment}>
            <b className={isAlarming(line, at, patchAt) ? styles['alarmWord'] : undefined}>{validityWords[at.validity]}</b>
            {at.inferred && ', inferred'} <span className="quiet num">at {formatMoment(at.at)}</span>
            <br />
            <span className="soft">
              <LogText text={at.rule} />
            </span>
          </span>,
        ])}
      />
    </Section>
  );
}

function Tools({ line }: { readonly line: LifeLine }): ReactNode {
  const assess = useAssess((state) => state.open);
  const key = line.credential.key;
  const events = line.counts.reduce((sum, each) => sum + each, 0);
  const toGraph = (): void => {
    useFilter.getState().set({ credentials: [key], withDescendants: true });
    useNav.getState().go('graph', { node: `credential:${key}` });
  };
  return (
    <>
      <Button variant="filled" disabled={events === 0} onClick={() => openEvents({ credentials: [key] })}>
        {events === 0 ? 'No events' : `Open ${formatCount(events)} ${events === 1 ? 'event' : 'events'}`}
      </Button>
      <Button onClick={toGraph}>In graph</Button>
      <Button onClick={() => assess({ kind: 'credential', credential: key }, line.credential.display)}>Assess</Button>
    </>
  );
}
