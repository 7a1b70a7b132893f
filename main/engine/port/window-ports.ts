import type { Port } from '../../../shared/rpc/port.ts';
import { portFromMain, type PortMain } from './utility.ts';
import type { ControlPipe } from './pipe.ts';

/** Gives each window that begins a port, and ends the port of the one before. Works over transferred ports and over one shared pipe. */
export function acceptWindows(pipe: ControlPipe, onWindow: (port: Port) => void): void {
  let current: SharedPort | null = null;
  pipe.onMessage((message, transferred) => {
    if (message.control === 'attach') {
      current?.end();
      current = null;
      const main = transferred[0] as PortMain | undefined;
      if (main) return onWindow(portFromMain(main));
      current = sharedPort(pipe, message.window);
      onWindow(current.port);
    } else if (message.control === 'wire' && current?.window === message.window) current.receive(message.message);
  });
  pipe.onClose(() => current?.end());
}

interface SharedPort {
  readonly window: number;
  readonly port: Port;
  receive(message: unknown): void;
  end(): void;
}

function sharedPort(pipe: ControlPipe, window: number): SharedPort {
  const messageListeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;
  const end = (): void => {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener();
  };
  return {
    window,
    port: {
      post: (message) => {
        if (open) pipe.send({ control: 'wire', window, message });
      },
      onMessage: (listener) => void messageListeners.push(listener),
      onClose: (listener) => void closeListeners.push(listener),
      close: end,
    },
    receive: (message) => {
      if (open) for (const listener of messageListeners) listener(message);
    },
    end,
  };
}
