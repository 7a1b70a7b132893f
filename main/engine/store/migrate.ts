import { fail } from '../../../shared/problems.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { sql as migration1 } from './migrations/0001-case.ts';

/** Every change of the schema, in order; a case's `user_version` says how many of them it has had. */
export const migrations: readonly string[] = [migration1];

/** Marks a database file as a case ("KEBY"). */
export const applicationId = 0x4b454259;

/** How many migrations this database has had. */
export function schemaVersion(db: ReadDb): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Brings the schema up to `target`, all or nothing; returns how many steps were taken. */
export function migrate(db: WriteDb, target = migrations.length): number {
  const from = schemaVersion(db);
  if (from > target) fail('case_foreign', `The case was written by a newer Keyholder (schema ${from}, this one knows ${target}).`);
  const run = db.transaction(() => {
    for (const sql of migrations.slice(from, target)) db.exec(sql);
    db.pragma(`user_version = ${target}`);
    db.pragma(`application_id = ${applicationId}`);
  });
  if (from < target) run.immediate();
  return target - from;
}
