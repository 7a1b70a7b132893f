import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import type { LifeLine } from '../../../shared/rpc/graph.ts';
import type { Micros } from '../../../shared/time.ts';
import { lifeBar } from '../../graph/life-bar.ts';
import type { Span } from '../../graph/life-span.ts';
import { useSize } from '../../graph/use-size.ts';
import { LogText } from '../../ui/log-text.tsx';
import { identityIcons } from '../../ui/identity-tag.tsx';
import { Axis } from './axis.tsx';
import { LifePlot, rowHeight } from './life-row.tsx';
import { kindWords, lineWords } from './line-words.ts';
import type { Lines } from './use-lines.ts';
import styles from './credentials.module.css';

interface LifeLinesProps {
  readonly lines: Lines;
  readonly span: Span;
  readonly milestones: readonly Milestone[];
  readonly caseClock: number;
  readonly patchAt: number | null;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onZoom: (factor: number) => void;
  readonly onPan: (share: number) => void;
}

/** Every credential's life, one row each, on one axis of time. */
export function LifeLines({ lines, span, milestones, caseClock, patchAt, chosen, onChoose, onZoom, onPan }: LifeLinesProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const width = useSize(plot)?.width ?? 0;
  const flags = useMemo(() => milestones.filter((each) => each.at >= span.from && each.at <= span.to).map((each) => each.at), [milestones, span]);
  const rows = useVirtualizer({ count: lines.total, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 6 });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => lines.reach(last), [lines, last]);
  const place = lines.rows.findIndex((line) => line?.credential.key === chosen);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowDown: place + 1, j: place + 1, ArrowUp: place - 1, k: place - 1, Home: 0, End: lines.total - 1, PageDown: place + 8, PageUp: place - 8 }[
      event.key
    ];
    if (to !== undefined) {
      const next = Math.max(0, Math.min(lines.total - 1, to));
      const line = lines.rows[next];
      if (line) onChoose(line.credential.key);
      rows.scrollToIndex(next);
    } else if (event.key === '+' || event.key === '=') onZoom(0.6);
    else if (event.key === '-') onZoom(1 / 0.6);
    else if (event.key === 'ArrowLeft') onPan(-0.15);
    else if (event.key === 'ArrowRight') onPan(0.15);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles['lines']}>
      <div className={styles['axis']}>
        <span className="quiet">holder, credential</span>
        <div ref={plot} className={styles['track']}>
          <Axis span={span} width={width} milestones={milestones} />
        </div>
      </div>
      <div
        ref={scroller}
        className={styles['scroller']}
        role="listbox"
        tabIndex={0}
        aria-label="Credentials. Up and down choose; plus and minus zoom; left and right move in time."
        aria-activedescendant={place >= 0 && items.some((item) => item.index === place) ? `life-${place}` : undefined}
        onKeyDown={press}
      >
        <div style={{ position: 'relative', height: rows.getTotalSize(), minHeight: '100%' }} role="presentation">
          {items.map((item) => {
            const line = lines.rows[item.index];
            return (
              <Row
                key={item.key}
                place={item.index}
                total={lines.total}
                start={item.start}
                line={line}
                chosen={line !== undefined && line.credential.key === chosen}
                caseClock={caseClock}
                patchAt={patchAt}
                onChoose={onChoose}
                plot={(known, bar) => <LifePlot line={known} bar={bar} span={span} width={width} flags={flags} />}
              />
            );
          })}
          <Rest height={rows.getTotalSize()} span={span} width={width} flags={flags} />
        </div>
      </div>
    </div>
  );
}

/** The milestones run down to the foot, also where there are no rows. */
function Rest({
  height,
  span,
  width,
  flags,
}: {
  readonly height: number;
  readonly span: Span;
  readonly width: number;
  readonly flags: readonly number[];
}): ReactNode {
  const x = (at: number): number => ((at - span.from) / (span.to - span.from)) * width;
  return (
    <svg className={styles['rest']} style={{ top: height, height: `calc(100% - ${height}px)`, width }} aria-hidden="true">
      {flags.map((at, place) => (
        <line key={place} className={styles['flagLine']} x1={x(at)} x2={x(at)} y1="0" y2="100%" />
      ))}
    </svg>
  );
}

interface RowProps {
  readonly place: number;
  readonly total: number;
  readonly start: number;
  readonly line: LifeLine | undefined;
  readonly chosen: boolean;
  readonly caseClock: number;
  readonly patchAt: number | null;
  readonly onChoose: (key: string) => void;
  readonly plot: (line: LifeLine, bar: ReturnType<typeof lifeBar>) => ReactNode;
}

function Row({ place, total, start, line, chosen, caseClock, patchAt, onChoose, plot }: RowProps): ReactNode {
  const bar = useMemo(() => (line ? lifeBar(line, caseClock as Micros, patchAt as Micros | null) : null), [line, caseClock, patchAt]);
  const HolderIcon = line?.holder ? identityIcons[line.holder.kind] : null;
  return (
    <div
      id={`life-${place}`}
      role="option"
      aria-selected={chosen}
      aria-posinset={place + 1}
      aria-setsize={total}
      className={`${styles['row'] ?? ''} ${chosen ? (styles['chosen'] ?? '') : ''}`}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => line && onChoose(line.credential.key)}
    >
      {line ? (
        <>
          <div className={styles['who']}>
            <span className={styles['holder']}>
              {HolderIcon && <HolderIcon size={14} stroke={1.6} aria-hidden="true" />}
              <b className="cut">{line.holder ? <LogText text={line.holder.display} /> : 'holder unknown'}</b>
            </span>
            <span className={`${styles['name'] ?? ''} cut`} title={line.credential.display}>
              <span className="data">
                <LogText text={line.credential.display} />
              </span>{' '}
              · {kindWords(line)}
            </span>
            <span className="sr">{lineWords(line, bar, patchAt)}</span>
          </div>
          {plot(line, bar)}
        </>
      ) : (
        <span className="sr">being read</span>
      )}
    </div>
  );
}
