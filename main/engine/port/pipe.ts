import type { ControlFromEngine, ControlToEngine } from '../../../shared/rpc/control.ts';

/** The pipe between the shell and the engine: control messages, and where a window shares it, the window's. */
export interface ControlPipe {
  send(message: ControlFromEngine): void;
  /** `transferred`: the ports that came with the message, where the pipe can carry them. */
  onMessage(listener: (message: ControlToEngine, transferred: readonly unknown[]) => void): void;
  onClose(listener: () => void): void;
}
