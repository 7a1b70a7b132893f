import type { Port } from '../../../shared/rpc/port.ts';
import type { ControlToEngine } from '../../../shared/rpc/control.ts';
import type { ControlPipe } from './pipe.ts';

/** As much of Electron's `MessagePortMain` as a port needs; named here so that the engine never imports electron. */
export interface PortMain {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly PortMain[] }) => void): unknown;
}

/** The parent port that Electron gives a utility process; null anywhere else. */
export function utilityPipe(): ControlPipe | null {
  const parent = (process as NodeJS.Process & { readonly parentPort?: ParentPort }).parentPort;
  if (!parent) return null;
  return {
    send: (message) => parent.postMessage(message),
    onMessage: (listener) => void parent.on('message', ({ data, ports }) => listener(data as ControlToEngine, ports)),
    // Electron ends a utility process together with the shell; the pipe has no closing of its own.
    onClose: () => undefined,
  };
}

/** A port for the window out of the one that Electron transferred. */
export function portFromMain(main: PortMain): Port {
  return {
    post: (message) => main.postMessage(message),
    onMessage: (listener) => {
      main.on('message', ({ data }) => listener(data));
      main.start();
    },
    onClose: (listener) => void main.on('close', listener),
    close: () => main.close(),
  };
}
