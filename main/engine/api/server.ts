/** The engine's side of the contract: checks what comes in and goes out, runs the handler, says how it went. */
import { contract, type MethodName } from '../../../shared/rpc/contract.ts';
import type { MethodShape } from '../../../shared/rpc/method.ts';
import { ProblemError, fail, type Problem } from '../../../shared/problems.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import type { FromEngine, Progress, ToEngine } from '../../../shared/rpc/wire.ts';
import type { Context } from '../context.ts';
import { asProblem as expectedFailure } from '../store/failures.ts';
import type { Handlers } from './handlers.ts';
import type { RunningCall, Session } from './session.ts';

const progressEveryMs = 100;

/** Answers the calls that come over `port` until it closes; then cancels what still runs for it. */
export function serve(port: Port, handlers: Handlers, session: Session): void {
  const calls = new Map<number, RunningCall>();
  const send = (message: FromEngine): void => port.post(message);
  const tellChanged = (what: Parameters<Context['changed']>[0]): void => send({ kind: 'changed', what });
  session.listeners.add(tellChanged);

  port.onMessage((message) => {
    if (!isToEngine(message)) return;
    if (message.kind === 'cancel') calls.get(message.id)?.abort.abort();
    else void answer(message.id, message.method, message.args);
  });
  port.onClose(() => {
    session.listeners.delete(tellChanged);
    for (const call of calls.values()) call.abort.abort();
  });

  async function answer(id: number, name: string, args: unknown): Promise<void> {
    const call: RunningCall = { abort: new AbortController(), uses: new Set() };
    calls.set(id, call);
    session.running.add(call);
    const reporter = throttle((progress) => send({ kind: 'progress', id, progress }));
    try {
      const value = await run(name, args, handlers, { session, call, progress: reporter.report });
      reporter.stop();
      send({ kind: 'result', id, value });
    } catch (error) {
      reporter.stop();
      send({ kind: 'problem', id, problem: asProblem(error, name, call.abort.signal.aborted) });
    } finally {
      calls.delete(id);
      session.ended(call);
    }
  }
}

/** The window is the less trusted side: whatever it sends must not end the engine. */
function isToEngine(message: unknown): message is ToEngine {
  if (typeof message !== 'object' || message === null || !('kind' in message) || !('id' in message) || typeof message.id !== 'number') return false;
  return message.kind === 'cancel' || (message.kind === 'call' && 'method' in message && typeof message.method === 'string');
}

interface Running {
  readonly session: Session;
  readonly call: RunningCall;
  readonly progress: (progress: Progress) => void;
}

async function run(name: string, rawArgs: unknown, handlers: Handlers, { session, call, progress }: Running): Promise<unknown> {
  if (!Object.hasOwn(contract, name)) fail('invalid_argument', `There is no method ${name}.`);
  const shape: MethodShape = contract[name as MethodName];
  const args = shape.args.safeParse(rawArgs);
  if (!args.success) fail('invalid_argument', `${name}: ${firstIssue(args.error.issues)}`);
  for (const field of shape.paths ?? []) for (const path of pathsIn(args.data, field)) session.requirePath(path);
  const context: Context = {
    around: session.around,
    signal: call.abort.signal,
    progress,
    changed: (what) => {
      for (const listener of session.listeners) listener(what);
    },
    openCase: () => session.openCase(call),
    setCase: (next) => session.setCase(next, call),
    requirePath: session.requirePath,
  };
  const handler = handlers[name as MethodName] as (context: Context, args: unknown) => unknown;
  const result = shape.result.safeParse(await handler(context, args.data));
  if (!result.success) throw new Error(`the result does not fit the contract: ${firstIssue(result.error.issues)}`);
  return result.data;
}

function pathsIn(args: unknown, field: string): readonly string[] {
  const value = (args as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((path) => typeof path === 'string') : [];
}

function firstIssue(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const issue = issues[0];
  return issue ? `${issue.path.map(String).join('.') || 'arguments'}: ${issue.message}` : 'not as agreed';
}

function asProblem(error: unknown, method: string, aborted: boolean): Problem {
  if (error instanceof ProblemError) return error.problem;
  const expected = expectedFailure(error);
  if (expected instanceof ProblemError) return expected.problem;
  if (aborted && error instanceof Error && error.name === 'AbortError') return { code: 'cancelled', message: 'Cancelled.' };
  console.error(`${method}:`, error);
  return {
    code: 'internal',
    message: `Keyholder failed at ${method}, which is a fault of the program: ${error instanceof Error ? error.message : String(error)}`,
  };
}

/** Passes the first progress on at once, then at most one in `progressEveryMs`, the latest. */
function throttle(send: (progress: Progress) => void): { readonly report: (progress: Progress) => void; readonly stop: () => void } {
  let sentAt = -Infinity;
  let waiting: Progress | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    if (!waiting) return;
    sentAt = performance.now();
    send(waiting);
    waiting = null;
  };
  return {
    report: (progress) => {
      waiting = progress;
      const wait = sentAt + progressEveryMs - performance.now();
      if (wait <= 0) flush();
      else timer ??= setTimeout(flush, wait);
    },
    stop: () => {
      if (timer) clearTimeout(timer);
      waiting = null;
    },
  };
}
