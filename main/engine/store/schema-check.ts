import { fail, ProblemError } from '../../../shared/problems.ts';
import { openWriter } from './connection.ts';
import type { ReadDb } from './db.ts';
import { applicationId, migrate, migrations, schemaVersion } from './migrate.ts';

/** Up to this size (well under a second) the whole file is checked at every opening; above it, the tables that hold what people did. */
const wholeCheckBytes = 64 * 1024 * 1024;
const humanTables = ['setting', 'custody', 'milestone', 'assessment', 'anchor', 'bundle'] as const;

/**
 * Refuses what is no case (`case_foreign`: another program's database, a foreign table, view or trigger, a newer schema)
 * and what is a broken one (`case_damaged`), before anything in it is used.
 */
export function checkCaseDatabase(db: ReadDb, folder: string): void {
  try {
    if (db.pragma('application_id', { simple: true }) !== applicationId) fail('case_foreign', 'case.db is not a database of Keyholder.', { file: folder });
    const version = schemaVersion(db);
    if (version < 1 || version > migrations.length)
      fail('case_foreign', `The case has schema ${version}; this Keyholder knows 1 to ${migrations.length}.`, { file: folder });
    const differing = schemaDifference(db, version);
    if (differing) fail('case_foreign', `The database of the case holds something that Keyholder did not put there: ${differing}.`, { file: folder });
    const bytes = (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
    const checks = bytes <= wholeCheckBytes ? ['quick_check(1)'] : humanTables.map((table) => `quick_check('${table}')`);
    for (const check of checks) {
      const found = db.pragma(check, { simple: true });
      if (found !== 'ok') fail('case_damaged', `The database of the case is damaged: ${String(found).split('\n')[0]}.`, { file: folder });
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB') fail('case_foreign', 'case.db is not a database.', { file: folder });
    if (code.startsWith('SQLITE_CORRUPT')) fail('case_damaged', `The database of the case is damaged: ${(error as Error).message}.`, { file: folder });
    throw error;
  }
}

/** The first thing in which the schema differs from the one that the migrations make, or null. */
function schemaDifference(db: ReadDb, version: number): string | null {
  const made = openWriter(':memory:');
  try {
    migrate(made, version);
    const wanted = schemaOf(made);
    const found = schemaOf(db);
    for (const [name, sql] of found) if (wanted.get(name) !== sql) return name;
    for (const name of wanted.keys()) if (!found.has(name)) return `${name} is missing`;
    return null;
  } finally {
    made.close();
  }
}

/** Every object and the SQL that made it; the statistics that ANALYZE keeps are the database program's own. */
function schemaOf(db: ReadDb): Map<string, string> {
  const rows = db
    .prepare<[], { type: string; name: string; sql: string | null }>(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')`,
    )
    .all();
  return new Map(rows.map((row) => [`${row.type} ${row.name}`, row.sql ?? '']));
}
