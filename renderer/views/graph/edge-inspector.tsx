import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { edgeStyle } from '../../../shared/graph/layout.ts';
import type { GraphEdge, GraphNode } from '../../../shared/rpc/graph.ts';
import { useAssess } from '../../state/assess.ts';
import { openEvents } from '../../state/open.ts';
import { useSelection } from '../../state/selection.ts';
import { countWords } from '../../ui/format.ts';
import { Inspected, Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { RungMark } from '../../ui/rung-mark.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import { holdingWords } from '../../ui/words.ts';
import { useEngine } from '../../use-engine.ts';
import { rungRows } from './rung-facts.tsx';
import { usePicture } from './use-picture.ts';
import { eventsOf, relationWords, styleWords } from './words.ts';

const shownEvents = 12;

/** One edge: what it says, between whom, and the events under it. */
export function EdgeInspector({ chosen }: { readonly chosen: GraphEdge }): ReactNode {
  const picture = usePicture().data;
  const edge = picture?.edges.find((each) => each.id === chosen.id) ?? chosen;
  const assess = useAssess((state) => state.open);
  const events = eventsOf(edge.counts);
  const style = styleWords[edgeStyle(edge)];
  const end = (id: string): ReactNode => <End node={picture?.nodes.find((each) => each.id === id)} id={id} />;
  return (
    <Inspected
      over="Edge"
      title={<LogText text={relationWords(edge)} />}
      actions={
        events === 0 ? (
          <span className="quiet">No event lies under this edge.</span>
        ) : (
          <>
            <Button variant="filled" onClick={() => openEvents(edge.filter)}>
              Open {countWords(events, 'event')}
            </Button>
            <Button onClick={() => assess({ kind: 'filter', filter: edge.filter }, `${countWords(events, 'event')} under one edge`)}>Assess</Button>
          </>
        )
      }
    >
      <Facts
        rows={[
          ['From', end(edge.from)],
          ['To', end(edge.to)],
          ['Line', style.meaning],
          edge.basis === null ? null : ['Basis', `${holdingWords[edge.basis].word}. ${holdingWords[edge.basis].meaning}`],
          edge.kind === 'minted' && edge.label !== '' ? ['Method', <LogText key="m" text={edge.label} />] : null,
          ...rungRows(edge.counts, edge.filter),
          edge.first === null ? null : ['First', <Moment key="f" at={edge.first} zone />],
          edge.last === null ? null : ['Last', <Moment key="l" at={edge.last} zone />],
        ]}
      />
      {events > 0 && <FirstEvents edge={edge} events={events} />}
    </Inspected>
  );
}

function End({ node, id }: { readonly node: GraphNode | undefined; readonly id: string }): ReactNode {
  if (!node) return <LogText text={id} />;
  return (
    <button type="button" className="link" onClick={() => useSelection.getState().select({ kind: 'node', node })}>
      <LogText text={node.label} />
    </button>
  );
}

function FirstEvents({ edge, events }: { readonly edge: GraphEdge; readonly events: number }): ReactNode {
  const page = useEngine('events.page', { filter: edge.filter, limit: shownEvents }).data;
  if (!page) return null;
  return (
    <Section title={events > shownEvents ? `First ${shownEvents} of ${countWords(events, 'event')}` : countWords(events, 'event')}>
      <SmallTable
        label="Events under this edge"
        columns={[{ name: 'time UTC' }, { name: 'action' }, { name: 'rung' }]}
        rows={page.rows.map((row) => ({
          key: String(row.id),
          cells: [
            <Moment key="t" at={row.at} />,
            <button key="a" type="button" className="link" onClick={() => useSelection.getState().select({ kind: 'event', id: row.id })}>
              <LogText text={row.action} />
            </button>,
            <RungMark key="r" rung={row.rung} />,
          ],
        }))}
      />
    </Section>
  );
}
