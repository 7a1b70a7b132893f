import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fail } from '../../../shared/problems.ts';
import type { Surroundings } from '../context.ts';
import type { CaseHandle } from './case-handle.ts';
import { openReader, openWriter } from './connection.ts';
import { lastCustody, recordAct, type CustodyLine } from './custody.ts';
import type { WriteDb } from './db.ts';
import { asProblem } from './failures.ts';
import { lockCase } from './lock.ts';
import { migrate } from './migrate.ts';
import { checkCaseDatabase } from './schema-check.ts';
import { readSetting, requireSetting, writeSetting } from './settings.ts';

export interface NewCase {
  /** The folder that will hold `NAME.keyholder/`. */
  readonly parent: string;
  readonly name: string;
  readonly examiner: string;
  readonly reference: string;
  readonly title?: string | undefined;
  /** An IANA name; UTC when left out. */
  readonly timeZone?: string | undefined;
}

/** Makes `NAME.keyholder/` whole or not at all, and opens it. */
export function createCase(around: Surroundings, wanted: NewCase): CaseHandle {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(wanted.name) || /[ .]$/.test(wanted.name)) {
    fail('invalid_argument', 'The name of a case is made of letters, digits, spaces, dots, dashes and underscores, and does not end in a dot or space.');
  }
  const timeZone = wanted.timeZone ?? 'UTC';
  if (!isTimeZone(timeZone)) fail('invalid_argument', `"${timeZone}" is not a time zone this machine knows.`);
  const parent = resolve(wanted.parent);
  const folder = join(parent, `${wanted.name}.keyholder`);
  if (!existsSync(parent)) fail('no_such_thing', 'The folder that was to hold the case does not exist.', { file: parent });
  if (existsSync(folder)) fail('case_exists', 'There is a case of this name already.', { file: folder });
  const building = `${folder}.new-${Buffer.from(around.random(6)).toString('hex')}`;
  try {
    for (const part of ['', 'originals', 'exports']) mkdirSync(join(building, part), { mode: 0o700 });
    fillNewCase(around, building, { ...wanted, timeZone });
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw asProblem(error, parent);
  }
  return openCase(around, folder);
}

function fillNewCase(around: Surroundings, folder: string, wanted: NewCase & { readonly timeZone: string }): void {
  const db = openWriter(join(folder, 'case.db'));
  try {
    migrate(db);
    const at = around.now();
    const create = db.transaction(() => {
      writeSetting(db, 'case_id', uuid(around.random(16)));
      writeSetting(db, 'case_key', Buffer.from(around.random(32)).toString('hex'));
      writeSetting(db, 'name', wanted.name);
      writeSetting(db, 'reference', wanted.reference);
      writeSetting(db, 'title', wanted.title ?? '');
      writeSetting(db, 'examiner', wanted.examiner);
      writeSetting(db, 'time_zone', wanted.timeZone);
      writeSetting(db, 'created_at', String(at));
      writeSetting(db, 'app_version', around.version);
      recordAct(db, {
        at,
        actor: wanted.examiner,
        action: 'case_created',
        body: {
          name: wanted.name,
          reference: wanted.reference,
          title: wanted.title ?? '',
          examiner: wanted.examiner,
          time_zone: wanted.timeZone,
          user: around.user,
          version: around.version,
        },
        salt: around.random(16),
      });
    });
    create.immediate();
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/**
 * Opens a case: checks that it is one and whole, takes it for this process, and writes the opening down. On a medium that
 * cannot be written the case is opened to be read only, and nothing is written down.
 */
export function openCase(around: Surroundings, folder: string): CaseHandle {
  const place = resolve(folder);
  const file = join(place, 'case.db');
  if (!existsSync(file)) fail('case_missing', 'There is no case in this folder.', { file: place });
  try {
    return canWrite(place, file) ? openToWrite(around, place, file) : openToRead(place);
  } catch (error) {
    throw asProblem(error, place);
  }
}

function openToWrite(around: Surroundings, folder: string, file: string): CaseHandle {
  const unlock = lockCase(folder);
  const opened: { close(): unknown }[] = [];
  try {
    const probe = openReader(file);
    opened.push(probe);
    checkCaseDatabase(probe, folder);
    const write = openWriter(file);
    opened.push(write);
    migrate(write);
    const read = openReader(file);
    opened.push(read);
    probe.close();
    recordOpening(around, write, folder);
    let open = true;
    return {
      folder,
      read,
      write,
      readOnly: false,
      caseId: requireSetting(read, 'case_id'),
      caseKey: Buffer.from(requireSetting(read, 'case_key'), 'hex'),
      close() {
        if (!open) return;
        open = false;
        try {
          recordClosing(around, write);
          read.close();
          // One file at rest, which opens on media that cannot be written too.
          write.pragma('journal_mode = DELETE');
        } finally {
          read.close();
          write.close();
          unlock();
        }
      },
    };
  } catch (error) {
    for (const db of opened) db.close();
    unlock();
    throw error;
  }
}

/**
 * Opens a case without writing anything: the file itself where it opens as it lies; a copy elsewhere where an interrupted
 * writer left its journal behind.
 */
export function openToRead(folder: string): CaseHandle {
  const file = join(folder, 'case.db');
  let copy: string | null = null;
  if (existsSync(`${file}-wal`)) {
    copy = mkdtempSync(join(tmpdir(), 'keyholder-read-'));
    for (const end of ['', '-wal']) {
      copyFileSync(`${file}${end}`, join(copy, `case.db${end}`));
      chmodSync(join(copy, `case.db${end}`), 0o600);
    }
  }
  const drop = (): void => {
    if (copy) rmSync(copy, { recursive: true, force: true });
  };
  try {
    const read = openReader(copy ? join(copy, 'case.db') : file);
    try {
      checkCaseDatabase(read, folder);
      return {
        folder,
        read,
        readOnly: true,
        caseId: requireSetting(read, 'case_id'),
        caseKey: Buffer.from(requireSetting(read, 'case_key'), 'hex'),
        get write(): WriteDb {
          return fail('read_only', 'The case lies on a medium that cannot be written: copy it to one that can.', { file: folder });
        },
        close() {
          read.close();
          drop();
        },
      };
    } catch (error) {
      read.close();
      throw error;
    }
  } catch (error) {
    drop();
    throw error;
  }
}

function recordOpening(around: Surroundings, db: WriteDb, folder: string): void {
  const actor = requireSetting(db, 'examiner');
  const open = db.transaction(() => {
    const at = around.now();
    const known = readSetting(db, 'app_version');
    const last = lastCustody(db);
    const lastAction = last ? (JSON.parse(last.line) as CustodyLine).action : null;
    const body = {
      folder: basename(folder),
      user: around.user,
      version: around.version,
      host: around.host,
      previous: lastAction === 'case_closed' || lastAction === 'case_created' ? 'closed' : 'ended without being closed',
    };
    recordAct(db, { at, actor, action: 'case_opened', body, salt: around.random(16) });
    if (known === around.version) return;
    recordAct(db, { at, actor, action: 'app_version', body: { before: known, now: around.version }, salt: around.random(16) });
    writeSetting(db, 'app_version', around.version);
  });
  open.immediate();
}

function recordClosing(around: Surroundings, db: WriteDb): void {
  const close = db.transaction(() => {
    recordAct(db, { at: around.now(), actor: requireSetting(db, 'examiner'), action: 'case_closed', body: { user: around.user }, salt: around.random(16) });
  });
  close.immediate();
}

function canWrite(folder: string, file: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A random UUID (version 4, RFC 9562) from 16 random bytes. */
function uuid(bytes: Uint8Array): string {
  const given = Uint8Array.from(bytes);
  given[6] = ((given[6] ?? 0) & 0x0f) | 0x40;
  given[8] = ((given[8] ?? 0) & 0x3f) | 0x80;
  return Buffer.from(given)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
