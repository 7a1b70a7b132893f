import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { PickKind, PickRequest } from '../shared/bridge.ts';

const properties: Readonly<Record<Exclude<PickKind, 'save'>, NonNullable<OpenDialogOptions['properties']>>> = {
  files: ['openFile', 'multiSelections'],
  folders: ['openDirectory', 'multiSelections'],
  folder: ['openDirectory', 'createDirectory'],
  bundle: ['openDirectory'],
  signers: ['openFile'],
};

/** Asks the person; an empty list when they cancel. */
export async function pickPaths(window: BrowserWindow, request: PickRequest): Promise<string[]> {
  const { kind, title, defaultName } = request;
  if (kind === 'save') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, defaultName === undefined ? { title } : { title, defaultPath: defaultName });
    return canceled || !filePath ? [] : [filePath];
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: properties[kind] });
  return canceled ? [] : filePaths;
}
