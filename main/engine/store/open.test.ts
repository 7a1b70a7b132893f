import { copyFileSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { madeSurroundings, temporaryFolder } from '../../../test/support/case-builder.ts';
import type { Surroundings } from '../context.ts';
import { openWriter } from './connection.ts';
import { readCustody, type CustodyLine } from './custody.ts';
import type { ReadDb } from './db.ts';
import { createCase, openCase, openToRead } from './open.ts';

const wanted = { name: 'Case 1', examiner: 'Ada', reference: 'R-1', timeZone: 'Europe/Berlin' };

function actionsOf(db: ReadDb): string[] {
  return [...readCustody(db)].map((row) => (JSON.parse(row.line) as CustodyLine).action);
}

function problem(code: string): unknown {
  return expect.objectContaining({ problem: expect.objectContaining({ code }) });
}

/** A closed case in a folder of its own. */
function closedCase(): { around: Surroundings & { clock: number }; folder: string; file: string } {
  const parent = temporaryFolder();
  const around = madeSurroundings(parent);
  const handle = createCase(around, { parent, ...wanted });
  handle.close();
  return { around, folder: handle.folder, file: join(handle.folder, 'case.db') };
}

describe('a new case', () => {
  test('is a folder with one database, originals and exports, and a log from the first act on', () => {
    const { around, folder } = closedCase();
    expect(readdirSync(folder).filter((name) => name !== 'case.lock')).toEqual(['case.db', 'exports', 'originals']);
    const handle = openCase(around, folder);
    expect(actionsOf(handle.read)).toEqual(['case_created', 'case_opened', 'case_closed', 'case_opened']);
    expect(handle.caseKey).toHaveLength(32);
    handle.close();
    handle.close();
  });

  test.each([['../escape'], ['a/b'], [''], ['.hidden'], ['ends '], ['nul\u0000']])('is refused under the name %j', (name) => {
    const parent = temporaryFolder();
    expect(() => createCase(madeSurroundings(parent), { parent, ...wanted, name })).toThrow(problem('invalid_argument'));
    expect(readdirSync(parent)).toEqual([]);
  });

  test('is refused where one is, where no folder is, and in a time zone that is none', () => {
    const { around, folder } = closedCase();
    const parent = join(folder, '..');
    expect(() => createCase(around, { parent, ...wanted })).toThrow(problem('case_exists'));
    expect(() => createCase(around, { parent: join(parent, 'nowhere'), ...wanted })).toThrow(problem('no_such_thing'));
    expect(() => createCase(around, { parent, ...wanted, name: 'other', timeZone: 'Middle/Earth' })).toThrow(problem('invalid_argument'));
  });
});

describe('a case', () => {
  test('is open once, and free again after it was closed', () => {
    const { around, folder } = closedCase();
    const handle = openCase(around, folder);
    expect(() => openCase(around, folder)).toThrow(problem('case_locked'));
    handle.close();
    openCase(around, folder).close();
  });

  test('is free and whole again after its program was killed, and says so', () => {
    const { around, folder } = closedCase();
    const program = `
      import { openCase } from '${fileURLToPath(new URL('./open.ts', import.meta.url))}';
      import { surroundings } from '${fileURLToPath(new URL('../surroundings.ts', import.meta.url))}';
      const { write } = openCase(surroundings('in_process'), process.argv[1]);
      write.exec("BEGIN IMMEDIATE; INSERT INTO term (text) VALUES ('half said')");
      process.kill(process.pid, 'SIGKILL');`;
    const killed = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', program, folder], {
      encoding: 'utf8',
    });
    expect(killed.signal, killed.stderr).toBe('SIGKILL');
    around.clock = Date.now() * 1000 + 60_000_000;
    const handle = openCase(around, folder);
    const opening = [...readCustody(handle.read)].findLast((row) => row.line.includes('"case_opened"'));
    expect(JSON.parse(opening?.body ?? '')).toMatchObject({ previous: 'ended without being closed' });
    expect(handle.read.prepare('SELECT count(*) FROM term').pluck().get()).toBe(0);
    handle.close();
  });

  test('records a clock that was set back while it was closed', () => {
    const { around, folder } = closedCase();
    around.clock -= 3_600_000_000;
    const handle = openCase(around, folder);
    expect(actionsOf(handle.read).slice(-2)).toEqual(['clock_check', 'case_opened']);
    handle.close();
  });

  test('records the version of the program when it changes', () => {
    const { around, folder } = closedCase();
    const handle = openCase({ ...around, version: '9.9.9' }, folder);
    expect(JSON.parse([...readCustody(handle.read)].at(-1)?.body ?? '')).toEqual({ before: '0.0.0-test', now: '9.9.9' });
    expect(actionsOf(handle.read).at(-1)).toBe('app_version');
    handle.close();
  });

  test.each([
    ['a trigger', `CREATE TRIGGER foreign_one AFTER INSERT ON event BEGIN DELETE FROM event; END`],
    ['a view', 'CREATE VIEW foreign_one AS SELECT 1'],
    ['a table', 'CREATE TABLE foreign_one (a)'],
    ['no guard of the log', 'DROP TRIGGER custody_kept'],
    ['a newer schema', 'PRAGMA user_version = 99'],
    ['another application', 'PRAGMA application_id = 1'],
  ])('is refused as foreign with %s, and is not written to', (_name, sql) => {
    const { around, folder, file } = closedCase();
    const db = openWriter(file);
    db.exec(sql);
    db.pragma('journal_mode = DELETE');
    db.close();
    const before = readFileSync(file);
    expect(() => openCase(around, folder)).toThrow(problem('case_foreign'));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('is refused where there is none, where it is no database, and where it is damaged', () => {
    const { around, folder, file } = closedCase();
    expect(() => openCase(around, join(folder, '..'))).toThrow(problem('case_missing'));
    const whole = readFileSync(file);
    truncateSync(file, whole.length - 8192);
    expect(() => openCase(around, folder)).toThrow(problem('case_damaged'));
    const broken = Buffer.from(whole);
    broken.fill(0xff, 4096 * 3, 4096 * 40);
    writeFileSync(file, broken);
    expect(() => openCase(around, folder)).toThrow(problem('case_damaged'));
    writeFileSync(file, 'a letter to the examiner, which is not a database at all');
    expect(() => openCase(around, folder)).toThrow(problem('case_foreign'));
    writeFileSync(file, whole);
    openCase(around, folder).close();
  });

  test('refuses a runtime that cannot load the database, before loading it', () => {
    const { around, folder } = closedCase();
    const versions = Object.getOwnPropertyDescriptor(process, 'versions') as PropertyDescriptor;
    Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, napi: '9' } });
    try {
      expect(() => openCase(around, folder)).toThrow(problem('runtime_too_old'));
    } finally {
      Object.defineProperty(process, 'versions', versions);
    }
  });

  test('left behind by an interrupted program opens to be read on a medium that cannot be written', () => {
    const { around, folder, file } = closedCase();
    const live = openCase(around, folder);
    live.write.exec(`INSERT INTO term (text) VALUES ('in the journal')`);
    const copy = join(folder, '..', 'copy.keyholder');
    mkdirSync(copy);
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, join(copy, `case.db${end}`));
    live.close();
    const before = readdirSync(copy);
    const handle = openToRead(copy);
    expect(handle.read.prepare('SELECT text FROM term').pluck().all()).toEqual(['in the journal']);
    expect(handle.readOnly).toBe(true);
    expect(() => handle.write).toThrow(problem('read_only'));
    handle.close();
    expect(readdirSync(copy)).toEqual(before);
  });

  test('at rest is one file, which opens to be read as it lies', () => {
    const { folder } = closedCase();
    const handle = openToRead(folder);
    expect(actionsOf(handle.read)).toEqual(['case_created', 'case_opened', 'case_closed']);
    handle.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('case.db'))).toEqual(['case.db']);
  });
});
