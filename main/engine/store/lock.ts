import { join } from 'node:path';
import { fail } from '../../../shared/problems.ts';
import { loadSqlite } from './load.ts';

/**
 * Takes the case for this process, or fails with `case_locked`. The lock is one of the operating system on `case.lock`
 * (through an empty database), so it is gone with the process that held it, however that ended. Returns what gives it back.
 */
export function lockCase(folder: string): () => void {
  const db = new (loadSqlite())(join(folder, 'case.lock'), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY'))
      fail('case_locked', 'The case is open in another window or program: close it there first.', { file: folder });
    throw error;
  }
  return () => {
    db.close();
  };
}
