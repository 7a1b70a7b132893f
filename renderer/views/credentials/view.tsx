import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconKey, IconMinus, IconPlus } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { CaseSummary } from '../../../shared/rpc/case.ts';
import { lifeSorts } from '../../../shared/rpc/graph.ts';
import { focusSpan, panSpan, wholeSpan, zoomSpan, type Span } from '../../graph/life-span.ts';
import { useCase } from '../../state/case.ts';
import { useNav } from '../../state/nav.ts';
import { useSelection } from '../../state/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { ViewHead } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Hatchings, Legend } from './legend.tsx';
import { LifeLines } from './life-lines.tsx';
import { sortWords } from './line-words.ts';
import { useLines, type Lines, type Sort } from './use-lines.ts';
import { VerdictTable } from './verdict-table.tsx';
import styles from './credentials.module.css';

/** Every credential as a life line, with its state at each milestone. */
export function CredentialsView(): ReactNode {
  const summary = useCase().data;
  const params = useNav((state) => state.params);
  const sort = lifeSorts.find((each) => each === params['sort']) ?? 'valid_longest_after_patch';
  const lines = useLines(sort);
  if (!summary) return null;
  return (
    <>
      <Hatchings />
      {lines.error ? <ProblemBox error={lines.error} /> : null}
      <Shown key={sort} summary={summary} lines={lines} sort={sort} />
    </>
  );
}

function Shown({ summary, lines, sort }: { readonly summary: CaseSummary; readonly lines: Lines; readonly sort: Sort }): ReactNode {
  const [moved, setMoved] = useState<Span | null>(null);
  const chosen = useSelection((state) => (state.selection?.kind === 'credential' ? state.selection.key : null));
  const known = useMemo(() => lines.rows.filter((line) => line !== undefined), [lines.rows]);
  const patches = summary.milestones.filter((each) => each.kind === 'patch_deployed').map((each) => each.at);
  const patchAt = patches.length === 0 ? null : Math.max(...patches);
  const span = moved ?? focusSpan(known, summary.milestones, summary.caseClock);
  const zoom = (factor: number): void => setMoved(zoomSpan(span, factor, (span.from + span.to) / 2));
  const empty = lines.loaded && lines.total === 0;
  return (
    <>
      <ViewHead title="Credentials" about={<About lines={lines} />}>
        <Button.Group>
          <Button onClick={() => setMoved(null)} aria-pressed={moved === null}>
            Incident
          </Button>
          <Button onClick={() => setMoved(wholeSpan(known, summary.milestones, summary.caseClock))}>Whole lives</Button>
        </Button.Group>
        <span className={styles['tools']}>
          <Tooltip label="Closer (+)">
            <ActionIcon aria-label="Closer" onClick={() => zoom(0.6)}>
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Farther (−)">
            <ActionIcon aria-label="Farther" onClick={() => zoom(1 / 0.6)}>
              <IconMinus size={15} />
            </ActionIcon>
          </Tooltip>
        </span>
        <Select
          aria-label="Sort by"
          w={214}
          value={sort}
          data={lifeSorts.map((value) => ({ value, label: sortWords[value] }))}
          onChange={(value) => useNav.getState().adjust({ sort: value ?? '' })}
        />
      </ViewHead>
      {empty ? (
        <EmptyState icon={IconKey} title={summary.counts.credentials === 0 ? 'No credential is known yet' : 'No credential matches the filter'}>
          {summary.counts.credentials === 0 ? 'Credentials appear here as soon as imported records name them.' : 'Take something out of the filter above.'}
        </EmptyState>
      ) : (
        <>
          <section className={styles['panel']} aria-label="Life lines">
            <LifeLines
              lines={lines}
              span={span}
              milestones={summary.milestones}
              caseClock={summary.caseClock}
              patchAt={patchAt}
              chosen={chosen}
              onChoose={(key) => useSelection.getState().select({ kind: 'credential', key })}
              onZoom={zoom}
              onPan={(share) => setMoved(panSpan(span, share))}
            />
          </section>
          <Legend />
          <section className={styles['below']} aria-label="Verdicts">
            <VerdictTable rows={lines.rows} patchAt={patchAt} chosen={chosen} />
          </section>
        </>
      )}
    </>
  );
}

function About({ lines }: { readonly lines: Lines }): ReactNode {
  if (!lines.loaded) return null;
  return (
    <>
      {formatCount(lines.total)} · {formatCount(lines.inReach)} in reach ·{' '}
      {lines.validAfterPatch > 0 ? (
        <b className={styles['bad']} title="Of those that the compromised held, minted or could read">
          {formatCount(lines.validAfterPatch)} valid after the patch
        </b>
      ) : (
        'none valid after the patch'
      )}
    </>
  );
}
