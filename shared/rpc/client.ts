/** The caller's side of the contract: one promise for each call, over any port. */
import { ProblemError, type Problem } from '../problems.ts';
import type { ArgsIn, MethodName, Result } from './contract.ts';
import type { Port } from './port.ts';
import type { ChangedTopic, FromEngine, Progress, ToEngine } from './wire.ts';

/** As much of an `AbortSignal` as a call needs. */
export interface Abortable {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface CallOptions {
  /** Asks the engine to stop. The call ends when the engine says so: `cancelled`, or the result if it was done already. */
  readonly signal?: Abortable | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Client {
  /** Rejects with `ProblemError` only; with `engine_gone` when the engine ends before it answered. */
  call<M extends MethodName>(method: M, args: ArgsIn<M>, options?: CallOptions): Promise<Result<M>>;
  /** What was read before may be stale. Returns the way to stop listening. */
  onChanged(listener: (what: ChangedTopic) => void): () => void;
  /** Called once, also for those who start listening afterwards. */
  onGone(listener: () => void): () => void;
  close(): void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: ProblemError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly release: () => void;
}

const gone: Problem = { code: 'engine_gone', message: 'The engine has ended. Nothing that was saved is lost; start it again.' };
const cancelled: Problem = { code: 'cancelled', message: 'Cancelled.' };

/** Speaks for one caller over `port`. */
export function connect(port: Port): Client {
  const pending = new Map<number, Pending>();
  const changedListeners = new Set<(what: ChangedTopic) => void>();
  const goneListeners = new Set<() => void>();
  let lastId = 0;
  let isGone = false;

  const settle = (id: number): Pending | undefined => {
    const call = pending.get(id);
    pending.delete(id);
    call?.release();
    return call;
  };

  port.onMessage((raw) => {
    const message = raw as FromEngine;
    if (message.kind === 'result') settle(message.id)?.resolve(message.value);
    else if (message.kind === 'problem') settle(message.id)?.reject(new ProblemError(message.problem));
    else if (message.kind === 'progress') pending.get(message.id)?.onProgress?.(message.progress);
    else if (message.kind === 'changed') for (const listener of changedListeners) listener(message.what);
  });

  const end = (): void => {
    if (isGone) return;
    isGone = true;
    for (const id of pending.keys()) settle(id)?.reject(new ProblemError(gone));
    for (const listener of goneListeners) listener();
  };
  port.onClose(end);

  const send = (message: ToEngine): void => port.post(message);

  return {
    call: <M extends MethodName>(method: M, args: ArgsIn<M>, { signal, onProgress }: CallOptions = {}) =>
      new Promise<Result<M>>((resolve, reject) => {
        if (isGone) return reject(new ProblemError(gone));
        if (signal?.aborted) return reject(new ProblemError(cancelled));
        const id = (lastId += 1);
        const cancel = (): void => send({ kind: 'cancel', id });
        signal?.addEventListener('abort', cancel);
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress, release: () => signal?.removeEventListener('abort', cancel) });
        try {
          send({ kind: 'call', id, method, args });
        } catch (error) {
          settle(id)?.reject(new ProblemError({ code: 'invalid_argument', message: `${method} was given something that cannot be sent: ${String(error)}` }));
        }
      }),
    onChanged: (listener) => {
      changedListeners.add(listener);
      return () => changedListeners.delete(listener);
    },
    onGone: (listener) => {
      if (isGone) listener();
      else goneListeners.add(listener);
      return () => goneListeners.delete(listener);
    },
    close: () => {
      port.close();
      end();
    },
  };
}
