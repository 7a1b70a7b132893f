import { IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { EventRow } from '../../../shared/rpc/events.ts';
import { CredentialTag } from '../../ui/credential-tag.tsx';
import { formatMoment, formatTime } from '../../ui/format.ts';
import { IdentityTag } from '../../ui/identity-tag.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { PlaneTag } from '../../ui/plane-tag.tsx';
import { RungMark } from '../../ui/rung-mark.tsx';
import { determinationWords } from '../../ui/words.ts';
import styles from './event-table.module.css';

export interface Column {
  readonly id: string;
  readonly title: string;
  /** As a grid track. */
  readonly width: string;
  /** Least width in pixels at which it can be read. */
  readonly least: number;
  /** What goes first where not all fit: the highest. */
  readonly weight: number;
  cell(row: EventRow): ReactNode;
}

/** Every column the table can show, in order. */
export const allColumns: readonly Column[] = [
  {
    id: 'time',
    title: 'time UTC',
    width: '100px',
    least: 100,
    weight: 0,
    cell: (row) => (
      <time className="data" title={`${formatMoment(row.at)} UTC`}>
        {formatTime(row.at)}
      </time>
    ),
  },
  { id: 'identity', title: 'identity', width: 'minmax(118px, 2fr)', least: 118, weight: 3, cell: (row) => <IdentityTag identity={row.identity} realm /> },
  {
    id: 'credential',
    title: 'credential',
    width: '92px',
    least: 92,
    weight: 4,
    cell: (row) => (row.credential ? <CredentialTag credential={row.credential} short /> : <span className="quiet">–</span>),
  },
  {
    id: 'action',
    title: 'action',
    width: 'minmax(132px, 2.3fr)',
    least: 132,
    weight: 2,
    cell: (row) => (
      <span className="cut" title={row.action}>
        <LogText text={row.action} />
      </span>
    ),
  },
  {
    id: 'resource',
    title: 'resource',
    width: 'minmax(70px, 1.6fr)',
    least: 70,
    weight: 5,
    cell: (row) =>
      row.resource && (
        <span className={`${styles['resource'] ?? ''} soft`} title={row.resource.key}>
          <span className="cut">
            <LogText text={row.resource.display} />
          </span>
          {row.resourceCount > 1 && <span className="quiet num">+{row.resourceCount - 1}</span>}
        </span>
      ),
  },
  {
    id: 'rung',
    title: 'rung',
    width: '112px',
    least: 112,
    weight: 1,
    cell: (row) => (
      <span className={styles['rung']}>
        <RungMark rung={row.rung} />
        {row.assessed && (
          <IconUserCheck
            size={14}
            stroke={1.7}
            role="img"
            aria-label={`assessed: ${determinationWords[row.assessed].word}`}
            title={`assessed: ${determinationWords[row.assessed].word}`}
          />
        )}
      </span>
    ),
  },
  {
    id: 'plane',
    title: 'plane',
    width: '116px',
    least: 116,
    weight: 7,
    cell: (row) => (
      <span className="soft">
        <PlaneTag plane={row.plane} />
      </span>
    ),
  },
  {
    id: 'from',
    title: 'from',
    width: 'minmax(108px, 1.4fr)',
    least: 108,
    weight: 6,
    cell: (row) => (
      <span className="data cut soft" title={row.ip ?? row.origin ?? ''}>
        <LogText text={row.ip ?? row.origin ?? ''} />
      </span>
    ),
  },
  {
    id: 'assessed',
    title: 'assessed',
    width: '112px',
    least: 112,
    weight: 8,
    cell: (row) => row.assessed && <span className={styles['assessed']}>{determinationWords[row.assessed].word}</span>,
  },
  {
    id: 'realm',
    title: 'realm',
    width: 'minmax(100px, 0.8fr)',
    least: 100,
    weight: 9,
    cell: (row) => (
      <span className="data cut soft">
        <LogText text={row.realm} />
      </span>
    ),
  },
  {
    id: 'principal',
    title: 'as logged',
    width: 'minmax(160px, 2fr)',
    least: 160,
    weight: 10,
    cell: (row) => (
      <span className="data cut soft" title={row.principal}>
        <LogText text={row.principal} />
      </span>
    ),
  },
];

/** The columns that can be read side by side in `width` pixels, in their order; the least telling go first. */
export function fitColumns(columns: readonly Column[], width: number): readonly Column[] {
  let kept = columns;
  while (kept.length > 1 && kept.reduce((sum, column) => sum + column.least, 24) > width) {
    const last = Math.max(...kept.map((column) => column.weight));
    kept = kept.filter((column) => column.weight !== last);
  }
  return kept;
}

interface ColumnState {
  readonly shown: readonly string[];
  /** Width of the table, by which some may not fit. */
  readonly width: number;
  toggle(id: string): void;
}

/** Which columns are shown; remembered on this machine. */
export const useColumns = create<ColumnState>()(
  persist(
    (set) => ({
      width: 0,
      shown: ['time', 'identity', 'credential', 'action', 'resource', 'rung', 'plane', 'from'],
      toggle: (id) => set((state) => ({ shown: state.shown.includes(id) ? state.shown.filter((other) => other !== id) : [...state.shown, id] })),
    }),
    { name: 'keyholder-columns', partialize: (state) => ({ shown: state.shown }) },
  ),
);
