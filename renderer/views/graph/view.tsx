import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconGraph, IconRoute } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { layoutGraph, type Layout, type PlacedNode } from '../../../shared/graph/layout.ts';
import type { GraphPicture } from '../../../shared/rpc/graph.ts';
import type { Hit } from '../../graph/hit.ts';
import type { Lit } from '../../graph/lit.ts';
import { litExactly } from '../../graph/lit-exactly.ts';
import type { Extent } from '../../graph/viewport.ts';
import { useCase } from '../../state/case.ts';
import { useFilter } from '../../state/filter.ts';
import { useKeys } from '../../state/keys.ts';
import { openEvents } from '../../state/open.ts';
import { useSelection } from '../../state/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { countWords, formatCount } from '../../ui/format.ts';
import { ViewHead } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAct, useEngine } from '../../use-engine.ts';
import { PictureCanvas } from './canvas.tsx';
import { ExportMenu, ExportResult } from './export-menu.tsx';
import { Folded } from './folded.tsx';
import { Legend } from './legend.tsx';
import { PictureList } from './list.tsx';
import { nodeFilter, thingOf } from './node-filter.ts';
import { PathPanel } from './path-panel.tsx';
import { litByPaths, usePath } from './path-state.ts';
import { changeByHand, redoPicture, undoPicture } from './picture-undo.ts';
import { changePicture, limits, toggled } from './picture-state.ts';
import { outsideOf } from './split.ts';
import { TimeStrip } from './time-strip.tsx';
import { usePicture, usePictureState } from './use-picture.ts';
import { useSize } from '../../graph/use-size.ts';
import canvasStyles from './canvas.module.css';
import styles from './view.module.css';

/** Who held what, and what it touched: the picture, its list, the path between two things, and the time it took. */
export function GraphView(): ReactNode {
  const summary = useCase().data;
  const picture = usePicture();
  const state = usePictureState();
  const pathOpened = usePath((path) => path.opened);
  const saving = useAct('graph.export', 'Saving the picture');
  const shown = picture.data;
  useShowNode(shown, state.node);
  const empty = shown !== undefined && shown.nodes.length === 0;
  return (
    <>
      <ViewHead
        title="Graph"
        about={
          shown
            ? `${countWords(shown.nodes.length, 'node')}, ${countWords(shown.edges.length, 'edge')}: who held what, and what it touched`
            : 'who held what, and what it touched'
        }
      >
        <SegmentedControl
          aria-label="Show as"
          value={state.list ? 'list' : 'picture'}
          onChange={(value) => changePicture({ list: value === 'list' })}
          data={[
            { value: 'picture', label: 'Picture' },
            { value: 'list', label: 'List' },
          ]}
        />
        <Button
          leftSection={<IconRoute size={15} stroke={1.7} />}
          aria-pressed={pathOpened}
          onClick={() => usePath.setState({ opened: !pathOpened, found: null, shown: null })}
        >
          Path…
        </Button>
        <ExportMenu act={saving} />
      </ViewHead>
      <ExportResult act={saving} />
      {picture.error && <ProblemBox error={picture.error} />}
      {shown && <PathPanel picture={shown} />}
      {empty && <NothingToShow events={summary?.counts.events ?? 0} />}
      {shown && !empty && <Stage picture={shown} />}
      {!empty && !pathOpened && <TimeStrip state={state} milestones={summary?.milestones ?? []} />}
    </>
  );
}

function NothingToShow({ events }: { readonly events: number }): ReactNode {
  const clear = useFilter((state) => state.clear);
  return (
    <EmptyState icon={IconGraph} title={events === 0 ? 'There is no evidence in this case yet' : 'Nothing is left to show'}>
      {events > 0 && (
        <>
          <p>No event matches the filter, or every node is hidden.</p>
          <Button
            mt="sm"
            onClick={() => {
              clear();
              changeByHand({ hidden: [] });
            }}
          >
            Show everything
          </Button>
        </>
      )}
    </EmptyState>
  );
}

function Stage({ picture }: { readonly picture: GraphPicture }): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const size = useSize(holder);
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  const state = usePictureState();
  const selection = useSelection((each) => each.selection);
  const filter = useFilter((each) => each.filter);
  const found = usePath((path) => path.found);
  const shownPath = usePath((path) => path.shown);
  const path = useMemo(() => litByPaths(found, shownPath), [found, shownPath]);
  const layout = useMemo(() => (size && size.width > 0 ? layoutFor(picture, size) : null), [picture, size]);
  const outside = useMemo(() => outsideOf(picture.edges, state.at, state.side), [picture, state.at, state.side]);
  const exact = useExact(picture, selection?.kind === 'node' ? selection.node.id : null);
  const selected = selection?.kind === 'node' ? selection.node.id : selection?.kind === 'edge' ? selection.edge.id : null;

  const open = (node: PlacedNode): void => {
    const own = nodeFilter(node.id, filter);
    const edge = picture.edges.find((each) => each.from === node.id || each.to === node.id);
    if (own) openEvents(own);
    else if (node.node.members > 0) changeByHand({ expanded: toggled(state.expanded, node.id) });
    else if (edge) openEvents(edge.filter);
  };
  useKeys('Graph', [
    { press: '$mod+z', does: 'Undo: unfold, hide, pin', run: () => undoPicture() },
    { press: '$mod+Shift+z', does: 'Redo', run: () => redoPicture() },
  ]);
  const key = (pressed: 'e' | 'h' | 'p', node: PlacedNode): void => {
    if (pressed === 'e' && node.node.members > 0) changeByHand({ expanded: toggled(state.expanded, node.id) });
    if (pressed === 'h') changeByHand({ hidden: toggled(state.hidden, node.id) });
    if (pressed === 'p') changeByHand({ pinned: toggled(state.pinned, node.id) });
  };

  return (
    <section className={styles['stage']} aria-label="Picture">
      {state.list ? (
        <PictureList picture={picture} outside={outside} />
      ) : (
        <div ref={holder} className={canvasStyles['holder']}>
          {layout && size && (
            <PictureCanvas
              layout={layout}
              size={size}
              selected={selected}
              pinned={state.pinned}
              exact={exact}
              path={path}
              outside={outside}
              foot={foot}
              onSelect={select}
              onOpen={open}
              onKey={key}
            />
          )}
        </div>
      )}
      <footer className={styles['foot']}>
        <Legend />
        <span ref={setFoot} className={styles['zoom']} />
        <Folded picture={picture} state={state} />
        <div className={styles['limit']}>
          Up to
          <Select
            aria-label="Nodes at most"
            w={76}
            value={String(state.limit)}
            data={limits.map((limit) => ({ value: String(limit), label: formatCount(limit) }))}
            onChange={(value) => changePicture({ limit: Number(value) })}
          />
          nodes
        </div>
      </footer>
    </section>
  );
}

/** What one thing, and what was minted from it, really touched: asked of the engine, because planes gather the uses of many. */
function useExact(picture: GraphPicture, node: string | null): Lit | null {
  const filter = useFilter((each) => each.filter);
  const { expanded, hidden } = usePictureState();
  const thing = node === null ? null : thingOf(node);
  const own = node === null || thing === null || thing.kind === 'plane' ? null : nodeFilter(node, filter);
  const wanted = own && thing?.kind !== 'resource' ? { ...own, withDescendants: true } : own;
  const narrow = useEngine(
    'graph.picture',
    { filter: wanted ?? {}, expanded: [...expanded], hidden: [...hidden], groupAbove: 1000, limit: 2000 },
    { enabled: wanted !== null },
  ).data;
  const isWanted = wanted !== null;
  return useMemo(() => (isWanted && narrow ? litExactly(picture, narrow) : null), [isWanted, narrow, picture]);
}

/** Fills the room: a picture too wide for it will be shown smaller, so it may be taller by as much. */
function layoutFor(picture: GraphPicture, size: Extent): Layout {
  const wide = layoutGraph(picture, size);
  return wide.width <= size.width ? wide : layoutGraph(picture, { width: size.width, height: (size.height * wide.width) / size.width });
}

function select(hit: Hit | null): void {
  const { select: choose } = useSelection.getState();
  if (hit === null) choose(null);
  else if (hit.kind === 'node') choose({ kind: 'node', node: hit.node.node });
  else choose({ kind: 'edge', edge: hit.edge.edge });
}

/** Chooses the node an address names, once it is in the picture. */
function useShowNode(picture: GraphPicture | undefined, id: string | null): void {
  useEffect(() => {
    const node = id === null ? undefined : picture?.nodes.find((each) => each.id === id);
    if (node) useSelection.getState().select({ kind: 'node', node });
  }, [picture, id]);
}
