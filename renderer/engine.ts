import { create } from 'zustand';
import { portMessage, portRequest } from '../shared/bridge.ts';
import type { ArgsIn, MethodName, Result } from '../shared/rpc/contract.ts';
import { connect, type CallOptions, type Client } from '../shared/rpc/client.ts';
import type { Port } from '../shared/rpc/port.ts';
import { changedTopics, type ChangedTopic } from '../shared/rpc/wire.ts';

interface EngineState {
  /** `waiting` until the first port arrives, `gone` when the engine ended. */
  readonly state: 'waiting' | 'here' | 'gone';
  /** Counts the engines this window has talked to. */
  readonly generation: number;
}

/** Whether there is an engine to talk to. */
export const useEngineState = create<EngineState>()(() => ({ state: 'waiting', generation: 0 }));

const changedListeners = new Set<(what: ChangedTopic) => void>();
let client: Client | null = null;
let arrived: (client: Client) => void = () => {};
let first = new Promise<Client>((resolve) => (arrived = resolve));

addEventListener('message', (event: MessageEvent) => {
  const port = event.ports[0];
  if (event.source !== window || event.data !== portMessage || !port) return;
  const next = connect(fromMessagePort(port));
  client = next;
  next.onChanged((what) => changedListeners.forEach((listener) => listener(what)));
  next.onGone(() => {
    if (client !== next) return;
    client = null;
    first = new Promise<Client>((resolve) => (arrived = resolve));
    useEngineState.setState({ state: 'gone' });
  });
  useEngineState.setState(({ generation }) => ({ state: 'here', generation: generation + 1 }));
  arrived(next);
  // A new engine knows nothing of what was read from the one before.
  for (const what of changedTopics) changedListeners.forEach((listener) => listener(what));
});
postMessage(portRequest, location.origin);

/** Asks the engine; waits for it where it is still starting. Rejects with `ProblemError`. */
export async function call<M extends MethodName>(method: M, args: ArgsIn<M>, options?: CallOptions): Promise<Result<M>> {
  return (client ?? (await first)).call(method, args, options);
}

/** Tells when something in the case changed, whichever engine says so. Returns the way to stop listening. */
export function onChanged(listener: (what: ChangedTopic) => void): () => void {
  changedListeners.add(listener);
  return () => changedListeners.delete(listener);
}

function fromMessagePort(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.addEventListener('close', () => listener()),
    close: () => port.close(),
  };
}
