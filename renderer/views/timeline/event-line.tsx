import { memo, type MouseEvent, type ReactNode } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import type { EventRow } from '../../../shared/rpc/events.ts';
import { countWords, formatMoment } from '../../ui/format.ts';
import { milestoneWords } from '../../ui/words.ts';
import type { Column } from './columns.tsx';
import { dayWords } from './day-words.ts';
import styles from './event-table.module.css';

interface EventLineProps {
  readonly row: EventRow | undefined;
  readonly rank: number;
  readonly top: number;
  readonly columns: readonly Column[];
  readonly current: boolean;
  readonly selected: boolean;
  readonly picked: boolean;
  readonly onPress: (rank: number, event: MouseEvent) => void;
}

/** One event in the table; a grey line while it is on its way. */
export const EventLine = memo(function EventLine({ row, rank, top, columns, current, selected, picked, onPress }: EventLineProps): ReactNode {
  return (
    <div
      id={`event-line-${rank}`}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      role="row"
      aria-rowindex={rank + 2}
      aria-selected={picked || selected}
      data-current={current || undefined}
      data-selected={selected || undefined}
      data-picked={picked || undefined}
      onClick={(event) => onPress(rank, event)}
    >
      {columns.map((column) => (
        <div key={column.id} className={styles['cell']} role="gridcell">
          {row ? column.cell(row) : <i className={styles['pending']} />}
        </div>
      ))}
    </div>
  );
});

/** The day that begins. */
export function DayLine({ at, events, top }: { readonly at: number; readonly events: number; readonly top: number }): ReactNode {
  return (
    <div className={styles['dayLine']} style={{ transform: `translateY(${top}px)` }} role="row">
      <div role="gridcell">
        {dayWords(at)} <span className="quiet">{countWords(events, 'event')}</span>
      </div>
    </div>
  );
}

/** A milestone between the events before it and those after it. */
export function MilestoneLine({ milestone, top, onOpen }: { readonly milestone: Milestone; readonly top: number; readonly onOpen: () => void }): ReactNode {
  const about = milestone.identity ?? milestone.credential;
  return (
    <div className={styles['separator']} style={{ transform: `translateY(${top}px)` }} role="row">
      <div role="gridcell">
        <button type="button" tabIndex={-1} onClick={onOpen}>
          ▸ {milestoneWords[milestone.kind].full} <span className="num">{formatMoment(milestone.at)}</span>
          {about && <span className="quiet"> {about.display}</span>}
        </button>
      </div>
    </div>
  );
}
