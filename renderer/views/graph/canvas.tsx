import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Layout, PlacedEdge, PlacedNode } from '../../../shared/graph/layout.ts';
import { themes } from '../../../shared/graph/themes.ts';
import { hitAt, hitMap, type Hit } from '../../graph/hit.ts';
import { neighbours, type Lit } from '../../graph/lit.ts';
import { painterOn, type Painter } from '../../graph/painter.ts';
import { sceneOf } from '../../graph/scene.ts';
import { inSight, overlaps, type Extent, type Rect } from '../../graph/viewport.ts';
import { step, type Direction } from '../../graph/walk.ts';
import { useKeys, type KeyDeed } from '../../state/keys.ts';
import { LogText } from '../../ui/log-text.tsx';
import { useIconPaths } from './icons.tsx';
import { litNow } from './lit-state.ts';
import { useZoom } from './use-zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';
import { nodeWords, outcomeWords, relationWords } from './words.ts';
import styles from './canvas.module.css';

export interface CanvasProps {
  readonly layout: Layout;
  readonly size: Extent;
  readonly selected: string | null;
  readonly pinned: readonly string[];
  /** What the chosen node really touched. */
  readonly exact: Lit | null;
  readonly path: Lit | null;
  readonly outside: ReadonlySet<string>;
  /** Where the zoom buttons go: beside the picture, so that they cover none of it. */
  readonly foot: HTMLElement | null;
  readonly onSelect: (hit: Hit | null) => void;
  /** Enter or a double click on a node. */
  readonly onOpen: (node: PlacedNode) => void;
  readonly onKey: (key: 'e' | 'h' | 'p', node: PlacedNode) => void;
}

/** Milliseconds without movement after which the picture counts as at rest. */
const restAfter = 120;

const there = { heardThere: true, run: () => undefined } as const;
const pictureKeys: readonly KeyDeed[] = [
  { press: 'Arrows', does: 'Walk from node to node', ...there },
  { press: 'Shift+Arrows', does: 'Move the picture', ...there },
  { press: 'Enter', does: 'Open the events of the node', ...there },
  { press: 'e', does: 'Unfold a group, or fold it', ...there },
  { press: 'h', does: 'Hide the node', ...there },
  { press: 'p', does: 'Pin the node: its paths stay lit', ...there },
  { press: 'Plus', does: 'Closer', ...there },
  { press: '-', does: 'Farther', ...there },
  { press: '0', does: 'Show all', ...there },
];

const arrows: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/** The picture itself: drawn on a canvas, moved by d3, walked with the arrow keys. */
export function PictureCanvas(props: CanvasProps): ReactNode {
  const { layout, size, selected, pinned, exact, path, outside, foot, onSelect, onOpen, onKey } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hover, setHover] = useState<{ readonly hit: Hit; readonly x: number; readonly y: number } | null>(null);
  const [walking, setWalking] = useState(false);
  const [away, setAway] = useState(0);
  const scheme = useComputedColorScheme('light');
  const { paths: icons, sprites } = useIconPaths();

  const scene = useMemo(() => sceneOf(layout), [layout]);
  const hits = useMemo(() => hitMap(layout), [layout]);
  const links = useMemo(() => layout.edges.map(({ edge }) => edge), [layout]);
  const around = useMemo(() => neighbours(links), [links]);
  const byId = useMemo(() => new Map(links.map((link) => [link.id, link])), [links]);
  const hovered = hover ? idOf(hover.hit) : null;
  const lit = useMemo(() => litNow({ hovered, selected, pinned, exact, path }, around, byId), [hovered, selected, pinned, exact, path, around, byId]);
  const kept = useMemo(() => new Set(pinned), [pinned]);

  const draw = useRef<() => void>(() => undefined);
  const painter = useRef<Painter | null>(null);
  const resting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const waiting = useRef(0);
  const schedule = useCallback(() => {
    if (waiting.current !== 0) return;
    waiting.current = requestAnimationFrame(() => {
      waiting.current = 0;
      draw.current();
    });
  }, []);
  const zoom = useZoom(canvas, () => {
    if (resting.current !== null) clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      resting.current = null;
      schedule();
    }, restAfter);
    schedule();
  });

  draw.current = () => {
    if (!canvas.current) return;
    painter.current ??= painterOn(canvas.current);
    const ratio = devicePixelRatio;
    const focused = walking ? selected : null;
    setAway(awayFrom(scene.nodes, inSight(zoom.view.current, size)));
    painter.current.draw(
      { scene, view: zoom.view.current, screen: size, ratio, theme: themes[scheme], icons, lit, outside, selected, focused, pinned: kept },
      resting.current !== null,
    );
  };
  useEffect(schedule);
  useEffect(() => {
    void document.fonts.ready.then(schedule);
    return () => {
      cancelAnimationFrame(waiting.current);
      waiting.current = 0;
      if (resting.current !== null) clearTimeout(resting.current);
      resting.current = null;
    };
  }, [schedule]);
  useEffect(() => zoom.begin(layout, size, centreOf(layout)), [layout, size, zoom]);

  const at = (event: PointerEvent | { clientX: number; clientY: number }): { hit: Hit | null; x: number; y: number } => {
    const box = canvas.current?.getBoundingClientRect();
    const [x, y] = [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
    const view = zoom.view.current;
    return { hit: hitAt(hits, (x - view.x) / view.k, (y - view.y) / view.k, 6 / view.k), x, y };
  };
  const point = (event: PointerEvent): void => {
    if (event.buttons !== 0) return setHover(null);
    const { hit, x, y } = at(event);
    setHover((before) => (hit ? (before && idOf(before.hit) === idOf(hit) ? before : { hit, x, y }) : null));
  };

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = layout.nodes.find((node) => node.id === selected) ?? null;
    const direction = arrows[event.key];
    const handled = direction ? (event.shiftKey ? panned(direction) : walked(direction)) : keyed(event.key, here);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const walked = (direction: Direction): boolean => {
    const from = selected ?? '';
    const next = layout.nodes.some((node) => node.id === from)
      ? step(layout.nodes, around, from, direction)
      : (layout.nodes.find((node) => node.node.subject) ?? layout.nodes[0])?.id;
    const node = layout.nodes.find((candidate) => candidate.id === next);
    setWalking(true);
    if (!node) return true;
    onSelect({ kind: 'node', node });
    zoom.reveal(node, size);
    return true;
  };
  const panned = (direction: Direction): boolean => {
    const by = { up: [0, 60], down: [0, -60], left: [60, 0], right: [-60, 0] } as const;
    const [dx, dy] = by[direction];
    zoom.pan(dx, dy);
    return true;
  };
  const keyed = (key: string, here: PlacedNode | null): boolean => {
    if (key === '+' || key === '=') zoom.by(1.25);
    else if (key === '-') zoom.by(0.8);
    else if (key === '0') zoom.fit(layout, size);
    else if (key === 'Enter' && here) onOpen(here);
    else if ((key === 'e' || key === 'h' || key === 'p') && here) onKey(key, here);
    else return false;
    return true;
  };

  useKeys('In the picture', pictureKeys);
  const here = layout.nodes.find((node) => node.id === selected);
  return (
    <>
      {sprites}
      <canvas
        ref={canvas}
        className={`${styles['canvas'] ?? ''} ${hover ? (styles['over'] ?? '') : ''}`}
        role="application"
        tabIndex={0}
        aria-label={`Picture of ${layout.nodes.length} nodes and ${layout.edges.length} edges. Arrow keys walk from node to node, Enter opens the events, e opens a group, h hides, p pins, plus and minus zoom, 0 shows all. The list holds the same in words.`}
        onPointerMove={point}
        onPointerLeave={() => setHover(null)}
        onClick={(event) => {
          setWalking(false);
          onSelect(at(event).hit);
        }}
        onDoubleClick={(event) => {
          const { hit } = at(event);
          if (hit?.kind === 'node') onOpen(hit.node);
        }}
        onKeyDown={press}
        onBlur={() => setWalking(false)}
      />
      <p className="sr" aria-live="polite">
        {walking && here ? nodeWords(here.node) : ''}
      </p>
      {hover && <Tip hit={hover.hit} x={hover.x} y={hover.y} size={size} />}
      {foot && createPortal(<ZoomButtons away={away} onZoom={zoom.by} onFit={() => zoom.fit(layout, size)} />, foot)}
    </>
  );
}

/** The middle of what the case is about, else of everything. */
function centreOf(layout: Layout): { readonly x: number; readonly y: number } {
  const subjects = layout.nodes.filter((node) => node.node.subject);
  if (subjects.length === 0) return { x: 0, y: layout.height / 2 };
  return { x: 0, y: subjects.reduce((sum, node) => sum + node.y + node.height / 2, 0) / subjects.length };
}

function awayFrom(nodes: readonly PlacedNode[], sight: Rect): number {
  return nodes.reduce((sum, node) => sum + Number(!overlaps(node, sight)), 0);
}

function idOf(hit: Hit): string {
  return hit.kind === 'node' ? hit.node.id : hit.edge.id;
}

/** What lies under the pointer, in words. */
function Tip({ hit, x, y, size }: { readonly hit: Hit; readonly x: number; readonly y: number; readonly size: Extent }): ReactNode {
  const [left, top] = [x > size.width - 340, y > size.height - 110];
  const place = { ...(left ? { right: size.width - x + 12 } : { left: x + 14 }), ...(top ? { bottom: size.height - y + 10 } : { top: y + 14 }) };
  return (
    <div className={styles['tip']} style={place} aria-hidden="true">
      {hit.kind === 'node' ? <NodeTip node={hit.node} /> : <EdgeTip edge={hit.edge} />}
    </div>
  );
}

function NodeTip({ node: { node } }: { readonly node: PlacedNode }): ReactNode {
  return (
    <>
      <b>
        <LogText text={node.label} />
      </b>
      <LogText text={node.sub} /> · {outcomeWords(node.counts)}
    </>
  );
}

function EdgeTip({ edge: { edge } }: { readonly edge: PlacedEdge }): ReactNode {
  return (
    <>
      <b>
        <LogText text={relationWords(edge)} />
      </b>
      {outcomeWords(edge.counts)}
    </>
  );
}
