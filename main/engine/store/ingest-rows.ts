import type { WriteDb } from './db.ts';

/** Rows of one table that are gathered and written many at a time. */
export interface Rows {
  /** One value for each column. */
  add(...values: readonly (number | string | Uint8Array | null)[]): void;
  /** Writes what is still held. */
  flush(): void;
  /** Drops what is still held: its transaction was undone. */
  forget(): void;
}

/** Rows in one statement; more of them gain nothing. */
const together = 32;

/** `after` follows the values: what to do about a conflict. */
export function openRows(db: WriteDb, table: string, columns: readonly string[], after = ''): Rows {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insert = (rows: number) =>
    db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')} ${after}`);
  const many = insert(together);
  const one = insert(1);
  const full = together * columns.length;
  let held: (number | string | Uint8Array | null)[] = [];
  return {
    add(...values) {
      for (const value of values) held.push(value);
      if (held.length < full) return;
      many.run(held);
      held = [];
    },
    flush() {
      for (let at = 0; at < held.length; at += columns.length) one.run(held.slice(at, at + columns.length));
      held = [];
    },
    forget: () => {
      held = [];
    },
  };
}
