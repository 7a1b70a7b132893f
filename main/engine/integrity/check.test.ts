import { mkdtempSync, rmSync, writeFileSync, chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { makeTrail, makeTrailKey, type MadeFile } from '../../../test/support/signed-trail.ts';
import type { IntegrityReport } from '../../../shared/rpc/intake.ts';
import type { Micros } from '../../../shared/time.ts';
import type { Context, Surroundings } from '../context.ts';
import { custodyWords } from '../evidence/custody-words.ts';
import { readContents } from '../intake/contents.ts';
import { importPaths } from '../intake/run.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { lastCustody, readCustody } from '../store/custody.ts';
import { createCase } from '../store/open.ts';
import { lastProviderCheck } from '../store/provider-integrity.ts';
import { checkIntegrity } from './check.ts';

const trail = makeTrail(makeTrailKey());
let folder = '';
let handle: CaseHandle;
let context: Context;
let clock = 1_700_000_000_000_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-integrity-'));
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
  handle = createCase(around, { parent: folder, name: 'one', examiner: 'E. Xaminer', reference: 'R-1' });
  context = { around, signal: new AbortController().signal, progress() {}, changed() {}, openCase: () => handle, setCase() {}, requirePath() {} };
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'keys.json'), trail.publicKeys);
});
afterEach(() => {
  handle.close();
  rmSync(folder, { recursive: true });
});

function put(file: MadeFile, bytes: Buffer = gzipSync(file.text)): void {
  writeFileSync(join(folder, 'in', file.name), bytes);
}

function check(...keys: string[]): Promise<IntegrityReport> {
  return checkIntegrity(
    context,
    keys.map((name) => join(folder, name)),
    (sha256, wanted, onBytes) => readContents(handle.folder, sha256, wanted, onBytes),
  );
}

async function taken(): Promise<void> {
  const report = await importPaths(context, [join(folder, 'in')], []);
  expect(report.refused).toEqual([]);
}

it('checks the kept originals of a case, says so in words, and writes it down', async () => {
  for (const file of [...trail.digests, ...trail.logs]) put(file);
  await taken();
  const report = await check('keys.json');
  expect(report).toMatchObject({
    holds: true,
    summary:
      'CloudTrail: 3 of 4 digests verified, 0 failed, 1 cannot be proved, 0 missing; 3 of 3 listed log files verified, 0 failed, 0 cannot be proved, 0 missing.',
    keys: [{ fingerprint: trail.fingerprint }],
    unlisted: { total: 0 },
    unreadable: [],
  });
  expect(report.chains[0]!.files).toMatchObject([{ kind: 'digest', state: 'unproven', name: trail.digests[3]!.object }]);
  const { body, line } = lastCustody(handle.read)!;
  expect(custodyWords('provider_integrity_checked', body)).toBe(`Checked what providers vouch for: ${report.summary}`);
  expect(line).toContain('"provider_integrity_checked"');
  expect(JSON.parse(body)).toMatchObject({ holds: true, keys: [trail.fingerprint] });
  expect(lastProviderCheck(handle.read)).toEqual({ at: report.checkedAt, result: report.summary, importedSince: 0 });
});

it('hashes what is inside the compression: inflated or packed otherwise, a log file is the same', async () => {
  for (const file of trail.digests) put(file);
  put({ ...trail.logs[0]!, name: trail.logs[0]!.name.replace(/\.gz$/, '') }, Buffer.from(trail.logs[0]!.text));
  put(trail.logs[1]!, gzipSync(trail.logs[1]!.text, { level: 1 }));
  put(trail.logs[2]!);
  await taken();
  expect((await check('keys.json')).chains[0]).toMatchObject({ logs: { verified: 3 } });
});

it('finds digests and log files inside an archive of the bucket', async () => {
  const zip = new ZipFile();
  for (const file of [...trail.digests, ...trail.logs]) zip.addBuffer(gzipSync(file.text), file.object);
  zip.end();
  writeFileSync(join(folder, 'in', 'bucket.zip'), await buffer(zip.outputStream));
  await taken();
  const report = await check('keys.json');
  expect(report).toMatchObject({ holds: true, unlisted: { total: 0 }, chains: [{ digests: { verified: 3, unproven: 1 }, logs: { verified: 3 } }] });
});

it('names a changed log file, a damaged one, a damaged digest and a planted file', async () => {
  const [first, second, third] = trail.logs as [MadeFile, MadeFile, MadeFile];
  for (const file of [0, 2, 3]) put(trail.digests[file]!);
  const damaged = gzipSync(trail.digests[1]!.text);
  damaged[damaged.length >> 1]! ^= 0xff;
  put(trail.digests[1]!, damaged);
  put({ ...first, text: first.text.replace('192.0.2.7', '192.0.2.9') });
  put(second);
  put(third, gzipSync(third.text).subarray(0, -40));
  put({ ...first, name: first.name.replace('Example0', 'Planted0'), text: first.text.replace('ListBuckets', 'DeleteBucket') });
  await taken();
  const report = await check('keys.json');
  expect(report.holds).toBe(false);
  const named = report.chains[0]!.files.map(({ kind, state, name, why }) => `${kind} ${state} ${name.slice(name.lastIndexOf('/') + 1)}: ${why}`);
  expect(named).toEqual([
    expect.stringMatching(`^digest failed ${trail.digests[1]!.name}: By its name this is a digest. It cannot be read`) as string,
    expect.stringMatching(`^log failed ${first.name}: Its bytes are not those that the digest`) as string,
    expect.stringMatching(`^log failed ${third.name}: It cannot be read to its end`) as string,
    expect.stringMatching(`^digest unproven ${trail.digests[0]!.name}: No digest of the case follows it`) as string,
    expect.stringMatching(`^digest unproven ${trail.digests[3]!.name}`) as string,
  ]);
  const planted = first.name.replace('Example0', 'Planted0');
  expect(report.unlisted.files.map((one) => one.name).toSorted()).toEqual([`in/${planted}`, `in/${second.name}`]);
  expect(report.unreadable.length).toBeGreaterThan(0);
});

it('sees an original that was changed inside the case', async () => {
  for (const file of [...trail.digests, ...trail.logs]) put(file);
  const { items } = await importPaths(context, [join(folder, 'in')], []);
  const item = items.find((one) => one.label.endsWith(trail.logs[0]!.name))!;
  const path = join(handle.folder, 'originals', item.sha256);
  chmodSync(path, 0o600);
  writeFileSync(path, gzipSync(`${trail.logs[0]!.text} `));
  const report = await check('keys.json');
  expect(report.chains[0]!.files.filter((one) => one.state === 'failed')).toMatchObject([{ item: item.id, name: trail.logs[0]!.object }]);
});

it('says without keys that no signature was checked, and without digests that there are none', async () => {
  for (const file of trail.logs) put(file);
  await taken();
  expect((await check('keys.json')).summary).toBe('No CloudTrail digest that can be read is in the case. 3 CloudTrail files of the case are listed in none.');
  for (const file of trail.digests) put(file);
  await importPaths(context, [join(folder, 'in')], []);
  expect(lastProviderCheck(handle.read)?.importedSince).toBe(4);
  const report = await check();
  expect(report).toMatchObject({ holds: true, chains: [{ digests: { verified: 0, failed: 0, unproven: 4 }, logs: { unproven: 3 } }] });
  expect(report.summary).toContain('No public keys were given, so no signature was checked.');
});

it('refuses a file that holds no public keys, and writes nothing down', async () => {
  writeFileSync(join(folder, 'none.json'), '{"PublicKeyList":[]}');
  const before = [...readCustody(handle.read)].length;
  await expect(check('none.json')).rejects.toMatchObject({ problem: { code: 'invalid_argument' } });
  await expect(check('absent.json')).rejects.toMatchObject({ problem: { code: 'unreadable' } });
  expect([...readCustody(handle.read)].length).toBe(before);
});
