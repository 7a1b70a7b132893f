import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOn, importedCase } from '../../../../test/support/imported-case.ts';
import { exportAgain, makeBundle, passphrase, plainParts, type MadeBundle } from '../../../../test/support/made-bundle.ts';
import { madeSurroundings, temporaryFolder } from '../../../../test/support/case-builder.ts';
import { listAnchors } from '../../store/anchors.ts';
import { lastCustody } from '../../store/custody.ts';
import { listBundles } from '../../store/export-bundles.ts';
import { openCase } from '../../store/open.ts';
import { reverify } from '../../intake/reverify.ts';
import { newKey, openKey } from '../keys.ts';
import { verifyBundle } from '../verify/verify-bundle.ts';
import { exportBundle } from './export-bundle.ts';
import { nextBundle } from './name.ts';

let made: MadeBundle;
beforeAll(async () => {
  made = await makeBundle(['aws/credential-report-444455556666-2026-11-03T0600Z.csv', 'aws/lookup-events-ci-legacy.json', 'tokens']);
}, 60_000);
afterAll(() => made.remove());

/** Every file of a folder with its bytes. */
function contentsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path).toString('base64')]));
}

/** The commands of the page as a person copies them: everything between the line that sets SIGNERS and the text after the last one. */
function printedCommands(page: string): string[] {
  const from = page.indexOf('\nSIGNERS=');
  const part = page.slice(from, page.indexOf('\nSignatures stand in signatures/'));
  const [, ...checks] = part.split(/^[0-9]+\. .*$/m);
  return checks.map((text) => text.trim());
}

describe('an exported bundle', () => {
  it('passes its own check and stands under its name', async () => {
    expect(made.verification).toMatchObject({ exitCode: 0, caseReference: 'CASE-2026-014', bundle: made.folder });
    expect(basename(made.folder)).toBe('runner_B001');
    for (const path of [made.report, made.picture, made.allowedSigners]) expect(existsSync(path)).toBe(true);
    expect(readdirSync(join(made.root, 'out')).sort()).toEqual(['allowed_signers', 'runner_B001']);
    const again = await verifyBundle({ bundle: made.folder, signers: made.allowedSigners, nowMillis: made.around.clock / 1000 });
    expect(again.checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'structure holds',
      'bytes holds',
      'completeness holds',
      'signatures holds',
      'required_signers holds',
      'reviews not_checked',
      'custody holds',
      'anchors not_checked',
    ]);
  });

  it('is written down in the case: custody entry, bundle, anchor', () => {
    const [bundle] = listBundles(made.handle.read);
    expect(bundle).toMatchObject({ number: 1, folder: 'runner_B001', signer: made.key.info.fingerprint });
    const last = lastCustody(made.handle.read);
    expect(JSON.parse(last?.line ?? '')).toMatchObject({ action: 'exported', actor: 'Ada Lindqvist' });
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ bundle: 'runner_B001', tagmanifest_sha256: bundle?.digest });
    expect(execFileSync('sha256sum', [join(made.folder, 'tagmanifest-sha256.txt')], { encoding: 'utf8' })).toMatch(bundle?.digest ?? 'none');
    expect(listAnchors(made.handle.read)).toEqual([{ seq: (last?.seq ?? 0) - 1, at: made.around.clock, what: 'bundle runner_B001', digest: bundle?.digest }]);
  });

  it('holds every original byte for byte and no database number in its records', () => {
    const originals = [...contentsOf(made.folder).keys()].filter((path) => /^data\/originals\/[0-9a-f]{32}\/original\//.test(path));
    expect(originals).toHaveLength(3);
    const events = readFileSync(join(made.folder, 'data/records/events.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { records: { item: string; offset: number; length: number }[]; basis: unknown[]; vendorId: string });
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      const [place] = event.records;
      expect(event.basis.length).toBeGreaterThan(0);
      const folder = join(made.folder, 'data/originals', place?.item.slice(0, 32) ?? '', 'original');
      const bytes = readFileSync(join(folder, readdirSync(folder)[0] ?? ''));
      expect(bytes.subarray(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0)).toString('utf8')).toContain(
        event.vendorId.replace('aws-cloudtrail:', ''),
      );
    }
  });

  it('is accepted by the commands that it prints, run as they stand, and by the ones in the result', () => {
    const checks = printedCommands(readFileSync(join(made.folder, 'keyholder/README-VERIFY.txt'), 'utf8'));
    expect(checks).toHaveLength(5);
    for (const check of checks) {
      const { status, stderr, stdout } = spawnSync('bash', ['-c', `SIGNERS=../allowed_signers\n${check}`], { cwd: made.folder, encoding: 'utf8' });
      expect(status, `${check}\n${stdout}${stderr}`).toBe(0);
    }
    const script = made.commands.map((command) => `${command} || exit 9`).join('\n');
    expect(spawnSync('bash', ['-c', script], { cwd: '/', encoding: 'utf8' })).toMatchObject({ status: 0 });
  });

  it('is refused by the printed commands when anything is wrong', () => {
    const checks = printedCommands(readFileSync(join(made.folder, 'keyholder/README-VERIFY.txt'), 'utf8'));
    const failing = (change: (bundle: string) => void): number[] => {
      const bundle = made.copy();
      cpSync(made.allowedSigners, join(bundle, '..', 'allowed_signers'));
      change(bundle);
      return checks.flatMap((check, index) =>
        spawnSync('bash', ['-c', `SIGNERS=../allowed_signers\n${check}`], { cwd: bundle }).status === 0 ? [] : [index + 1],
      );
    };
    expect(failing(() => undefined)).toEqual([]);
    expect(failing((bundle) => writeFileSync(join(bundle, 'data/graph/graph.json'), '[]\n'))).toEqual([2]);
    expect(failing((bundle) => writeFileSync(join(bundle, 'data/added.txt'), ''))).toEqual([3]);
    expect(failing((bundle) => writeFileSync(join(bundle, 'loose.txt'), ''))).toEqual([3]);
    expect(failing((bundle) => writeFileSync(join(bundle, '.hidden'), ''))).toEqual([3]);
    expect(failing((bundle) => writeFileSync(join(bundle, '..', 'allowed_signers'), ''))).toEqual([1, 4]);
    expect(failing((bundle) => writeFileSync(join(bundle, 'tagmanifest-sha256.txt'), ''))).toContain(1);
    const cut = failing((bundle) => {
      const log = join(bundle, 'data/custody/custody.ndjson');
      writeFileSync(log, readFileSync(log, 'utf8').split('\n').slice(0, -2).join('\n') + '\n');
    });
    expect(cut).toEqual([2, 4]);
    const bent = failing((bundle) => {
      const log = join(bundle, 'data/custody/custody.ndjson');
      const lines = readFileSync(log, 'utf8').split('\n');
      writeFileSync(log, [lines[0], ...lines.slice(2)].join('\n'));
    });
    expect(bent).toEqual([2, 4, 5]);
  });
});

describe('exporting', () => {
  it('gives the same bytes for the same state of a case at the same clock', async () => {
    const folder = temporaryFolder();
    const around = madeSurroundings(join(folder, 'home'));
    const handle = await importedCase(around, folder, ['tokens', 'aws/lookup-events-ci-legacy.json']);
    await newKey(around, { name: 'ada', role: 'examiner', passphrase });
    const key = await openKey(around, 'ada', passphrase);
    handle.close();
    const outs: Map<string, string>[] = [];
    for (const turn of ['one', 'two']) {
      mkdirSync(join(folder, turn));
      cpSync(join(folder, 'runner.keyholder'), join(folder, turn, 'runner.keyholder'), { recursive: true });
      const surroundings = { ...madeSurroundings(join(folder, 'home')), clock: around.clock };
      const copy = openCase(surroundings, join(folder, turn, 'runner.keyholder'));
      const made = await exportAgain(surroundings, copy, key, join(folder, turn, 'out'));
      outs.push(contentsOf(made.folder));
      copy.close();
    }
    expect(outs[0]?.size).toBeGreaterThan(20);
    expect(outs[1]).toEqual(outs[0]);
  });

  it('gives the same records whatever order the originals were imported in', async () => {
    const records: Map<string, string>[] = [];
    const paths = ['tokens', 'aws/lookup-events-ci-legacy.json', 'aws/credential-report-444455556666-2026-11-03T0600Z.csv'];
    for (const order of [paths, paths.toReversed()]) {
      const folder = temporaryFolder();
      const around = madeSurroundings(join(folder, 'home'));
      const handle = await importedCase(around, folder, order);
      await newKey(around, { name: 'ada', role: 'examiner', passphrase });
      const made = await exportAgain(around, handle, await openKey(around, 'ada', passphrase), join(folder, 'out'));
      // Fingerprints are keyed by the case, and these are two cases.
      const lines = [...contentsOf(join(made.folder, 'data/records'))].map(
        ([name, bytes]) =>
          [
            name,
            Buffer.from(bytes, 'base64')
              .toString('utf8')
              .replaceAll(/fp1:[a-z_]+:[A-Za-z0-9_-]+/g, 'fp1')
              .split('\n')
              .sort()
              .join('\n'),
          ] as const,
      );
      records.push(new Map(lines));
      handle.close();
    }
    expect(records[1]).toEqual(records[0]);
  });

  it('numbers bundles, and each names the one before it', async () => {
    const second = await exportAgain(made.around, made.handle, made.key, join(made.root, 'out'));
    expect(basename(second.folder)).toBe('runner_B002');
    expect(second.allowedSigners).toBe(made.allowedSigners);
    const statement = JSON.parse(readFileSync(join(second.folder, 'keyholder/statement.json'), 'utf8')) as {
      predicate: { bundle: { previous_tagmanifest_sha256: string } };
    };
    expect(statement.predicate.bundle.previous_tagmanifest_sha256).toBe(listBundles(made.handle.read)[1]?.digest);
    expect(await verifyBundle({ bundle: second.folder, signers: made.allowedSigners, anchor: made.folder, nowMillis: made.around.clock / 1000 })).toMatchObject(
      { exitCode: 0 },
    );
  });

  it('leaves a signers file of somebody else alone', async () => {
    const out = join(made.root, 'elsewhere');
    mkdirSync(out);
    writeFileSync(join(out, 'allowed_signers'), '# ours\n');
    const exported = await exportAgain(made.around, made.handle, made.key, out);
    expect(readFileSync(join(out, 'allowed_signers'), 'utf8')).toBe('# ours\n');
    expect(exported.allowedSigners).toBe(`${exported.folder}.allowed_signers`);
  });

  it('leaves nothing behind when it is cancelled or fails, and nothing in the case', async () => {
    const out = join(made.root, 'cancelled');
    const before = lastCustody(made.handle.read)?.seq;
    const stop = new AbortController();
    const request = { around: made.around, handle: made.handle, out, key: made.key, gather: plainParts };
    await expect(exportBundle({ ...request, signal: stop.signal, progress: () => stop.abort() })).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await expect(
      exportBundle({
        ...request,
        signal: new AbortController().signal,
        progress: () => undefined,
        gather: () => {
          throw new Error('no answer');
        },
      }),
    ).rejects.toThrow('no answer');
    expect(readdirSync(out)).toEqual([]);
    expect(lastCustody(made.handle.read)?.seq).toBe(before);
  });

  it('clears what an export that was killed left behind', async () => {
    const out = join(made.root, 'killed');
    const name = nextBundle(made.handle.read, made.handle.folder, out).name;
    mkdirSync(join(out, `.${name}.building/data`), { recursive: true });
    writeFileSync(join(out, `.${name}.building/data/half`), 'half');
    const exported = await exportAgain(made.around, made.handle, made.key, out);
    expect(exported.verification.exitCode).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['allowed_signers', name]);
  });

  it('refuses a case whose original was changed, naming it', async () => {
    const folder = temporaryFolder();
    const around = madeSurroundings(join(folder, 'home'));
    const handle = await importedCase(around, folder, ['tokens']);
    await newKey(around, { name: 'ada', role: 'examiner', passphrase });
    const key = await openKey(around, 'ada', passphrase);
    const [original] = readdirSync(join(handle.folder, 'originals')).filter((name) => /^[0-9a-f]{64}$/.test(name));
    const path = join(handle.folder, 'originals', original ?? '');
    execFileSync('chmod', ['u+w', path]);
    writeFileSync(path, 'changed');
    await expect(exportAgain(around, handle, key, join(folder, 'out'))).rejects.toMatchObject({ problem: { code: 'case_damaged', file: path } });
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
    expect(await reverify(contextOn(around, handle))).toMatchObject({ checked: 1, broken: [{ code: 'case_damaged' }] });
    handle.close();
  });
});
