import type { ReadDb, WriteDb } from './db.ts';
import { loadSqlite } from './load.ts';

/** Settings of every connection: nothing that a file brings along is trusted or run. */
function harden(db: ReadDb): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -65536');
}

/** A connection that cannot write. */
export function openReader(file: string): ReadDb {
  const db = new (loadSqlite())(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  harden(db);
  return db;
}

/**
 * The connection that writes. Every commit is flushed to the disk (`synchronous = FULL`): what the custody log says was
 * done must not be undone by a power cut. `:memory:` gives a database for tests.
 */
export function openWriter(file: string): WriteDb {
  const db = new (loadSqlite())(file, { timeout: 10_000 }) as WriteDb;
  harden(db);
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
  if (file !== ':memory:') db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  return db;
}
