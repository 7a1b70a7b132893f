import { ActionIcon, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowsHorizontal, IconMinus, IconPlus } from '@tabler/icons-react';
import { scaleUtc } from 'd3';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { rungs } from '../../../shared/rungs.ts';
import type { Histogram as Data } from '../../../shared/rpc/events.ts';
import { useCase } from '../../state/case.ts';
import { useFilter } from '../../state/filter.ts';
import { formatCount, formatMoment, formatSpan, formatWindow } from '../../ui/format.ts';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useEngine } from '../../use-engine.ts';
import { flagHeight, Flags } from './flags.tsx';
import styles from './histogram.module.css';
import { Overview } from './overview.tsx';
import { barClasses } from './bar-classes.ts';
import { shadedWindow } from './shaded-window.ts';
import { stackBar } from './stack-bar.ts';
import { tickLabel } from './tick-label.ts';
import type { ShownWindow } from './use-window.ts';
import { momentAt, panWindow, zoomWindow, type TimeWindow } from './zoom.ts';

const plot = 78;
const axis = 20;

/** Events over time, stacked by rung, with milestones, the window between exposure and patch, and gaps. Drag to zoom in. */
export function Histogram({ window }: { readonly window: ShownWindow }): ReactNode {
  const { bounds, shown } = window;
  const { filter, patch } = useFilter();
  const { ref, width } = useElementSize();
  const milestones = useCase().data?.milestones ?? [];
  const bars = Math.max(20, Math.floor(width / 9));
  const data = useEngine('events.histogram', { filter: { ...filter, from: shown.from, to: shown.to }, bars }, { enabled: width > 0, keep: true });
  const [flagRows, setFlagRows] = useState(1);
  const top = flagRows * flagHeight + 2;
  const x = (at: number): number => ((at - shown.from) / (shown.to - shown.from)) * width;
  const show = (next: TimeWindow): void =>
    patch(next.from <= bounds.from && next.to >= bounds.to ? { from: undefined, to: undefined } : { from: next.from, to: next.to });
  const shaded = shadedWindow(milestones, bounds.to);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const moves: Readonly<Record<string, () => TimeWindow>> = {
      '+': () => zoomWindow(shown, 0.5, 0.5, bounds),
      '=': () => zoomWindow(shown, 0.5, 0.5, bounds),
      '-': () => zoomWindow(shown, 2, 0.5, bounds),
      ArrowLeft: () => panWindow(shown, -0.25, bounds),
      ArrowRight: () => panWindow(shown, 0.25, bounds),
      '0': () => bounds,
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    show(move());
  };

  return (
    <section className={styles['histogram']} aria-label="Events over time">
      <div className={styles['tools']}>
        <Legend />
        <span className="spread" />
        {data.data && data.data.bars.length > 0 && <span className="quiet">one bar: {formatSpan(data.data.step)}</span>}
        <Tool label="Zoom in (+)" onClick={() => show(zoomWindow(shown, 0.5, 0.5, bounds))} icon={<IconPlus size={14} />} />
        <Tool label="Zoom out (-)" onClick={() => show(zoomWindow(shown, 2, 0.5, bounds))} icon={<IconMinus size={14} />} />
        <Tool label="Show all (0)" onClick={() => show(bounds)} icon={<IconArrowsHorizontal size={14} />} />
      </div>
      <ProblemBox error={data.error} />
      <div
        ref={ref}
        className={styles['plot']}
        style={{ height: top + plot + axis }}
        tabIndex={0}
        role="group"
        aria-label={`Histogram of ${formatWindow(shown.from, shown.to)}. Plus and minus zoom, arrows move, 0 shows all.`}
        onKeyDown={onKeyDown}
      >
        {width > 0 && (
          <>
            <svg width={width} height={top + plot + axis} role="img" aria-label={data.data ? wordsOf(data.data) : 'Loading'}>
              {shaded && (
                <rect
                  className={styles['window']}
                  x={clamp(x(shaded.from), width)}
                  width={Math.max(0, clamp(x(shaded.to), width) - clamp(x(shaded.from), width))}
                  y={0}
                  height={top + plot}
                />
              )}
              {data.data && <Bars data={data.data} shown={shown} width={width} top={top} />}
              {data.data && <Gaps data={data.data} x={x} width={width} top={top} />}
              <Axis shown={shown} width={width} y={top + plot} />
            </svg>
            <Brush width={width} height={top + plot} shown={shown} bounds={bounds} onPick={show} />
            <Flags milestones={milestones} shown={shown} width={width} height={top + plot} onRows={setFlagRows} />
          </>
        )}
      </div>
      {(shown.from > bounds.from || shown.to < bounds.to) && <Overview bounds={bounds} shown={shown} onShow={show} />}
    </section>
  );
}

/** What the parts of a bar mean. */
function Legend(): ReactNode {
  return (
    <ul className={styles['legend']}>
      {([4, 3, 2, 1, 0] as const).map((rung) => (
        <li key={rung}>
          <svg width="10" height="10" aria-hidden="true">
            <rect className={barClasses[rung]} x="0.7" y="0.7" width="8.6" height="8.6" />
          </svg>
          {rungs[rung]}
        </li>
      ))}
    </ul>
  );
}

function Tool({ label, icon, onClick }: { readonly label: string; readonly icon: ReactNode; readonly onClick: () => void }): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon size={22} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function Bars({ data, shown, width, top }: { readonly data: Data; readonly shown: TimeWindow; readonly width: number; readonly top: number }): ReactNode {
  const most = Math.max(1, ...data.bars.map((bar) => bar.counts.reduce((sum, events) => sum + events, 0)));
  const scale = width / (shown.to - shown.from);
  return data.bars.map((bar) => {
    const left = Math.max(0, (bar.at - shown.from) * scale);
    const right = Math.min(width, (bar.at + data.step - shown.from) * scale);
    if (right - left < 0.5) return null;
    const wide = Math.max(1, right - left - (right - left > 4 ? 1.5 : 0));
    const total = bar.counts.reduce((sum, events) => sum + events, 0);
    if (total === 0) return null;
    return (
      <g key={bar.at}>
        <title>{`${formatMoment(bar.at)} UTC, ${formatSpan(data.step)}: ${bar.counts
          .map((events, rung) => (events > 0 ? `${formatCount(events)} ${rungs[rung]}` : ''))
          .filter(Boolean)
          .join(', ')}`}</title>
        {stackBar(bar.counts, most, plot - 4).map((part) => {
          const inset = part.rung === 4 ? 0 : 0.6;
          return (
            <rect
              key={part.rung}
              className={barClasses[part.rung]}
              x={left + inset}
              width={Math.max(0.8, wide - inset * 2)}
              y={top + plot - part.from - part.height + inset}
              height={Math.max(0.8, part.height - inset * 2)}
            />
          );
        })}
      </g>
    );
  });
}

function Gaps({ data, x, width, top }: { readonly data: Data; readonly x: (at: number) => number; readonly width: number; readonly top: number }): ReactNode {
  const pattern = useId();
  return (
    <>
      <defs>
        <pattern id={pattern} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="7" className={styles['hatch']} />
        </pattern>
      </defs>
      {data.gaps.map((gap) => {
        const left = clamp(x(gap.from), width);
        const right = clamp(x(gap.to), width);
        if (right - left < 1) return null;
        return (
          <g key={`${gap.source} ${gap.from}`}>
            <title>{`No log from ${gap.source}, ${formatWindow(gap.from, gap.to)} UTC: ${gap.why}`}</title>
            <rect x={left} width={right - left} y={top} height={plot} fill={`url(#${pattern})`} />
            {right - left > 52 && (
              <text className={styles['gap']} x={(left + right) / 2} y={top + plot / 2}>
                no log
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

function Axis({ shown, width, y }: { readonly shown: TimeWindow; readonly width: number; readonly y: number }): ReactNode {
  const ticks = useMemo(
    () =>
      scaleUtc()
        .domain([shown.from / 1000, shown.to / 1000])
        .ticks(Math.max(2, Math.floor(width / 96))),
    [shown, width],
  );
  const step = ticks.length > 1 ? Number(ticks[1]) - Number(ticks[0]) : 86_400_000;
  return (
    <g className={styles['axis']}>
      <line x1={0} x2={width} y1={y + 0.5} y2={y + 0.5} />
      {ticks.map((tick) => {
        const at = ((Number(tick) * 1000 - shown.from) / (shown.to - shown.from)) * width;
        return at < 14 || at > width - 14 ? null : (
          <text key={Number(tick)} x={at} y={y + 15}>
            {tickLabel(Number(tick), step)}
          </text>
        );
      })}
    </g>
  );
}

interface BrushProps {
  readonly width: number;
  readonly height: number;
  readonly shown: TimeWindow;
  readonly bounds: TimeWindow;
  readonly onPick: (window: TimeWindow) => void;
}

/** Drag picks a window; the wheel zooms around the pointer. */
function Brush({ width, height, shown, bounds, onPick }: BrushProps): ReactNode {
  const [drag, setDrag] = useState<{ readonly start: number; readonly end: number } | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const latest = useRef({ shown, bounds, onPick, width });
  latest.current = { shown, bounds, onPick, width };
  const place = (event: PointerEvent): number => clamp(event.clientX - event.currentTarget.getBoundingClientRect().left, width);

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    // React's own wheel listeners are passive: the page would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const now = latest.current;
      const share = (event.clientX - element.getBoundingClientRect().left) / now.width;
      now.onPick(
        event.shiftKey
          ? panWindow(now.shown, Math.sign(event.deltaY || event.deltaX) * 0.1, now.bounds)
          : zoomWindow(now.shown, event.deltaY > 0 ? 1.25 : 0.8, share, now.bounds),
      );
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  return (
    <div
      ref={area}
      className={styles['brush']}
      style={{ height }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ start: place(event), end: place(event) });
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, end: place(event) })}
      onPointerUp={() => {
        if (drag && Math.abs(drag.end - drag.start) > 3)
          onPick({ from: momentAt(shown, Math.min(drag.start, drag.end), width), to: momentAt(shown, Math.max(drag.start, drag.end), width) });
        setDrag(null);
      }}
      onDoubleClick={() => onPick(bounds)}
    >
      {drag && <div className={styles['picked']} style={{ left: Math.min(drag.start, drag.end), width: Math.abs(drag.end - drag.start) }} />}
    </div>
  );
}

function clamp(x: number, width: number): number {
  return Math.min(width, Math.max(0, x));
}

function wordsOf(data: Data): string {
  const sums = rungs.map((_name, rung) => data.bars.reduce((sum, bar) => sum + (bar.counts[rung] ?? 0), 0));
  return `${rungs
    .map((name, rung) => `${formatCount(sums[rung] ?? 0)} ${name}`)
    .toReversed()
    .join(', ')}; ${data.gaps.length} gaps`;
}
