import { join } from 'node:path';
import { answerDialogs, expect, launch, project, test } from '../support/app.ts';
import { callFrom, pickFrom } from '../support/page-rpc.ts';
import { openSample } from '../support/story.ts';
import { commandOf, familyOf } from '../support/processes.ts';

for (const host of ['child', 'utility'] as const) {
  test.describe(`the engine as a ${host} process`, () => {
    const enginesOf = (pid: number): readonly number[] =>
      familyOf(pid).filter((each) => {
        const command = commandOf(each);
        return host === 'child'
          ? command.some((part) => part.endsWith('out/engine/main.js'))
          : command.some((part) => part.startsWith('--utility-sub-type=node.mojom.NodeService'));
      });

    test('answers the window, and a new one takes its place when it ends', async () => {
      const program = await launch({ env: { KEYHOLDER_ENGINE_HOST: host } });
      const { app, page, errors } = program;
      try {
        const pid = app.process().pid ?? 0;
        await expect(page.getByRole('button', { name: /sample case/i }).first()).toBeVisible();
        const [first, ...others] = enginesOf(pid);
        expect(others).toEqual([]);

        process.kill(first ?? 0, 'SIGKILL');
        await expect(page.getByText('The engine has ended').first()).toBeVisible();
        await page.getByRole('button', { name: 'Start it again' }).click();
        await expect(page.getByText('The engine has ended')).toHaveCount(0);
        await expect.poll(() => enginesOf(pid).length).toBe(1);
        expect(enginesOf(pid)).not.toContain(first);

        await page.reload();
        await expect(page.getByRole('button', { name: /sample case/i }).first()).toBeVisible();
        expect(enginesOf(pid).length).toBe(1);
        expect(errors).toEqual([]);
      } finally {
        await program.close();
      }
    });
  });
}

test('as a child process the engine works on a case, and takes only paths that a person chose', async () => {
  const program = await launch({ env: { KEYHOLDER_ENGINE_HOST: 'child' } });
  const { app, page, folder } = program;
  try {
    expect(await callFrom(page, 'app.about', {})).toMatchObject({ value: { host: 'child', database: true } });
    const parent = folder;
    const wanted = { parent, name: 'Chosen', examiner: 'A. Examiner', reference: 'E2E-1' };
    expect(await callFrom(page, 'case.create', wanted)).toMatchObject({ problem: { code: 'not_allowed' } });
    await answerDialogs(app, [[parent]]);
    expect(await pickFrom(page, 'folder')).toEqual([parent]);
    expect(await callFrom(page, 'case.create', wanted)).toMatchObject({ value: { reference: 'E2E-1', folder: join(parent, 'Chosen.keyholder') } });
  } finally {
    await program.close();
  }
});

test('as a utility process the engine does what its Electron allows', async () => {
  const program = await launch({ env: { KEYHOLDER_ENGINE_HOST: 'utility' } });
  const { app, page } = program;
  try {
    const napi = Number(await app.evaluate(() => process.versions['napi']));
    const database = napi >= 10;
    expect(await callFrom(page, 'app.about', {})).toMatchObject({ value: { host: 'utility', database } });
    // Without the database addon a case cannot be opened, which is said; everything that needs none works, import workers included.
    const opened = await callFrom(page, 'case.openSample', { examiner: 'A. Examiner' });
    expect(opened).toMatchObject(database ? { value: { examiner: 'A. Examiner' } } : { problem: { code: 'runtime_too_old' } });
    expect(await callFrom(page, 'keys.new', { name: 'utility', passphrase: 'long enough' })).toMatchObject({ value: { name: 'utility' } });
    expect(await callFrom(page, 'readers.list', {})).toMatchObject({ value: expect.arrayContaining([expect.objectContaining({ id: 'aws-cloudtrail' })]) });
    const exports = join(project, 'assets/sample-case/exports');
    await answerDialogs(app, [[exports]]);
    await pickFrom(page, 'folders');
    const preview = await callFrom(page, 'intake.preview', { paths: [exports] });
    expect(preview).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ guesses: expect.arrayContaining([expect.objectContaining({ reader: 'aws-cloudtrail' })]) })]),
    });
  } finally {
    await program.close();
  }
});

test('a page that ends comes back, with the case still open', async () => {
  const program = await launch();
  const { app, page } = program;
  try {
    await openSample(program);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    const text = (): Promise<string> =>
      app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents || contents.isCrashed() || contents.isLoading()) return '';
        // A script given to a page that is just being replaced is never answered.
        const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), 1000));
        return Promise.race([contents.executeJavaScript('document.body.innerText') as Promise<string>, late]);
      });
    await expect.poll(text, { timeout: 30_000 }).toContain('Build runner compromise');
    expect(page.isClosed()).toBe(false);
  } finally {
    await program.close();
  }
});
