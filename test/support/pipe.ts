/** Drives the program over a pipe of two file descriptors, so that the debugger itself opens no socket. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export interface PipedProgram {
  readonly process: ChildProcess;
  /** Evaluates an expression in the page; a promise is awaited. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Starts `program` with a pipe and waits for its page. */
export async function startPiped(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<PipedProgram> {
  const child = spawn(program, ['--remote-debugging-pipe', ...args], { env, stdio: ['ignore', 'inherit', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const waiting = new Map<number, (reply: Reply) => void>();
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  input.on('error', () => undefined);
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const reply = JSON.parse(part) as Reply;
      if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
    }
  });
  let lastId = 0;
  const ask = (method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>> =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1);
      void ended.then(() => reject(new Error('The program has ended.')));
      waiting.set(id, ({ result = {}, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });

  const session = await attachToPage(ask);
  const state = { expression: "document.readyState === 'complete' && document.getElementById('root').childElementCount > 0", returnByValue: true };
  const isReady = (): Promise<boolean> =>
    ask('Runtime.evaluate', state, session).then(
      ({ result }) => (result as { value?: boolean }).value === true,
      () => false,
    );
  while (!(await isReady())) await new Promise((wake) => setTimeout(wake, 100));
  return {
    process: child,
    evaluate: async <T>(expression: string) => {
      const { result, exceptionDetails } = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, session);
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: T }).value;
    },
    close: async () => {
      void ask('Browser.close', {}).catch(() => undefined);
      await ended;
    },
  };
}

async function attachToPage(ask: (method: string, params: object) => Promise<Readonly<Record<string, unknown>>>): Promise<string> {
  for (;;) {
    const { targetInfos } = await ask('Target.getTargets', {});
    const page = (targetInfos as { targetId: string; type: string; url: string }[]).find(({ type, url }) => type === 'page' && url.startsWith('app:'));
    if (page) return String((await ask('Target.attachToTarget', { targetId: page.targetId, flatten: true }))['sessionId']);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
