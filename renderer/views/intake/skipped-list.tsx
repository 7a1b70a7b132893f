import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { SkippedRecord } from '../../../shared/rpc/intake.ts';
import { useSelection } from '../../state/selection.ts';
import { formatCount } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useEngine } from '../../use-engine.ts';
import styles from './intake.module.css';

const pageSize = 50;

/** Records of one item that were not read, and remarks on those that were; each opens its bytes. */
export function SkippedList({ item }: { readonly item: number }): ReactNode {
  const [limit, setLimit] = useState(pageSize);
  const skipped = useEngine('intake.skipped', { item, limit: Math.min(1000, limit) }, { keep: true });
  const select = useSelection((state) => state.select);
  const open = (record: SkippedRecord): void =>
    select({
      kind: 'bytes',
      place: {
        item: record.item,
        offset: record.offset,
        length: record.length,
        label: `${record.label}, record ${record.index}`,
        why: `${record.lost ? 'Not read' : 'Read, with a remark'}: ${record.message} (${record.code})`,
        lost: record.lost,
      },
    });
  if (skipped.error) return <ProblemBox error={skipped.error} />;
  const rows = skipped.data?.rows ?? [];
  return (
    <>
      <ul className={styles['skipped']}>
        {rows.map((record, place) => (
          <li key={place}>
            <button type="button" className="link num" onClick={() => open(record)}>
              #{formatCount(record.index)}, byte {formatCount(record.offset)}
            </button>
            <span>{record.lost ? <b>skipped</b> : 'remark'}</span>
            <span className="data quiet">{record.code}</span>
            <span>
              <LogText text={record.message} />
            </span>
          </li>
        ))}
      </ul>
      {skipped.data && skipped.data.total > rows.length && (
        <p className="quiet">
          {formatCount(skipped.data.total - rows.length)} more.{' '}
          {limit < 1000 && (
            <Button variant="subtle" onClick={() => setLimit(limit * 4)}>
              Show more
            </Button>
          )}
        </p>
      )}
    </>
  );
}
