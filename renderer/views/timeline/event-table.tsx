import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { useKeys } from '../../state/keys.ts';
import { usePicked } from '../../state/picked.ts';
import { useSelection } from '../../state/selection.ts';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { allColumns, fitColumns, useColumns } from './columns.tsx';
import { dayWords } from './day-words.ts';
import { DayLine, EventLine, MilestoneLine } from './event-line.tsx';
import styles from './event-table.module.css';
import { lineAt, lineCount, lineOfRank } from './row-places.ts';
import { fetchRange, usePages } from './use-pages.ts';
import { useScroller } from './use-scroller.ts';
import { useSeparators } from './use-separators.ts';

const rowHeight = 28;
const spare = 6;
/** Column titles and the band with the day, which stay in sight. */
const headHeight = 50;
/** More than this are assessed by the filter, not one by one. */
const mostPicked = 20_000;

interface EventTableProps {
  readonly filter: Filter;
  readonly total: number;
  readonly onAssess: () => void;
}

/** All events that match (mounted anew for each filter), in order of time: as many rows as there are, of which only those on screen exist. */
export function EventTable({ filter, total, onAssess }: EventTableProps): ReactNode {
  const shown = useColumns((state) => state.shown);
  const separators = useSeparators(filter);
  const { ref: sizeRef, height: whole, width } = useElementSize();
  const height = Math.max(0, whole - headHeight);
  const columns = useMemo(
    () =>
      fitColumns(
        allColumns.filter((column) => shown.includes(column.id)),
        width,
      ),
    [shown, width],
  );
  useEffect(() => {
    useColumns.setState({ width });
  }, [width]);
  const lines = lineCount(total, separators);
  const { element, place, spacer, base, scrollTo, onScroll } = useScroller(lines, rowHeight, height);
  const box = useMergedRef(element, sizeRef);
  const [current, setCurrent] = useState(0);
  const anchor = useRef(0);
  const select = useSelection((state) => state.select);
  const selectedId = useSelection((state) => (state.selection?.kind === 'event' ? state.selection.id : null));
  const picked = usePicked();

  const firstLine = Math.max(0, Math.floor(place / rowHeight) - spare);
  const lastLine = Math.min(lines - 1, Math.ceil((place + height) / rowHeight) + spare);
  const visible = Array.from({ length: Math.max(0, lastLine - firstLine + 1) }, (_, at) => ({ line: firstLine + at, is: lineAt(firstLine + at, separators) }));
  const ranks = visible.flatMap(({ is }) => (is.kind === 'event' ? [is.rank] : []));
  const pages = usePages(filter, ranks[0] ?? 0, ranks.at(-1) ?? 0);
  const latest = useRef({ rows: pages.rows, filter });
  latest.current = { rows: pages.rows, filter };
  useEffect(() => usePicked.getState().clear, []);

  const reveal = useCallback(
    (rank: number): void => {
      const top = lineOfRank(rank, separators) * rowHeight;
      if (top < place) scrollTo(top - rowHeight);
      else if (top + rowHeight > place + height) scrollTo(top + rowHeight - height + 4);
    },
    [separators, place, height, scrollTo],
  );
  const open = useCallback(
    async (rank: number): Promise<void> => {
      const row = latest.current.rows.get(rank) ?? (await fetchRange(latest.current.filter, rank, rank))[0];
      if (row) select({ kind: 'event', id: row.id });
    },
    [select],
  );
  const pickTo = useCallback(async (rank: number): Promise<void> => {
    const [from, to] = [Math.min(anchor.current, rank), Math.max(anchor.current, rank)];
    if (to - from >= mostPicked) return;
    const rows = await fetchRange(latest.current.filter, from, to);
    usePicked.getState().set(new Set(rows.map((row) => row.id)));
  }, []);
  const move = (to: number, extend = false): void => {
    const rank = Math.max(0, Math.min(total - 1, to));
    setCurrent(rank);
    reveal(rank);
    if (extend) void pickTo(rank);
    else {
      anchor.current = rank;
      void open(rank);
    }
  };
  const toggle = async (rank: number): Promise<void> => {
    const row = latest.current.rows.get(rank) ?? (await fetchRange(filter, rank, rank))[0];
    if (row) picked.toggle(row.id);
    anchor.current = rank;
  };
  const onPress = useCallback(
    (rank: number, event: MouseEvent): void => {
      setCurrent(rank);
      const row = latest.current.rows.get(rank);
      if (event.shiftKey) void pickTo(rank);
      else if (event.ctrlKey || event.metaKey) {
        anchor.current = rank;
        if (row) usePicked.getState().toggle(row.id);
      } else {
        anchor.current = rank;
        usePicked.getState().clear();
        if (row) select({ kind: 'event', id: row.id });
      }
    },
    [pickTo, select],
  );
  const page = Math.max(1, Math.floor(height / rowHeight) - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(current + 1, event.shiftKey),
      ArrowUp: () => move(current - 1, event.shiftKey),
      PageDown: () => move(current + page, event.shiftKey),
      PageUp: () => move(current - page, event.shiftKey),
      Home: () => move(0, event.shiftKey),
      End: () => move(total - 1, event.shiftKey),
      Enter: () => move(current),
      ' ': () => void toggle(current),
    };
    const doing = moves[event.key];
    if (!doing || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    event.stopPropagation();
    doing();
  };
  useKeys('Events', [
    { press: 'j', does: 'Next event', run: () => move(selectedId === null && current === 0 ? 0 : current + 1) },
    { press: 'k', does: 'Event before', run: () => move(current - 1) },
    { press: 'x', does: 'Pick or unpick (also Space)', run: () => void toggle(current) },
    { press: 'Shift+j', does: 'Pick down to the next', run: () => move(current + 1, true) },
    { press: 'Shift+k', does: 'Pick up to the one before', run: () => move(current - 1, true) },
  ]);
  useKeys('Picked events', picked.ids.size > 0 ? [{ press: 'a', does: 'Assess the picked events', run: onAssess }] : [], 'before others');

  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' '), minWidth: columns.reduce((sum, column) => sum + column.least, 24) };
  const topRank = lineAt(Math.min(lines - 1, Math.floor(place / rowHeight)), separators);
  const topRow = topRank.kind === 'event' ? pages.rows.get(topRank.rank) : ranks.map((rank) => pages.rows.get(rank)).find((row) => row !== undefined);

  return (
    <div className={styles['table']}>
      {pages.error !== null && <ProblemBox error={pages.error} />}
      <div
        ref={box}
        className={styles['scroller']}
        role="grid"
        aria-label="Events"
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={`event-line-${current}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
      >
        <div className={styles['head']} style={{ minWidth: tracks.minWidth }} role="rowgroup">
          <div className={styles['columns']} style={tracks} role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <div key={column.id} role="columnheader" className={styles['cell']}>
                {column.title}
              </div>
            ))}
          </div>
        </div>
        <div className={styles['band']} style={{ minWidth: tracks.minWidth }} aria-hidden="true">
          {topRow ? dayWords(topRow.at) : ' '}
        </div>
        <div
          className={styles['lines']}
          style={{ height: spacer, minWidth: tracks.minWidth, '--tracks': tracks.gridTemplateColumns } as CSSProperties}
          role="rowgroup"
        >
          {visible.map(({ line, is }) => {
            const top = line * rowHeight - place + base;
            if (is.kind === 'separator') {
              const between = is.value;
              if (between.kind === 'day') return <DayLine key={`d${between.at}`} at={between.at} events={between.events} top={top} />;
              return (
                <MilestoneLine
                  key={`m${between.milestone.id}`}
                  milestone={between.milestone}
                  top={top}
                  onOpen={() => select({ kind: 'milestone', id: between.milestone.id })}
                />
              );
            }
            const row = pages.rows.get(is.rank);
            return (
              <EventLine
                key={is.rank}
                row={row}
                rank={is.rank}
                top={top}
                columns={columns}
                current={is.rank === current}
                selected={row !== undefined && row.id === selectedId}
                picked={row !== undefined && picked.ids.has(row.id)}
                onPress={onPress}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
