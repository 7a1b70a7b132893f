/** What outlives one call: the open case, the paths a person gave, and who wants to hear of changes. One for each engine. */
import { isAbsolute, relative, resolve } from 'node:path';
import { fail } from '../../../shared/problems.ts';
import type { ChangedTopic } from '../../../shared/rpc/wire.ts';
import type { Surroundings } from '../context.ts';
import type { CaseHandle } from '../store/case-handle.ts';

/** One call while it runs. */
export interface RunningCall {
  readonly abort: AbortController;
  /** The cases it has looked at; they stay open until it ends. */
  readonly uses: Set<CaseHandle>;
}

export interface Session {
  readonly around: Surroundings;
  readonly running: Set<RunningCall>;
  readonly listeners: Set<(what: ChangedTopic) => void>;
  /** The open case; throws `no_case_open`. */
  openCase(call: RunningCall): CaseHandle;
  /** Replaces the open case. Other calls that use the old one are cancelled; it is closed when the last of them has ended. */
  setCase(next: CaseHandle | null, by: RunningCall): void;
  /** Takes a call off the list and closes what waited for it. */
  ended(call: RunningCall): void;
  grant(paths: readonly string[]): void;
  requirePath(path: string): void;
  /** Cancels every call, then closes the case. */
  close(): Promise<void>;
}

/** `trusted`: the caller is a person at a terminal, who may name any path. */
export function createSession(around: Surroundings, trusted: boolean): Session {
  const running = new Set<RunningCall>();
  const listeners = new Set<(what: ChangedTopic) => void>();
  const granted = new Set<string>();
  const closing = new Set<CaseHandle>();
  const idle: (() => void)[] = [];
  let current: CaseHandle | null = null;

  const isFree = (handle: CaseHandle): boolean => ![...running].some((call) => call.uses.has(handle));
  const closeFree = (): void => {
    for (const handle of closing) {
      if (!isFree(handle)) continue;
      closing.delete(handle);
      handle.close();
    }
  };

  return {
    around,
    running,
    listeners,
    openCase: (call) => {
      const handle = current ?? fail('no_case_open', 'No case is open: open or create one first.');
      call.uses.add(handle);
      return handle;
    },
    setCase: (next, by) => {
      const old = current;
      current = next;
      if (!old || old === next) return;
      by.uses.delete(old);
      for (const call of running) if (call.uses.has(old)) call.abort.abort();
      closing.add(old);
      closeFree();
    },
    ended: (call) => {
      running.delete(call);
      closeFree();
      if (running.size === 0) for (const wake of idle.splice(0)) wake();
    },
    grant: (paths) => {
      for (const path of paths) granted.add(resolve(path));
    },
    requirePath: (path) => {
      if (trusted) return;
      if (!isAbsolute(path) || ![...granted].some((given) => isInside(resolve(path), given)))
        fail('not_allowed', 'That path was not chosen in a dialog or dropped on the window.', { file: path });
    },
    close: async () => {
      for (const call of running) call.abort.abort();
      if (running.size > 0) await new Promise<void>((wake) => idle.push(wake));
      current?.close();
      current = null;
    },
  };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith('../') && !way.startsWith('..\\') && !isAbsolute(way));
}
