/** Runs in the window before its page, in a world of its own: passes the engine's port on and offers the bridge. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { portMessage, portRequest, type Bridge, type MenuCommand } from '../shared/bridge.ts';
import { channels } from './channels.ts';

// A port cannot pass the context bridge; a window message can carry it.
ipcRenderer.on(channels.port, (event) => window.postMessage(portMessage, location.origin, event.ports));
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === portRequest) ipcRenderer.send(channels.port);
});

const bridge: Bridge = {
  platform: process.platform,
  pick: (request) => ipcRenderer.invoke(channels.pick, request) as Promise<string[]>,
  // Only a file that the person dropped has a path here; one made by a script has none.
  pathsOfDropped: (files) =>
    ipcRenderer.invoke(channels.dropped, files.map((file) => webUtils.getPathForFile(file as File)).filter(Boolean)) as Promise<string[]>,
  copyText: (text) => ipcRenderer.invoke(channels.copy, text) as Promise<void>,
  showItem: (path) => ipcRenderer.invoke(channels.show, path) as Promise<void>,
  restartEngine: () => ipcRenderer.invoke(channels.restart) as Promise<void>,
  onMenu: (listener) => {
    const heard = (_event: unknown, command: MenuCommand): void => listener(command);
    ipcRenderer.on(channels.menu, heard);
    return () => ipcRenderer.off(channels.menu, heard);
  },
};
contextBridge.exposeInMainWorld('keyholder', bridge);
