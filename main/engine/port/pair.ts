import type { Port } from '../../../shared/rpc/port.ts';

/** Two ends of a pipe within one process. Messages are cloned and come later, as over any other pipe. */
export function portPair(): readonly [Port, Port] {
  const left = end();
  const right = end();
  left.peer = right;
  right.peer = left;
  return [left.port, right.port];
}

interface End {
  peer: End | null;
  readonly messageListeners: ((message: unknown) => void)[];
  readonly closeListeners: (() => void)[];
  open: boolean;
  readonly port: Port;
}

function end(): End {
  const self: End = {
    peer: null,
    messageListeners: [],
    closeListeners: [],
    open: true,
    port: {
      post: (message) => {
        const copy: unknown = structuredClone(message);
        setImmediate(() => {
          if (self.peer?.open) for (const listener of self.peer.messageListeners) listener(copy);
        });
      },
      onMessage: (listener) => void self.messageListeners.push(listener),
      onClose: (listener) => void self.closeListeners.push(listener),
      close: () => {
        for (const side of [self, self.peer]) {
          if (!side?.open) continue;
          side.open = false;
          for (const listener of side.closeListeners) listener();
        }
      },
    },
  };
  return self;
}
