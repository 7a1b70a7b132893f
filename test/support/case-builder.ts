/** Cases for tests: made-up surroundings with a clock that is set by hand, and events written straight into the tables. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Surroundings } from '../../main/engine/context.ts';
import { openWriter } from '../../main/engine/store/connection.ts';
import type { WriteDb } from '../../main/engine/store/db.ts';
import { migrate } from '../../main/engine/store/migrate.ts';
import { writeSetting } from '../../main/engine/store/settings.ts';
import type { Stamp } from '../../main/engine/store/stamp.ts';
import { planes, type Plane } from '../../shared/model.ts';
import type { Rung } from '../../shared/rungs.ts';
import type { Micros } from '../../shared/time.ts';

/** An event by hand; whatever is left out is made up. */
export interface MadeEvent {
  readonly at: number;
  readonly rung?: Rung;
  readonly action?: string;
  readonly plane?: Plane;
  readonly identity?: string;
  readonly credential?: string | null;
  readonly resources?: readonly string[];
  readonly ip?: string | null;
  readonly origin?: string | null;
  readonly userAgent?: string | null;
  readonly realm?: string;
  readonly vendorId?: string | null;
  readonly ids?: Readonly<Record<string, string>>;
  readonly item?: number;
}

/** Surroundings whose clock is `clock.now` and whose randomness is the same in every run. */
export function madeSurroundings(home: string): Surroundings & { clock: number } {
  let drawn = 0;
  return {
    clock: 1_800_000_000_000_000,
    now() {
      return this.clock as Micros;
    },
    random: (length) => createHash('shake256', { outputLength: length }).update(String(++drawn)).digest(),
    user: 'tester',
    home,
    assets: '/nowhere',
    version: '0.0.0-test',
    electron: null,
    host: 'in_process',
  };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A stamp with its own salt, `at` microseconds after 1970. */
export function madeStamp(at = 1_800_000_000_000_000): Stamp {
  return { at: at as Micros, actor: 'Examiner', salt: createHash('shake256', { outputLength: 16 }).update(String(at)).digest() };
}

/** A case in memory with these events; their ids are 1, 2, 3 in the order given. */
export function caseInMemory(events: readonly MadeEvent[] = []): WriteDb {
  const db = openWriter(':memory:');
  onTestFinished(() => {
    db.close();
  });
  migrate(db);
  fillCase(db, events);
  return db;
}

/** Writes settings and events into an empty database of a case. */
export function fillCase(db: WriteDb, events: readonly MadeEvent[]): void {
  db.transaction(() => {
    writeSetting(db, 'case_id', '00000000-0000-4000-8000-000000000001');
    writeSetting(db, 'examiner', 'Examiner');
    writeSetting(db, 'created_at', '1800000000000000');
    for (const event of events) insertEvent(db, event);
  })();
}

function insertEvent(db: WriteDb, event: MadeEvent): void {
  const item = event.item ?? 1;
  addItem(db, item);
  const place = (db.prepare<[], number>('SELECT count(*) FROM event').pluck().get() ?? 0) * 100;
  const [first, ...more] = (event.resources ?? []).map((key) => nameId(db, 'resource', key));
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO event (at, action_id, plane, rung, basis_id, identity_id, principal_id, credential_id, resource_id, resource_count, ip_id, origin_id, user_agent_id,
         realm_id, vendor_id, ids, item_id, record_index, byte_offset, byte_length) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      event.at,
      termId(db, event.action ?? 's3:GetObject'),
      planes.indexOf(event.plane ?? 'data'),
      event.rung ?? 4,
      termId(db, '[{"field":"errorCode","value":"absent"}]'),
      nameId(db, 'identity', event.identity ?? 'aws:1:user/a'),
      termId(db, `arn:${event.identity ?? 'aws:1:user/a'}`),
      event.credential == null ? null : nameId(db, 'credential', event.credential),
      first ?? null,
      event.resources?.length ?? 0,
      textId(db, event.ip),
      textId(db, event.origin),
      textId(db, event.userAgent),
      termId(db, event.realm ?? '1'),
      event.vendorId ?? null,
      JSON.stringify(event.ids ?? {}),
      item,
      place / 100,
      place,
      100,
    );
  more.forEach((resource, position) =>
    db.prepare('INSERT INTO event_resource (event_id, position, resource_id) VALUES (?, ?, ?)').run(lastInsertRowid, position + 1, resource),
  );
}

function addItem(db: WriteDb, id: number): void {
  const digest = (algorithm: string): string => createHash(algorithm).update(String(id)).digest('hex');
  db.prepare(`INSERT OR IGNORE INTO original (id, sha256, sha512, size, name, source_path, imported_at) VALUES (?, ?, ?, 1, ?, '/made', 0)`).run(
    id,
    digest('sha256'),
    digest('sha512'),
    `file-${id}.json`,
  );
  db.prepare(
    `INSERT OR IGNORE INTO item (id, original_id, member, label, container, encoding, framing, reader, reader_version, state, imported_at)
     VALUES (?, ?, '', ?, 'plain', 'utf8', 'ndjson', 'aws-cloudtrail', '1', 'done', 0)`,
  ).run(id, id, `file-${id}.json`);
}

function textId(db: WriteDb, text: string | null | undefined): number | null {
  return text == null ? null : termId(db, text);
}

function termId(db: WriteDb, text: string): number {
  db.prepare('INSERT INTO term (text) VALUES (?) ON CONFLICT DO NOTHING').run(text);
  return db.prepare<[string], number>('SELECT id FROM term WHERE text = ?').pluck().get(text) as number;
}

/** The display name is the last part of the key. */
function nameId(db: WriteDb, table: 'identity' | 'credential' | 'resource', key: string): number {
  const display = key.split(/[:/]/).at(-1) ?? key;
  if (table === 'identity')
    db.prepare(`INSERT INTO identity (key, kind, provider, realm, name, display) VALUES (?, 'service', 'aws', '1', ?, ?) ON CONFLICT DO NOTHING`).run(
      key,
      key,
      display,
    );
  else if (table === 'credential')
    db.prepare(`INSERT INTO credential (key, kind, display, lifetime) VALUES (?, 'access_key', ?, 'static') ON CONFLICT DO NOTHING`).run(key, display);
  else db.prepare(`INSERT INTO resource (key, kind, display) VALUES (?, 'bucket', ?) ON CONFLICT DO NOTHING`).run(key, display);
  return db.prepare<[string], number>(`SELECT id FROM ${table} WHERE key = ?`).pluck().get(key) as number;
}
