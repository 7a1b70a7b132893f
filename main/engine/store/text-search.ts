import type { ReadDb } from './db.ts';
import { remember } from './remember.ts';

/** A LIKE pattern for "holds this text"; to be used with ESCAPE '\'. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

export type SearchedTable = 'term' | 'context' | 'identity' | 'credential' | 'resource';

const searchedColumns: Readonly<Record<SearchedTable, readonly string[]>> = {
  term: ['text'],
  context: ['text'],
  identity: ['key', 'display'],
  credential: ['key', 'display', 'attributes'],
  resource: ['key', 'display'],
};

/**
 * Ids of the dictionary rows that hold `text`, whatever its case. The distinct strings of a case are few beside its
 * events, so they are searched instead of these. SQL's LIKE is case-blind for ASCII only; other scripts are compared here.
 */
export function matchingIds(db: ReadDb, table: SearchedTable, text: string): readonly number[] {
  return remember(db, 'events', `${table} ${text}`, () => search(db, table, text));
}

function search(db: ReadDb, table: SearchedTable, text: string): number[] {
  const columns = searchedColumns[table];
  if (/^[\x20-\x7e]*$/.test(text)) {
    const where = columns.map((column) => `${column} LIKE @like ESCAPE '\\'`).join(' OR ');
    return db
      .prepare<[{ like: string }], number>(`SELECT id FROM ${table} WHERE ${where}`)
      .pluck()
      .all({ like: likePattern(text) });
  }
  const wanted = text.toLowerCase();
  const ids: number[] = [];
  for (const [id, ...texts] of db
    .prepare<[], [number, ...string[]]>(`SELECT id, ${columns.join(', ')} FROM ${table}`)
    .raw()
    .iterate()) {
    if (texts.some((one) => one.toLowerCase().includes(wanted))) ids.push(id);
  }
  return ids;
}
