import { Menu, app, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/bridge.ts';
import { channels } from './channels.ts';

/** The one menu. Keys that the page itself listens for are shown here and left to it. */
export function setMenu(window: BrowserWindow): void {
  const tell = (label: string, command: MenuCommand, accelerator?: string, ownedByPage = false): MenuItemConstructorOptions => ({
    label,
    click: () => window.webContents.send(channels.menu, command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: !ownedByPage }),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const forDevelopers: MenuItemConstructorOptions[] = app.isPackaged ? [] : [line, { role: 'reload' }, { role: 'toggleDevTools' }];

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: '&Case',
        submenu: [
          tell('New case…', 'new_case', 'CmdOrCtrl+N'),
          tell('Open case…', 'open_case', 'CmdOrCtrl+O'),
          tell('Open the sample case', 'open_sample'),
          tell('Close case', 'close_case', 'CmdOrCtrl+W'),
          line,
          tell('Import…', 'import', 'CmdOrCtrl+I'),
          tell('Export a bundle…', 'export', 'CmdOrCtrl+E'),
          tell('Verify a bundle…', 'verify'),
          line,
          { role: 'quit' },
        ],
      },
      { label: '&Edit', submenu: [{ role: 'undo' }, { role: 'redo' }, line, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
      {
        label: '&View',
        submenu: [
          tell('Go to or do…', 'palette', 'CmdOrCtrl+K', true),
          tell('Light or dark', 'theme'),
          line,
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
          ...forDevelopers,
        ],
      },
      { label: '&Help', submenu: [tell('Keys', 'keys', '?', true)] },
    ]),
  );
}
