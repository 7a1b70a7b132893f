import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportReport } from '../../../shared/rpc/intake.ts';
import type { Micros } from '../../../shared/time.ts';
import type { Context, Surroundings } from '../context.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { readCustody } from '../store/custody.ts';
import { exportEvents } from '../store/export-events.ts';
import {
  exportCredentialFacts,
  exportCredentials,
  exportDerivations,
  exportHoldings,
  exportIdentities,
  exportResources,
  exportSkipped,
} from '../store/export-world.ts';
import { exportOriginals } from '../store/export-originals.ts';
import { createCase, openCase } from '../store/open.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { takeTurn } from '../store/write-turn.ts';
import { settleImport } from './import-acts.ts';
import { readRaw } from './raw.ts';
import { reverify } from './reverify.ts';
import { importPaths } from './run.ts';

let folder = '';
let opened: CaseHandle[] = [];
let clock = 1_700_000_000_000_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-import-'));
  opened = [];
});
afterEach(() => {
  for (const handle of opened) handle.close();
  rmSync(folder, { recursive: true });
});

const around: Surroundings = {
  now: () => (clock += 1000) as Micros,
  random: (length) => new Uint8Array(length).fill(9),
  user: 'tester',
  home: '',
  assets: '',
  version: '0.0.0',
  electron: null,
  host: 'in_process',
};

function newCase(name: string): { handle: CaseHandle; context: Context; stop: AbortController } {
  const handle = createCase(around, { parent: folder, name, examiner: 'E. Xaminer', reference: 'R-1' });
  opened.push(handle);
  const stop = new AbortController();
  return { handle, stop, context: { around, signal: stop.signal, progress() {}, changed() {}, openCase: () => handle, setCase() {}, requirePath() {} } };
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function tarOf(name: string, content: string): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name }, content);
  archive.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of archive as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function record(id: number, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    eventVersion: '1.08',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/ada',
      accountId: '111122223333',
      accessKeyId: 'AKIAEXAMPLE00000001',
      userName: 'ada',
    },
    eventTime: `2026-03-01T10:00:${String(id % 60).padStart(2, '0')}Z`,
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.7',
    userAgent: 'aws-cli',
    requestParameters: { bucketName: 'b', key: `k${id}` },
    responseElements: null,
    requestID: `r${id}`,
    eventID: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: '111122223333',
    eventCategory: 'Data',
    ...more,
  };
}

function assumeRole(id: number): Readonly<Record<string, unknown>> {
  return record(id, {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/deploy', roleSessionName: 'x' },
    responseElements: {
      credentials: { accessKeyId: `ASIAEXAMPLE${id}`, expiration: 'Mar 1, 2026, 11:00:00 AM', sessionToken: 'TOKEN' },
      assumedRoleUser: { assumedRoleId: 'AROA:x', arn: 'arn:aws:sts::111122223333:assumed-role/deploy/x' },
    },
  });
}

const records = [record(1), assumeRole(2), record(3, { errorCode: 'AccessDenied', errorMessage: 'no' }), record(4)];
const lines = (list: readonly unknown[]): string => list.map((one) => `${JSON.stringify(one)}\n`).join('');

/** Everything that an export would say, without times of import and places of files on this machine. */
function content(handle: CaseHandle): unknown {
  const db = handle.read;
  const originals = exportOriginals(db).map(({ imported: _imported, sourcePath: _path, modified: _modified, ...rest }) => rest);
  return [exportEvents, exportIdentities, exportCredentials, exportHoldings, exportDerivations, exportCredentialFacts, exportResources, exportSkipped]
    .map((rows): unknown[] => [...rows(db)])
    .concat([originals]);
}

const counts = ({ records: all, withEvents, withFacts, skipped, duplicates, events }: ImportReport): unknown => ({
  all,
  withEvents,
  withFacts,
  skipped,
  duplicates,
  events,
});
const custodyOf = (handle: CaseHandle): string[] => [...readCustody(handle.read)].map((row) => (JSON.parse(row.line) as { action: string }).action);

test('the same events in two wrappers count once, every place is kept, and the order of import does not matter', async () => {
  const a = file('a.ndjson', lines(records));
  const b = file('b.json.gz', gzipSync(JSON.stringify({ Records: records.toReversed() })));
  const c = file('c.ndjson', lines([record(9), records[1]]));
  const contents = [];
  for (const [name, order] of [
    ['one', [a, b, c]],
    ['two', [c, b, a]],
    ['three', [b, c, a]],
  ] as const) {
    const { handle, context } = newCase(name);
    const report = await importPaths(context, order, []);
    expect(counts(report)).toEqual({ all: 10, withEvents: 10, withFacts: 0, skipped: 0, duplicates: 5, events: 5 });
    expect(report.items.reduce((sum, item) => sum + item.duplicates, 0)).toBe(5);
    expect(handle.read.prepare('SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM event_place) AS places').get()).toEqual({
      events: 5,
      places: 5,
    });
    expect(handle.read.prepare('SELECT count(*) FROM derivation').pluck().get()).toBe(1);
    contents.push(content(handle));
  }
  expect(contents[1]).toEqual(contents[0]);
  expect(contents[2]).toEqual(contents[0]);
});

test('one import after another gives the same as all at once', async () => {
  const a = file('a.ndjson', lines(records));
  const b = file('b.ndjson', lines([records[2], record(7)]));
  const once = newCase('once');
  await importPaths(once.context, [a, b], []);
  const twice = newCase('twice');
  await importPaths(twice.context, [b], []);
  await importPaths(twice.context, [a], []);
  expect(content(twice.handle)).toEqual(content(once.handle));
});

test('two imports at once follow one another', async () => {
  const { handle, context } = newCase('both');
  const [a, b] = [file('a.ndjson', lines(records)), file('b.ndjson', lines([records[0], record(8)]))];
  const reports = await Promise.all([importPaths(context, [a], []), importPaths(context, [b], []), importPaths(context, [a], [])]);
  expect(reports.map((report) => report.events)).toEqual([4, 1, 0]);
  expect(custodyOf(handle).filter((action) => action.startsWith('import'))).toEqual(['import_started', 'import', 'import_started', 'import', 'import_started']);
});

test('the same bytes again add nothing, whatever the file is called', async () => {
  const { handle, context } = newCase('again');
  const a = file('a.ndjson', lines(records));
  const b = file('b.txt', lines(records));
  const first = await importPaths(context, [a, b], []);
  expect(first.items.map((item) => item.state)).toEqual(['done', 'repeated']);
  const before = content(handle);
  const second = await importPaths(context, [b], []);
  expect(second.items.map((item) => [item.state, item.records])).toEqual([['repeated', 4]]);
  expect(counts(second)).toEqual({ all: 0, withEvents: 0, withFacts: 0, skipped: 0, duplicates: 0, events: 0 });
  expect(content(handle)).toEqual(before);
  expect(readdirSync(join(handle.folder, 'originals'))).toHaveLength(1);
});

test('a record that says otherwise about a known event is remarked on, in either order', async () => {
  const a = file('a.ndjson', lines([record(1)]));
  const b = file('b.ndjson', lines([record(1, { errorCode: 'AccessDenied', errorMessage: 'no' })]));
  const seen = [];
  for (const [name, order] of [
    ['one', [a, b]],
    ['two', [b, a]],
  ] as const) {
    const { handle, context } = newCase(name);
    await importPaths(context, order, []);
    expect(handle.read.prepare("SELECT lost FROM skipped WHERE code = 'duplicate_differs'").pluck().all()).toEqual([0]);
    seen.push(content(handle));
  }
  expect(seen[1]).toEqual(seen[0]);
});

test('what cannot be read is said for each file, and the others go on', async () => {
  const { handle, context } = newCase('mixed');
  mkdirSync(join(folder, 'in', 'deep'), { recursive: true });
  file('in/a-empty.json', '');
  file('in/b-nothing.json', '{"Records":[]}');
  file('in/c-notes.txt', 'Dear diary,\nnothing of note.\n');
  file('in/d-cut.json', JSON.stringify({ Records: records }).slice(0, -30));
  file('in/deep/e-damaged.ndjson', `${JSON.stringify(record(11))}\n{"broken\n[1]\n${JSON.stringify(record(12))}\n`);
  file('in/deep/f.zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40)]));
  file('in/g.json.gz', gzipSync(lines([record(20), record(21)])).subarray(0, -9));
  symlinkSync(join(folder, 'in', 'd-cut.json'), join(folder, 'in', 'h-link.json'));
  const report = await importPaths(context, [join(folder, 'in'), join(folder, 'absent')], []);
  expect(report.items.map((item) => [item.label, item.state, item.records, item.withEvents, item.skipped])).toEqual([
    ['in/a-empty.json', 'done', 0, 0, 0],
    ['in/b-nothing.json', 'done', 0, 0, 0],
    ['in/c-notes.txt', 'unrecognised', 0, 0, 0],
    ['in/d-cut.json', 'done', 4, 3, 1],
    ['in/deep/e-damaged.ndjson', 'done', 4, 2, 2],
    ['in/g.json.gz', 'done', 2, 2, 0],
  ]);
  expect(report.refused.map((problem) => [problem.code, problem.file?.slice(folder.length)])).toEqual([
    ['not_a_regular_file', '/in/h-link.json'],
    ['unreadable', '/absent'],
    ['hostile_archive', '/in/deep/f.zip'],
  ]);
  const codes = handle.read.prepare('SELECT i.label, s.code, s.lost FROM skipped s JOIN item i ON i.id = s.item_id ORDER BY s.id').raw().all();
  expect(codes).toEqual([
    ['in/a-empty.json', 'empty', 0],
    ['in/b-nothing.json', 'empty', 0],
    ['in/c-notes.txt', 'unrecognised', 1],
    ['in/d-cut.json', 'truncated', 1],
    ['in/deep/e-damaged.ndjson', 'not_json', 1],
    ['in/deep/e-damaged.ndjson', 'not_this_format', 1],
    ['in/g.json.gz', 'truncated', 0],
  ]);
  expect(readdirSync(join(handle.folder, 'originals')).toSorted()).toEqual(handle.read.prepare('SELECT sha256 FROM original ORDER BY sha256').pluck().all());
  expect(custodyOf(handle).filter((action) => action === 'import')).toHaveLength(6);
});

test('the bytes of an event are read again from whatever it came in', async () => {
  const { handle, context } = newCase('raw');
  const [one, two] = [JSON.stringify(record(31)), JSON.stringify(record(32, { userAgent: 'Ünïcode 😀' }))];
  const utf16 = Buffer.from(`\ufeff${one.replace('000000000031', '000000000041')}\n${two.replace('000000000032', '000000000042')}\n`, 'utf16le');
  const paths = [
    file('plain.ndjson', `${one}\n${two}\n`),
    file('a.json.gz', gzipSync(`[${one.replace('000000000031', '000000000051')}, ${two.replace('000000000032', '000000000052')}]`)),
    file('b.json.zst', zstdCompressSync(`[${one.replace('000000000031', '000000000061')}, ${two.replace('000000000032', '000000000062')}]`)),
    file('wide.ndjson', utf16),
    file('c.tgz', gzipSync(await tarOf('logs/c.json', `[${one.replace('000000000031', '000000000071')}, ${two.replace('000000000032', '000000000072')}]`))),
  ];
  await importPaths(context, paths, []);
  const events = handle.read.prepare('SELECT item_id AS item, byte_offset AS "offset", byte_length AS length, record_index AS "index" FROM event').all() as {
    item: number;
    offset: number;
    length: number;
    index: number;
  }[];
  expect(events).toHaveLength(10);
  for (const place of events) {
    const raw = await readRaw(handle, place);
    expect(raw.index).toBe(place.index);
    const parsed = JSON.parse(raw.text) as { userAgent: string };
    expect(parsed.userAgent).toBe(place.index === 0 ? 'aws-cli' : 'Ünïcode 😀');
  }
});

test('a changed original is found by hashing it again, and written down', async () => {
  const { handle, context } = newCase('changed');
  await importPaths(context, [file('a.ndjson', lines(records)), file('b.ndjson', lines([record(8)]))], []);
  expect(await reverify(context)).toMatchObject({ checked: 2, broken: [] });
  const [name] = readdirSync(join(handle.folder, 'originals'));
  const path = join(handle.folder, 'originals', name!);
  const bytes = readFileSync(path);
  bytes[10]! ^= 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
  const { broken } = await reverify(context);
  expect(broken).toHaveLength(1);
  expect(broken[0]!.message).toContain(name);
  expect(custodyOf(handle).slice(-2)).toEqual(['reverify', 'integrity_failure']);
});

test('a cancelled import leaves finished files and nothing else', async () => {
  const { handle, context, stop } = newCase('cancelled');
  const small = file('a.ndjson', lines(records));
  const large = file('b.ndjson', lines(Array.from({ length: 30_000 }, (_, place) => record(100 + place))));
  let read = 0;
  const watched: Context = { ...context, progress: ({ detail }) => detail === 'b.ndjson' && (read += 1) === 20 && stop.abort() };
  await expect(importPaths(watched, [small, large], [])).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect(handle.read.prepare('SELECT count(*) FROM event').pluck().get()).toBe(4);
  expect(handle.read.prepare("SELECT count(*) FROM item WHERE state <> 'done'").pluck().get()).toBe(0);
  const alone = newCase('alone');
  await importPaths(alone.context, [small], []);
  expect(content(handle)).toEqual(content(alone.handle));
  const touches = (db: CaseHandle['read']): unknown => db.prepare('SELECT count(*), sum(succeeded), sum(denied) FROM touch').raw().get();
  expect(touches(handle.read)).toEqual(touches(alone.handle.read));
  expect(readdirSync(join(handle.folder, 'originals'))).toHaveLength(1);
  expect(readSetting(handle.read, 'import_open')).toBeNull();
  const again = await importPaths({ ...context, signal: new AbortController().signal }, [small, large], []);
  expect(counts(again)).toEqual({ all: 30_000, withEvents: 30_000, withFacts: 0, skipped: 0, duplicates: 0, events: 30_000 });
});

test('an import that was killed is settled and written down', async () => {
  const { handle, context } = newCase('killed');
  await importPaths(context, [file('a.ndjson', lines(records))], []);
  handle.write.transaction(() => {
    writeSetting(handle.write, 'import_open', '3');
    writeSetting(handle.write, 'derived_stale', '1');
    handle.write.exec('DELETE FROM touch');
  })();
  mkdirSync(join(handle.folder, 'originals', '.incoming'));
  writeFileSync(join(handle.folder, 'originals', 'f'.repeat(64)), 'undone');
  expect(await settleImport(context, handle)).toBe(true);
  expect(await settleImport(context, handle)).toBe(false);
  expect(handle.read.prepare('SELECT count(*) FROM touch').pluck().get()).toBeGreaterThan(0);
  expect(custodyOf(handle).at(-1)).toBe('import_rolled_back');
  expect(readdirSync(join(handle.folder, 'originals'))).toHaveLength(1);
});

test('killed at any moment, the case opens whole: each file is there with its entry and its bytes, or not at all', async () => {
  const many = join(folder, 'many');
  mkdirSync(many);
  for (let part = 0; part < 12; part += 1) file(`many/${part}.ndjson`, lines(Array.from({ length: 500 }, (_, place) => record(1000 * part + place + 1))));
  for (const after of [0, 1, 3, 7]) {
    const home = join(folder, `home-${after}`);
    mkdirSync(home);
    await killedAfter(home, many, after);
    const handle = openCase(around, join(home, 'killed.keyholder'));
    opened.push(handle);
    await settleImport({ around }, handle);
    const items = handle.read.prepare('SELECT state, records, with_events, (SELECT count(*) FROM event e WHERE e.item_id = i.id) AS events FROM item i').all();
    expect(items.length).toBeGreaterThanOrEqual(after);
    for (const item of items) expect(item).toEqual({ state: 'done', records: 500, with_events: 500, events: 500 });
    expect(custodyOf(handle).filter((action) => action === 'import')).toHaveLength(items.length);
    expect(readdirSync(join(handle.folder, 'originals')).toSorted()).toEqual(handle.read.prepare('SELECT sha256 FROM original ORDER BY sha256').pluck().all());
    expect(
      await reverify({ around, signal: new AbortController().signal, progress() {}, changed() {}, openCase: () => handle, setCase() {}, requirePath() {} }),
    ).toMatchObject({ broken: [] });
    const again = { around, signal: new AbortController().signal, progress() {}, changed() {}, openCase: () => handle, setCase() {}, requirePath() {} };
    await importPaths(again, [many], []);
    expect(handle.read.prepare('SELECT count(*) FROM event').pluck().get()).toBe(6000);
  }
});

/** Imports in a process of its own and kills it when it has stored so many files. */
async function killedAfter(home: string, path: string, files: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('../../../test/support/import-child.ts', import.meta.url)), home, path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    if (said.split('\n').length > files + 1) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  expect(said).toContain('begun');
}

test('who else writes waits for the file that is being stored', async () => {
  const { handle, context } = newCase('turns');
  const large = file('b.ndjson', lines(Array.from({ length: 20_000 }, (_, place) => record(100 + place))));
  const importing = importPaths(context, [large], []);
  const seen: boolean[] = [];
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    await takeTurn(handle.write, () => seen.push(handle.write.inTransaction));
  }
  await importing;
  expect(seen).toEqual([false, false, false, false, false]);
});

test('no secret of a record is in the database', async () => {
  const { handle, context } = newCase('secrets');
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: 'https://issuer.example', sub: 'repo:o/r', aud: 'sts', iat: 1_772_000_000, exp: 1_772_003_600, jti: 'j-1' })}.${'c2lnbmF0dXJlc2lnbmF0dXJl'.repeat(8)}`;
  const report = await importPaths(context, [file('tokens.txt', `${token}\n`)], []);
  expect(report.items[0]).toMatchObject({ state: 'done', records: 1 });
  handle.write.pragma('wal_checkpoint(TRUNCATE)');
  const stored = readFileSync(join(handle.folder, 'case.db')).toString('latin1');
  expect(stored).not.toContain(token.split('.')[2]);
  expect(stored).not.toContain(token.split('.')[1]);
  expect(stored).toContain('fp1:');
});
