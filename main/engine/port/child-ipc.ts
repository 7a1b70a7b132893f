import type { ControlToEngine } from '../../../shared/rpc/control.ts';
import type { ControlPipe } from './pipe.ts';

/** The IPC channel of a forked Node process. */
export function childPipe(): ControlPipe {
  return {
    send: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => void process.on('message', (message) => listener(message as ControlToEngine, [])),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}
