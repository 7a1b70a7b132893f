import { join } from 'node:path';
import type { CaseHandle } from './case-handle.ts';
import { openReader } from './connection.ts';
import type { ReadDb } from './db.ts';

/** One moment of a case, held still while it is written out and others go on working. */
export interface Snapshot {
  readonly db: ReadDb;
  close(): void;
}

/** Opens a connection of its own whose view of the case does not move. A read-only case cannot move anyway. */
export function openSnapshot(handle: CaseHandle): Snapshot {
  if (handle.readOnly) return { db: handle.read, close: () => undefined };
  const db = openReader(join(handle.folder, 'case.db'));
  db.exec('BEGIN');
  // SQLite takes its view of the file at the first read, not at BEGIN.
  db.prepare('SELECT count(*) FROM setting').get();
  return { db, close: () => db.close() };
}
