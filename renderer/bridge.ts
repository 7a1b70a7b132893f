import type { Bridge } from '../shared/bridge.ts';

declare global {
  interface Window {
    readonly keyholder: Bridge;
  }
}

/** Dialogs, clipboard and menu: what only the shell can do. */
export const bridge: Bridge = window.keyholder;
