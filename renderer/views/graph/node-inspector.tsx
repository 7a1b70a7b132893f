import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GraphEdge, GraphNode, GraphPicture } from '../../../shared/rpc/graph.ts';
import { useAssess } from '../../state/assess.ts';
import { useFilter } from '../../state/filter.ts';
import { openDossier, openEvents } from '../../state/open.ts';
import { useSelection } from '../../state/selection.ts';
import { countWords } from '../../ui/format.ts';
import { Inspected, Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { nodeFilter, thingOf } from './node-filter.ts';
import { setPathEnd } from './path-state.ts';
import { toggled } from './picture-state.ts';
import { changeByHand } from './picture-undo.ts';
import { rungRows } from './rung-facts.tsx';
import { usePicture, usePictureState } from './use-picture.ts';
import { eventsOf, relationWords } from './words.ts';

const laneWords = { identity: 'Identity', credential: 'Credential', plane: 'Plane', resource: 'Resource' } as const;

/** One node: what it is, who stands behind it, what lies beyond it, how its events ended. */
export function NodeInspector({ chosen }: { readonly chosen: GraphNode }): ReactNode {
  const picture = usePicture().data;
  const filter = useFilter((state) => state.filter);
  const node = picture?.nodes.find((each) => each.id === chosen.id) ?? chosen;
  const own = nodeFilter(node.id, filter);
  const thing = thingOf(node.id);
  return (
    <Inspected
      over={`${laneWords[node.lane]}${node.members > 0 ? ', group' : ''}`}
      title={<LogText text={node.label} />}
      state={node.subject ? <Pill tone="accent">subject</Pill> : undefined}
      actions={<Actions node={node} />}
    >
      <Facts
        rows={[
          ['What', <LogText key="w" text={node.sub} />],
          thing && thing.kind !== 'plane'
            ? [
                'Key',
                <span key="k" className="data">
                  <LogText text={thing.key} />
                </span>,
              ]
            : null,
          node.members > 0 ? ['Members', countWords(node.members, 'member')] : null,
          node.lane === 'credential' && node.depth > 0 ? ['Chain', `${countWords(node.depth, 'derivation')} deep`] : null,
          ...rungRows(node.counts, own),
          node.first === null ? null : ['First', <Moment key="f" at={node.first} zone />],
          node.last === null ? null : ['Last', <Moment key="l" at={node.last} zone />],
        ]}
      />
      {picture && <Relations title={comesFrom[node.lane]} edges={picture.edges.filter((edge) => edge.to === node.id)} other="from" picture={picture} />}
      {picture && <Relations title={leadsTo[node.lane]} edges={picture.edges.filter((edge) => edge.from === node.id)} other="to" picture={picture} />}
      <Tools node={node} />
    </Inspected>
  );
}

const comesFrom = { identity: 'Reached by', credential: 'Held by, minted from', plane: 'Reached by', resource: 'Touched by' } as const;
const leadsTo = { identity: 'Held', credential: 'Leads to', plane: 'What on it', resource: 'Leads to' } as const;

function Relations({
  title,
  edges,
  other,
  picture,
}: {
  readonly title: string;
  readonly edges: readonly GraphEdge[];
  readonly other: 'from' | 'to';
  readonly picture: GraphPicture;
}): ReactNode {
  if (edges.length === 0) return null;
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const select = useSelection.getState().select;
  return (
    <Section title={title}>
      <SmallTable
        label={title}
        columns={[{ name: 'name' }, { name: 'how' }, { name: 'events', right: true }]}
        rows={edges.map((edge) => {
          const node = nodes.get(edge[other]);
          return {
            key: edge.id,
            cells: [
              <button key="n" type="button" className="link" onClick={() => node && select({ kind: 'node', node })}>
                <LogText text={node?.label ?? edge[other]} />
              </button>,
              <button key="h" type="button" className="link" onClick={() => select({ kind: 'edge', edge })}>
                <LogText text={relationWords(edge)} />
              </button>,
              <EventCount key="e" edge={edge} />,
            ],
          };
        })}
      />
    </Section>
  );
}

function EventCount({ edge }: { readonly edge: GraphEdge }): ReactNode {
  const events = eventsOf(edge.counts);
  if (events === 0) return '0';
  return (
    <button type="button" className="link" aria-label={`Open ${countWords(events, 'event')}`} onClick={() => openEvents(edge.filter)}>
      {events}
    </button>
  );
}

function Tools({ node }: { readonly node: GraphNode }): ReactNode {
  const { expanded, pinned } = usePictureState();
  const patch = useFilter((state) => state.patch);
  const thing = thingOf(node.id);
  return (
    <Section title="In the picture">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {node.members > 0 && <Button onClick={() => changeByHand({ expanded: toggled(expanded, node.id) })}>Unfold</Button>}
        {(thing?.kind === 'identity' || thing?.kind === 'credential') && (
          <Button
            onClick={() =>
              patch(
                thing.kind === 'identity'
                  ? { identities: [thing.key], credentials: undefined, withDescendants: true }
                  : { credentials: [thing.key], identities: undefined, withDescendants: true },
              )
            }
          >
            Only its world
          </Button>
        )}
        <Button aria-pressed={pinned.includes(node.id)} onClick={() => changeByHand({ pinned: toggled(pinned, node.id) })}>
          {pinned.includes(node.id) ? 'Unpin' : 'Keep lit'}
        </Button>
        <Hide node={node} />
        {thing && (
          <>
            <Button onClick={() => setPathEnd('from', node)}>Path from here</Button>
            <Button onClick={() => setPathEnd('to', node)}>Path to here</Button>
          </>
        )}
      </div>
    </Section>
  );
}

function Hide({ node }: { readonly node: GraphNode }): ReactNode {
  const { hidden } = usePictureState();
  const away = hidden.includes(node.id);
  return <Button onClick={() => changeByHand({ hidden: toggled(hidden, node.id) })}>{away ? 'Show again' : 'Hide'}</Button>;
}

function Actions({ node }: { readonly node: GraphNode }): ReactNode {
  const filter = useFilter((state) => state.filter);
  const assess = useAssess((state) => state.open);
  const own = nodeFilter(node.id, filter);
  const thing = thingOf(node.id);
  const events = eventsOf(node.counts);
  return (
    <>
      {own && (
        <Button variant="filled" disabled={events === 0} onClick={() => openEvents(own)}>
          Open {countWords(events, 'event')}
        </Button>
      )}
      {thing?.kind === 'credential' && <Button onClick={() => openDossier(thing.key)}>Dossier</Button>}
      {own && events > 0 && (
        <Button
          onClick={() =>
            thing?.kind === 'credential'
              ? assess({ kind: 'credential', credential: thing.key }, node.label)
              : assess({ kind: 'filter', filter: own }, `${countWords(events, 'event')} of ${node.label}`)
          }
        >
          Assess
        </Button>
      )}
      {!own && (
        <span className="quiet">
          {node.members > 0
            ? 'A group: unfold it, or open the events of one of its edges.'
            : 'Uses that name no credential: open the events of one of its edges.'}
        </span>
      )}
    </>
  );
}
