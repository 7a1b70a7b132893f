import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { madeSurroundings, temporaryFolder } from '../../../test/support/case-builder.ts';
import { surroundings } from '../surroundings.ts';
import { inProcess, type InProcess } from './in-process.ts';

const assets = fileURLToPath(new URL('../../../assets', import.meta.url));

function engine(home = temporaryFolder(), withAssets = assets): InProcess & { home: string } {
  const running = inProcess({ ...madeSurroundings(home), assets: withAssets });
  onTestFinished(() => running.close());
  return { ...running, home };
}

function problem(code: string): unknown {
  return expect.objectContaining({ problem: expect.objectContaining({ code }) });
}

const wanted = { name: 'one', examiner: 'Ada', reference: 'R-1' };

describe('cases', () => {
  test('are made, closed, listed as recent and opened again from that list', async () => {
    const { call, home } = engine();
    await expect(call('case.summary', {})).rejects.toEqual(problem('no_case_open'));
    const made = await call('case.create', { parent: home, ...wanted });
    expect(made).toMatchObject({
      folder: join(home, 'one.keyholder'),
      reference: 'R-1',
      timeZone: 'UTC',
      caseClockSet: false,
      readOnly: false,
      span: null,
      counts: { events: 0 },
    });
    expect(await call('case.open', { folder: made.folder })).toMatchObject({ caseId: made.caseId });
    await call('case.close', {});
    await expect(call('case.summary', {})).rejects.toEqual(problem('no_case_open'));
    expect(await call('app.recent', {})).toMatchObject([{ folder: made.folder, exists: true }]);
    expect(await call('case.openRecent', { folder: made.folder })).toMatchObject({ caseId: made.caseId });
    await expect(call('case.openRecent', { folder: home })).rejects.toEqual(problem('not_allowed'));
  });

  test('are exchanged for another one; a case that cannot be opened leaves the open one alone', async () => {
    const { call, home } = engine();
    const first = await call('case.create', { parent: home, ...wanted });
    const second = await call('case.create', { parent: home, ...wanted, name: 'two' });
    await expect(call('case.open', { folder: home })).rejects.toEqual(problem('case_missing'));
    expect((await call('case.summary', {})).caseId).toBe(second.caseId);
    expect((await call('case.open', { folder: first.folder })).caseId).toBe(first.caseId);
    expect((await call('app.recent', {})).map(({ folder }) => folder)).toEqual([first.folder, second.folder]);
  });

  test('stay in the list of recent ones when their folder is gone; a list that cannot be read is an empty one', async () => {
    const { call, home } = engine();
    const { folder } = await call('case.create', { parent: home, ...wanted });
    await call('case.close', {});
    rmSync(folder, { recursive: true });
    expect(await call('app.recent', {})).toMatchObject([{ folder, exists: false }]);
    writeFileSync(join(home, 'recent.json'), '{"not": "a list"');
    expect(await call('app.recent', {})).toEqual([]);
  });

  test('tell of the program that holds them', async () => {
    const { call } = engine();
    expect(await call('app.about', {})).toMatchObject({ version: '0.0.0-test', host: 'in_process', database: true, user: 'tester' });
    expect(surroundings('in_process').version).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('the sample case', () => {
  test('is imported like any other, a fresh copy each time, and assessed', async () => {
    const { call } = engine();
    const summary = await call('case.openSample', { examiner: 'Ada' });
    expect(summary).toMatchObject({ reference: 'CASE-2026-014', examiner: 'Ada', caseClockSet: true, counts: { milestones: 5, assessed: 0 } });
    expect(summary.counts.events).toBeGreaterThan(800);
    const denied = { actions: ['kms:Sign'], rungs: [2 as const] };
    const { total } = await call('events.count', { filter: denied });
    expect(total).toBeGreaterThan(0);
    const made = await call('assess.add', {
      target: { kind: 'filter', filter: denied },
      determination: 'attempted',
      confidence: 'confirmed',
      rationale: 'AccessDenied',
    });
    expect(made.target.events).toHaveLength(total);
    expect(made.target.label).toBe('events that ended denied, calling kms:Sign');
    expect((await call('events.page', { filter: denied })).rows.every((row) => row.assessed === 'attempted' && row.rung === 2)).toBe(true);
    expect((await call('events.count', { filter: { ...denied, unassessed: true } })).total).toBe(0);
    expect((await call('assess.list', {})).rows).toEqual([made]);
    const again = await call('case.openSample', { examiner: 'Bo' });
    expect(again.folder).not.toBe(summary.folder);
    expect(again).toMatchObject({ examiner: 'Bo', counts: { ...summary.counts, assessed: 0 } });
  });

  test('widens from its subject to what was minted from it, and says so in words and as a line', async () => {
    const { call } = engine();
    const summary = await call('case.openSample', { examiner: 'Ada' });
    const identities = summary.milestones.flatMap(({ identity }) => (identity ? [identity.key] : []));
    const alone = await call('events.count', { filter: { identities } });
    const widened = await call('events.count', { filter: { identities, withDescendants: true } });
    expect(widened.total).toBeGreaterThan(alone.total);
    const { words, line } = await call('events.describe', { filter: { identities, withDescendants: true } });
    expect(words).toContain('including every credential minted from or exposed to what they held');
    expect(line).toContain('descendants=yes');
  });

  test('leaves nothing behind when it cannot be read', async () => {
    const broken = join(temporaryFolder(), 'assets');
    mkdirSync(join(broken, 'sample-case', 'exports'), { recursive: true });
    cpSync(join(assets, 'sample-case', 'case.json'), join(broken, 'sample-case', 'case.json'));
    const { call, home } = engine(undefined, broken);
    await expect(call('case.openSample', { examiner: 'Ada' })).rejects.toEqual(problem('no_such_thing'));
    expect(existsSync(join(home, 'samples')) && (await call('app.recent', {}))).toEqual([]);
    await expect(call('case.summary', {})).rejects.toEqual(problem('no_case_open'));
    await expect(engine(undefined, home).call('case.openSample', { examiner: 'Ada' })).rejects.toEqual(problem('no_such_thing'));
  });
});

test('milestones and the case clock are told to whoever watches, and stand in the summary', async () => {
  const { call, onChanged, home } = engine();
  await call('case.create', { parent: home, ...wanted });
  const told: string[] = [];
  onChanged((what) => told.push(what));
  const patch = await call('milestone.set', { kind: 'patch_deployed', at: 1_000_000 });
  const moved = await call('milestone.move', { id: patch.id, at: 2_000_000, reason: 'typing error' });
  await call('case.setClock', { at: 9_000_000 });
  expect(await call('case.summary', {})).toMatchObject({
    caseClock: 9_000_000,
    caseClockSet: true,
    milestones: [{ id: moved.id, at: 2_000_000 }],
    custody: { entries: 5 },
  });
  await call('milestone.withdraw', { id: moved.id, reason: 'not this case' });
  expect((await call('case.summary', {})).milestones).toEqual([]);
  expect([...new Set(told)].sort()).toEqual(['case', 'custody', 'milestones']);
  await expect(call('milestone.set', { kind: 'contained', at: 1, identity: 'nobody' })).rejects.toEqual(problem('no_such_thing'));
});
