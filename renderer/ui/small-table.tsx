import type { ReactNode } from 'react';
import styles from './small-table.module.css';

export interface Column {
  readonly name: string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

export interface SmallRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

/** A table of a few rows, for the inspector and the foot of a view. */
export function SmallTable({
  title,
  label,
  columns,
  rows,
}: {
  readonly title?: string;
  readonly label?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly SmallRow[];
}): ReactNode {
  return (
    <table className={styles['table']} aria-label={label}>
      {title !== undefined && title !== '' && <caption>{title}</caption>}
      <thead>
        <tr>
          {columns.map((column, place) => (
            <th key={place} scope="col" className={column.right ? styles['right'] : undefined}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, place) => (
              <td key={place} className={columns[place]?.right ? styles['right'] : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
