import type { ReadDb, WriteDb } from './db.ts';

/** What a case knows about itself. Times are microseconds as text; `case_key` is hexadecimal and never leaves the case. */
export const settingNames = [
  'case_id',
  'case_key',
  'name',
  'reference',
  'title',
  'examiner',
  'time_zone',
  'created_at',
  'case_clock',
  'app_version',
  'import_open',
  // Set while tables derived from events wait to be derived again.
  'derived_stale',
] as const;
export type SettingName = (typeof settingNames)[number];

/** The value of a setting, or null while nobody set it. */
export function readSetting(db: ReadDb, name: SettingName): string | null {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?').get(name);
  return row?.value ?? null;
}

/** The value of a setting that every case has; its absence means that the case is damaged. */
export function requireSetting(db: ReadDb, name: SettingName): string {
  const value = readSetting(db, name);
  if (value === null) throw new Error(`the case has no ${name}`);
  return value;
}

/** Sets or replaces a setting. The custody entry that explains it is the caller's, in the same transaction. */
export function writeSetting(db: WriteDb, name: SettingName, value: string): void {
  db.prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value);
}

/** Takes a setting away. The custody entry that explains it is the caller's, in the same transaction. */
export function clearSetting(db: WriteDb, name: SettingName): void {
  db.prepare('DELETE FROM setting WHERE name = ?').run(name);
}
