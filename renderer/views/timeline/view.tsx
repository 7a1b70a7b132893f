import { Button, Checkbox, Menu } from '@mantine/core';
import { IconColumns3, IconFilterOff, IconFlag3, IconInbox, IconLayoutSidebar, IconListCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { formatFilter } from '../../../shared/filter-line.ts';
import { SetMilestone } from '../../milestones/set-milestone.tsx';
import { useAssess } from '../../state/assess.ts';
import { useCase } from '../../state/case.ts';
import { useFilter } from '../../state/filter.ts';
import { useKeys } from '../../state/keys.ts';
import { useNav } from '../../state/nav.ts';
import { usePicked } from '../../state/picked.ts';
import { useSelection } from '../../state/selection.ts';
import { useTriage } from '../../state/triage.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { countWords, formatCount } from '../../ui/format.ts';
import { Panel, ViewHead } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useEngine } from '../../use-engine.ts';
import { allColumns, fitColumns, useColumns } from './columns.tsx';
import { EventTable } from './event-table.tsx';
import { FacetRail } from './facet-rail.tsx';
import { Histogram } from './histogram.tsx';
import { QueryButton } from './query-button.tsx';
import styles from './timeline.module.css';
import { useWindow } from './use-window.ts';

/** Every event in order of time: over it the histogram, beside it what occurs, in it the rows. */
export function TimelineView(): ReactNode {
  const summary = useCase().data;
  const { filter, clear } = useFilter();
  const window = useWindow();
  const count = useEngine('events.count', { filter }, { keep: true });
  const [facets, setFacets] = useState(localStorage.getItem('keyholder-facets-shown') !== 'no');
  const [setting, setSetting] = useState(false);
  const selected = useSelection((state) => (state.selection?.kind === 'event' ? state.selection.id : null));
  const selectedEvent = useEngine('events.detail', { id: selected ?? 0 }, { enabled: selected !== null });
  const picked = usePicked();
  const assess = useAssess((state) => state.open);
  const triage = useTriage((state) => state.begin);
  const go = useNav((state) => state.go);
  const all = summary?.counts.events ?? 0;
  const total = count.data?.total ?? 0;

  const assessPicked = (): void => assess({ kind: 'events', events: [...picked.ids] }, countWords(picked.ids.size, 'picked event'));
  const assessAll = (): void => assess({ kind: 'filter', filter }, `All ${countWords(total, 'event')} that match now`);
  const toggleFacets = (): void => {
    localStorage.setItem('keyholder-facets-shown', facets ? 'no' : 'yes');
    setFacets(!facets);
  };
  useKeys('Timeline', [
    { press: '[', does: 'Show or hide the facets', run: toggleFacets },
    { press: 't', does: 'Triage: walk the unassessed events', run: () => triage(filter) },
    { press: 'm', does: 'Set a milestone', run: () => setSetting(true) },
    { press: 'Shift+a', does: 'Assess all that match', run: assessAll },
  ]);

  if (all === 0 && summary?.milestones.length === 0)
    return (
      <Panel grow>
        <EmptyState icon={IconInbox} title="No events yet">
          <p>Import the log exports of this case first.</p>
          <Button variant="filled" mt="sm" onClick={() => go('intake')}>
            Go to intake
          </Button>
        </EmptyState>
      </Panel>
    );
  return (
    <>
      <ViewHead title="Timeline" about={count.data ? (total === all ? countWords(all, 'event') : `${formatCount(total)} of ${countWords(all, 'event')}`) : ''}>
        <Button leftSection={<IconLayoutSidebar size={15} stroke={1.7} />} aria-pressed={facets} onClick={toggleFacets}>
          Facets
        </Button>
        <Button leftSection={<IconFlag3 size={15} stroke={1.7} />} onClick={() => setSetting(true)}>
          Milestone
        </Button>
        <Button leftSection={<IconListCheck size={15} stroke={1.7} />} disabled={total === 0} onClick={() => triage(filter)}>
          Triage
        </Button>
        <ColumnMenu />
        <QueryButton />
      </ViewHead>
      <ProblemBox error={count.error} />
      {window && <Histogram window={window} />}
      <div className={styles['lower']}>
        {facets && <FacetRail />}
        <Panel grow flush label="Events">
          {picked.ids.size > 0 && (
            <div className={styles['picked']} role="status">
              <b className="num">{countWords(picked.ids.size, 'event')} picked</b>
              <Button variant="filled" rightSection={<kbd className={styles['kbd']}>a</kbd>} onClick={assessPicked}>
                Assess
              </Button>
              <Button onClick={assessAll}>Assess all {formatCount(total)} that match</Button>
              <span className="spread" />
              <Button variant="subtle" onClick={picked.clear}>
                Unpick
              </Button>
            </div>
          )}
          {count.data && total === 0 ? (
            <EmptyState icon={IconFilterOff} title="No event matches the filter">
              <p>That nothing matches says nothing about what was not logged.</p>
              <Button mt="sm" onClick={clear}>
                Clear the filter
              </Button>
            </EmptyState>
          ) : (
            <EventTable key={formatFilter(filter)} filter={filter} total={total} onAssess={assessPicked} />
          )}
        </Panel>
      </div>
      <SetMilestone opened={setting} at={selectedEvent.data?.at} onClose={() => setSetting(false)} />
    </>
  );
}

function ColumnMenu(): ReactNode {
  const { shown, width, toggle } = useColumns();
  const wanted = allColumns.filter((column) => shown.includes(column.id));
  const fitting = fitColumns(wanted, width);
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button leftSection={<IconColumns3 size={15} stroke={1.7} />}>
          {fitting.length < wanted.length ? `Columns ${fitting.length} of ${wanted.length}` : 'Columns'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {allColumns.map((column) => (
          <Menu.Item
            key={column.id}
            role="menuitemcheckbox"
            aria-checked={shown.includes(column.id)}
            leftSection={<Checkbox.Indicator checked={shown.includes(column.id)} size="xs" />}
            onClick={() => toggle(column.id)}
          >
            {column.title}
            {wanted.includes(column) && !fitting.includes(column) && <span className="quiet"> does not fit now</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
