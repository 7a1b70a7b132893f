import { BrowserWindow, dialog, nativeTheme } from 'electron';
import { fileURLToPath } from 'node:url';
import { origin } from './content-policy.ts';

/** Opens the one window: sandboxed, isolated, with the preload script as its only way out. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    title: 'Keyholder',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      safeDialogs: true,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${origin}/index.html`);
}

const calmMs = 10_000;

/** Shows the page again when its process has ended; the engine goes on and keeps the case. A page that ends at once again is left. */
export function reviveWindow(window: BrowserWindow): void {
  let endedAt = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const soonAgain = performance.now() - endedAt < calmMs;
    endedAt = performance.now();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (soonAgain) dialog.showErrorBox('Keyholder', `The window ended twice (${reason}). Nothing that was saved is lost; start Keyholder again.`);
    else window.webContents.reload();
  });
}
