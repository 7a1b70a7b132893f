import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { CustodyEntry } from '../../../shared/rpc/evidence.ts';
import { useSelection } from '../../state/selection.ts';
import { formatCount } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { reasonOf, wordsOf } from './entry-words.ts';
import type { Entries } from './use-entries.ts';
import styles from './custody.module.css';

/** The log as rows, newest first: number, time, who, what, why. */
export function Log({ entries }: { readonly entries: Entries }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const chosen = useSelection((state) => (state.selection?.kind === 'custody' ? state.selection.entry.seq : null));
  const { rows } = entries;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => 28, overscan: 10 });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => entries.reach(last), [entries, last]);
  const place = rows.findIndex((entry) => entry.seq === chosen);
  const choose = (at: number): void => {
    const entry = rows[Math.max(0, Math.min(rows.length - 1, at))];
    if (!entry) return;
    useSelection.getState().select({ kind: 'custody', entry });
    virtual.scrollToIndex(rows.indexOf(entry));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = {
      ArrowDown: place + 1,
      j: place + 1,
      ArrowUp: place - 1,
      k: place - 1,
      PageDown: place + 15,
      PageUp: place - 15,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(to);
  };
  return (
    <section className={styles['log']} aria-label="Custody log">
      <div className={styles['head']} aria-hidden="true">
        <span className={styles['right']}>no.</span>
        <span>time UTC</span>
        <span>who</span>
        <span>what</span>
        <span>why</span>
      </div>
      <div
        ref={scroller}
        className={styles['scroller']}
        role="listbox"
        tabIndex={0}
        aria-label="Entries, newest first. Up and down choose."
        aria-activedescendant={place >= 0 && items.some((item) => item.index === place) ? `entry-${place}` : undefined}
        onKeyDown={press}
      >
        <div role="presentation" style={{ position: 'relative', height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const entry = rows[item.index];
            return (
              entry && (
                <Row
                  key={entry.seq}
                  entry={entry}
                  place={item.index}
                  total={entries.total}
                  start={item.start}
                  chosen={item.index === place}
                  onChoose={() => choose(item.index)}
                />
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  readonly entry: CustodyEntry;
  readonly place: number;
  readonly total: number;
  readonly start: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Row({ entry, place, total, start, chosen, onChoose }: RowProps): ReactNode {
  const [words, reason] = [wordsOf(entry), reasonOf(entry)];
  return (
    <div
      id={`entry-${place}`}
      role="option"
      aria-selected={chosen}
      aria-posinset={place + 1}
      aria-setsize={total}
      className={`${styles['row'] ?? ''} ${chosen ? (styles['chosen'] ?? '') : ''}`}
      style={{ transform: `translateY(${start}px)` }}
      onClick={onChoose}
    >
      <span className={`${styles['right'] ?? ''} data`}>{formatCount(entry.seq)}</span>
      <span className={styles['when']}>
        <Moment at={entry.at} />
      </span>
      <span className="cut">
        <LogText text={entry.actor} />
      </span>
      <span className="cut" title={words}>
        <LogText text={words} />
      </span>
      <span className="cut soft" title={reason}>
        <LogText text={reason} />
      </span>
    </div>
  );
}
