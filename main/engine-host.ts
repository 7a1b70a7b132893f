/** Keeps one engine for the window: starts it, joins the two by a port, tells it which paths a person chose, ends it. */
import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { startEngineProcess, type EngineProcess } from './engine-process.ts';
import { channels } from './channels.ts';

export interface EngineHost {
  /** Gives the page a new port; the one it had before ends. */
  attach(page: WebContents): void;
  /** Resolves when the engine knows of the paths. */
  grant(paths: readonly string[]): Promise<void>;
  /** Starts an engine anew if the last one has ended. */
  restart(page: WebContents): void;
  /** Asks the engine to close the case and end; ends it by force if it does not. */
  quit(): Promise<void>;
}

const patienceMs = 5000;

export function startEngineHost(): EngineHost {
  let windows = 0;
  let grants = 0;
  const granted = new Set<string>();
  const waiting = new Map<number, () => void>();
  let shellPort: MessagePortMain | null = null;
  let engine: EngineProcess | null = start();

  function start(): EngineProcess {
    const next = startEngineProcess();
    next.onMessage((message) => {
      if (message.control === 'granted') settle(message.id);
      else if (message.window === windows) shellPort?.postMessage(message.message);
    });
    next.onEnd(() => {
      if (engine === next) engine = null;
      shellPort?.close();
      shellPort = null;
      for (const id of waiting.keys()) settle(id);
    });
    if (granted.size > 0) next.send({ control: 'grant', id: (grants += 1), paths: [...granted] });
    return next;
  }

  function settle(id: number): void {
    waiting.get(id)?.();
    waiting.delete(id);
  }

  function attach(page: WebContents): void {
    const window = (windows += 1);
    const { port1, port2 } = new MessageChannelMain();
    shellPort?.close();
    shellPort = null;
    if (!engine) port2.close();
    else if (engine.kind === 'utility') engine.send({ control: 'attach', window }, [port2]);
    else {
      shellPort = port2;
      engine.send({ control: 'attach', window });
      port2.on('message', ({ data }: { readonly data: unknown }) => engine?.send({ control: 'wire', window, message: data }));
      port2.start();
    }
    page.postMessage(channels.port, null, [port1]);
  }

  return {
    attach,
    grant: (paths) =>
      new Promise((resolve) => {
        for (const path of paths) granted.add(path);
        if (!engine || paths.length === 0) return resolve();
        const id = (grants += 1);
        waiting.set(id, resolve);
        engine.send({ control: 'grant', id, paths });
      }),
    restart: (page) => {
      engine ??= start();
      attach(page);
    },
    quit: () =>
      new Promise((resolve) => {
        if (!engine) return resolve();
        const stopping = engine;
        const force = setTimeout(() => stopping.kill(), patienceMs);
        stopping.onEnd(() => {
          clearTimeout(force);
          resolve();
        });
        stopping.send({ control: 'quit' });
      }),
  };
}
