/** The shell's side of the bridge: every request is checked to come from the one page there is. */
import { clipboard, ipcMain, shell, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { isAbsolute } from 'node:path';
import type { PickRequest } from '../shared/bridge.ts';
import { channels } from './channels.ts';
import { isOwn } from './content-policy.ts';
import { pickPaths } from './dialogs.ts';
import type { EngineHost } from './engine-host.ts';

export function offerBridge(window: BrowserWindow, engine: EngineHost): void {
  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.sender === window.webContents && event.senderFrame === window.webContents.mainFrame && isOwn(event.senderFrame.url);
  const answer = (channel: string, handler: (argument: unknown) => unknown): void =>
    ipcMain.handle(channel, (event, argument: unknown) => {
      if (!isOurs(event)) throw new Error('Refused.');
      return handler(argument);
    });

  ipcMain.on(channels.port, (event) => {
    if (isOurs(event)) engine.attach(window.webContents);
  });
  answer(channels.pick, async (request) => {
    const paths = await pickPaths(window, request as PickRequest);
    await engine.grant(paths);
    return paths;
  });
  answer(channels.dropped, async (paths) => {
    const dropped = stringsIn(paths).filter((path) => isAbsolute(path));
    await engine.grant(dropped);
    return dropped;
  });
  answer(channels.copy, async (text) => {
    if (typeof text === 'string') await clipboard.writeText(text);
  });
  answer(channels.show, (path) => {
    if (typeof path === 'string' && isAbsolute(path)) shell.showItemInFolder(path);
  });
  answer(channels.restart, () => engine.restart(window.webContents));
}

function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
