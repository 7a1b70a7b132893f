import { expect, test } from '../support/app.ts';

test('opens a window of its own page, titled and with no error', async ({ program: { page } }) => {
  await expect(page).toHaveTitle(/Keyholder/);
  expect(page.url()).toBe('app://keyholder/index.html');
  await expect(page.getByRole('button').first()).toBeVisible();
});

test('has nothing of Node or Electron in the page, and only the bridge from the shell', async ({ program: { page } }) => {
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { keyholder: object }).keyholder).toSorted(),
  }));
  expect(found.globals).toEqual([]);
  expect(found.bridge).toEqual(['copyText', 'onMenu', 'pathsOfDropped', 'pick', 'platform', 'restartEngine', 'showItem']);
});

test('sandboxes and isolates its page', async ({ program: { app } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = page.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
});

test.describe('a page that tries to get out', () => {
  test('cannot fetch, connect, open a window, go elsewhere or run inline code', async ({ program }) => {
    const { app, page } = program;
    const tried = await page.evaluate(async () => {
      const results: Record<string, string> = {};
      const word = (name: string, work: Promise<unknown>): Promise<void> =>
        work.then(
          () => void (results[name] = 'done'),
          () => void (results[name] = 'refused'),
        );
      const loads = (element: HTMLElement, source: string): Promise<unknown> =>
        new Promise((resolve, reject) => {
          element.addEventListener('load', resolve);
          element.addEventListener('error', reject);
          element.setAttribute('src', source);
          document.body.append(element);
        });
      await word('https', fetch('https://example.org/'));
      await word('loopback', fetch('http://127.0.0.1:9/'));
      await word('own file', fetch('app://keyholder/index.html'));
      await word('file', fetch('file:///etc/passwd'));
      await word('image', loads(document.createElement('img'), 'http://127.0.0.1:9/x.png'));
      await word('frame', loads(document.createElement('img'), 'file:///etc/passwd'));
      await word(
        'socket',
        new Promise((resolve, reject) => {
          const socket = new WebSocket('ws://127.0.0.1:9/');
          socket.onopen = resolve;
          socket.onerror = reject;
        }),
      );
      await word(
        'inline',
        new Promise<void>((resolve, reject) => {
          const script = document.createElement('script');
          script.textContent = 'globalThis.ranInline = true';
          document.body.append(script);
          if ('ranInline' in globalThis) resolve();
          else reject(new Error('did not run'));
        }),
      );
      results['window'] = window.open('https://example.org/') === null ? 'refused' : 'done';
      results['camera'] = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'done',
        () => 'refused',
      );
      results['clipboard'] = await navigator.clipboard.readText().then(
        () => 'done',
        () => 'refused',
      );
      return results;
    });
    expect(tried).toEqual({
      https: 'refused',
      loopback: 'refused',
      'own file': 'refused',
      file: 'refused',
      image: 'refused',
      frame: 'refused',
      socket: 'refused',
      inline: 'refused',
      window: 'refused',
      camera: 'refused',
      clipboard: 'refused',
    });
    await page.evaluate(() => void (location.href = 'https://example.org/'));
    await page.waitForTimeout(300);
    expect(page.url()).toMatch(/^app:\/\/keyholder\//);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    // Each refusal is reported on the console; those are the errors that are wanted here.
    (program.errors as string[]).length = 0;
  });

  test('is stopped below the policy too: a request of the session itself goes nowhere', async ({ program: { app } }) => {
    const error = await app.evaluate(async ({ net }) =>
      net.fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        (reason: unknown) => String(reason),
      ),
    );
    expect(error).toMatch(/BLOCKED_BY_CLIENT/);
  });
});

test('names only paths that a person chose', async ({ program: { page } }) => {
  const given = await page.evaluate(() => {
    const { keyholder } = globalThis as unknown as { keyholder: { pathsOfDropped(files: object[]): Promise<string[]> } };
    return keyholder.pathsOfDropped([new File(['x'], '/etc/passwd')]);
  });
  expect(given).toEqual([]);
});

test('has one menu, without reload or developer tools in a package', async ({ program: { app } }) => {
  const labels = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')));
  expect(labels).toEqual(['Case', 'Edit', 'View', 'Help']);
});
