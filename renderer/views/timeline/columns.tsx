import type { ReactNode } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { EventRow } from '../../../shared/rpc/events.ts';
import { CredentialTag } from '../../ui/credential-tag.tsx';
import { formatClock, formatDay } from '../../ui/format.ts';
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
  /** Least width in pixels, for the table to scroll sideways instead of crushing its cells. */
  readonly least: number;
  cell(row: EventRow, newDay: boolean): ReactNode;
}

/** Every column the table can show, in order. */
export const allColumns: readonly Column[] = [
  {
    id: 'time', title: 'time UTC', width: '150px', least: 150,
    cell: (row, newDay) => (
      <span className="data">
        <span className={newDay ? styles['day'] : styles['sameDay']}>{formatDay(row.at).slice(5)} </span>
        {formatClock(row.at)}
      </span>
    ),
  },
  { id: 'identity', title: 'identity', width: 'minmax(110px, 1.3fr)', least: 110, cell: (row) => <IdentityTag identity={row.identity} /> },
  { id: 'credential', title: 'credential', width: 'minmax(96px, 1fr)', least: 96, cell: (row) => (row.credential ? <CredentialTag credential={row.credential} /> : <span className="quiet">–</span>) },
  { id: 'action', title: 'action', width: 'minmax(130px, 1.6fr)', least: 130, cell: (row) => <span className="cut" title={row.action}><LogText text={row.action} /></span> },
  {
    id: 'resource', title: 'resource', width: 'minmax(110px, 1.5fr)', least: 110,
    cell: (row) =>
      row.resource && (
        <span className={`${styles['resource'] ?? ''} soft`} title={row.resource.key}>
          <span className="cut"><LogText text={row.resource.display} /></span>
          {row.resourceCount > 1 && <span className="quiet num">+{row.resourceCount - 1}</span>}
        </span>
      ),
  },
  { id: 'rung', title: 'rung', width: '98px', least: 98, cell: (row) => <RungMark rung={row.rung} /> },
  { id: 'plane', title: 'plane', width: '118px', least: 118, cell: (row) => <span className="soft"><PlaneTag plane={row.plane} /></span> },
  { id: 'from', title: 'from', width: 'minmax(110px, 0.9fr)', least: 110, cell: (row) => <span className="data cut soft" title={row.ip ?? row.origin ?? ''}><LogText text={row.ip ?? row.origin ?? ''} /></span> },
  { id: 'assessed', title: 'assessed', width: '112px', least: 112, cell: (row) => row.assessed && <span className={styles['assessed']}>{determinationWords[row.assessed].word}</span> },
  { id: 'realm', title: 'realm', width: 'minmax(100px, 0.8fr)', least: 100, cell: (row) => <span className="data cut soft"><LogText text={row.realm} /></span> },
  { id: 'principal', title: 'as logged', width: 'minmax(160px, 2fr)', least: 160, cell: (row) => <span className="data cut soft" title={row.principal}><LogText text={row.principal} /></span> },
];

interface ColumnState {
  readonly shown: readonly string[];
  toggle(id: string): void;
}

/** Which columns are shown; remembered on this machine. */
export const useColumns = create<ColumnState>()(
  persist(
    (set) => ({
      shown: ['time', 'identity', 'credential', 'action', 'resource', 'rung', 'plane', 'from', 'assessed'],
      toggle: (id) => set((state) => ({ shown: state.shown.includes(id) ? state.shown.filter((other) => other !== id) : [...state.shown, id] })),
    }),
    { name: 'keyholder-columns' },
  ),
);
