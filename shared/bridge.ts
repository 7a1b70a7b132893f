/** What the shell offers the window beside the engine's port. `window.keyholder` is the only thing the preload script exposes. */

/** What a dialog asks for. `save` gives the one path that may be written. */
export type PickKind = 'files' | 'folders' | 'folder' | 'save' | 'bundle' | 'signers';

export interface PickRequest {
  readonly kind: PickKind;
  readonly title: string;
  /** Suggested file name, for `save`. */
  readonly defaultName?: string;
}

/** What the menu can ask of the window. */
export const menuCommands = ['new_case', 'open_case', 'open_sample', 'close_case', 'import', 'export', 'verify', 'palette', 'keys', 'theme'] as const;
export type MenuCommand = (typeof menuCommands)[number];

export interface Bridge {
  readonly platform: string;
  /** Asks the person for paths; empty when they cancel. The engine accepts only paths that came from here or from a drop. */
  pick(request: PickRequest): Promise<string[]>;
  /** The paths of dropped `File`s, granted to the engine once this resolves. Call it inside the drop handler. */
  pathsOfDropped(files: readonly object[]): Promise<string[]>;
  copyText(text: string): Promise<void>;
  /** Shows a file or folder that the engine named in the system's file manager. */
  showItem(path: string): Promise<void>;
  /** Starts the engine anew after it ended; a new port arrives as the first one did. */
  restartEngine(): Promise<void>;
  onMenu(listener: (command: MenuCommand) => void): () => void;
}

/**
 * The engine's port comes as a window message with this as its data and the `MessagePort` in `ports[0]`: at load, after `portRequest`
 * was posted, and after each restart of the engine.
 */
export const portMessage = 'keyholder-port';

/** Posted to the window by itself once it listens for `portMessage`; the preload answers with the port. */
export const portRequest = 'keyholder-port-please';
