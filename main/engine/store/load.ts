import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { fail } from '../../../shared/problems.ts';

/** better-sqlite3 13 is built for Node-API 10; below that, loading it ends the process without a word. */
const neededNapi = 10;

/** Whether this runtime can load the database at all. */
export function databaseLoads(): boolean {
  return Number(process.versions.napi ?? 0) >= neededNapi;
}

/** The database program, loaded when it is first needed; `runtime_too_old` where it cannot be. */
export function loadSqlite(): typeof Sqlite {
  if (!databaseLoads())
    fail('runtime_too_old', `This runtime has Node-API ${process.versions.napi ?? 'none'}; opening a case needs ${neededNapi} (Node 22.14 or newer).`);
  return createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
}
