import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { ArgsIn, MethodName, Result } from '../shared/rpc/contract.ts';
import type { Progress } from '../shared/rpc/wire.ts';
import type { Problem } from '../shared/problems.ts';
import { call, onChanged } from './engine.ts';
import { problemOf } from './problem-of.ts';
import { isStaleAfter } from './stale.ts';
import { useRunning } from './state/running.ts';

/** One cache for the window. Nothing is stale until the engine says that something changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false, structuralSharing: true },
  },
});

onChanged((what) => {
  void queryClient.invalidateQueries({ predicate: (query) => isStaleAfter(query.queryKey[0] as MethodName, what) });
});

export interface EngineOptions {
  /** False: do not ask (yet). */
  readonly enabled?: boolean;
  /** Show the answer to the question before while this one is on its way. */
  readonly keep?: boolean;
}

/** What the engine answers to `method` with `args`; asked again when the case changes. The error is a `ProblemError`. */
export function useEngine<M extends MethodName>(method: M, args: ArgsIn<M>, options: EngineOptions = {}): UseQueryResult<Result<M>> {
  const query = useQuery({
    queryKey: [method, args] as const,
    queryFn: ({ signal }) => call(method, args, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
  return query;
}

/** Asks once, outside a component, through the same cache. */
export function fetchEngine<M extends MethodName>(method: M, args: ArgsIn<M>): Promise<Result<M>> {
  return queryClient.fetchQuery({ queryKey: [method, args] as const, queryFn: ({ signal }) => call(method, args, { signal }) as Promise<Result<M>> });
}

export interface Act<M extends MethodName> {
  /** Resolves with null when it failed or was cancelled; `problem` then says why. */
  run(args: ArgsIn<M>): Promise<Result<M> | null>;
  readonly busy: boolean;
  readonly progress: Progress | null;
  /** Null also after a cancel, which is no problem. */
  readonly problem: Problem | null;
  readonly result: Result<M> | null;
  readonly cancelled: boolean;
  /** Id of the run in `useRunning`, for a `BusyBar`. */
  readonly running: number | null;
  cancel(): void;
  reset(): void;
  /** How the last run ended, also where the component that began it is gone by then. */
  ended(): { readonly problem: Problem | null; readonly cancelled: boolean };
}

interface ActState<M extends MethodName> {
  readonly busy: boolean;
  readonly progress: Progress | null;
  readonly problem: Problem | null;
  readonly result: Result<M> | null;
  readonly cancelled: boolean;
  readonly running: number | null;
}

let lastRun = 0;

/** Something done to the case. `title` names it in the status bar while it runs ("Importing"). */
export function useAct<M extends MethodName>(method: M, title: string = method): Act<M> {
  const idle: ActState<M> = { busy: false, progress: null, problem: null, result: null, cancelled: false, running: null };
  const [state, setState] = useState<ActState<M>>(idle);
  const abort = useRef<AbortController | null>(null);
  const lastEnd = useRef<{ problem: Problem | null; cancelled: boolean }>({ problem: null, cancelled: false });

  const run = useCallback(
    async (args: ArgsIn<M>): Promise<Result<M> | null> => {
      const controller = new AbortController();
      abort.current = controller;
      const id = (lastRun += 1);
      const { begin, report, end } = useRunning.getState();
      begin({ id, title, startedAt: Date.now(), progress: null, samples: [], cancel: () => controller.abort() });
      setState({ busy: true, progress: null, problem: null, result: null, cancelled: false, running: id });
      try {
        const result = await call(method, args, {
          signal: controller.signal,
          onProgress: (progress) => {
            report(id, progress, Date.now());
            setState((before) => ({ ...before, progress }));
          },
        });
        lastEnd.current = { problem: null, cancelled: false };
        setState((before) => ({ ...before, busy: false, result, running: null }));
        return result;
      } catch (error) {
        const problem = problemOf(error);
        const cancelled = problem.code === 'cancelled';
        lastEnd.current = { problem: cancelled ? null : problem, cancelled };
        setState((before) => ({ ...before, busy: false, problem: cancelled ? null : problem, cancelled, running: null }));
        return null;
      } finally {
        end(id);
      }
    },
    [method, title],
  );
  const cancel = useCallback(() => abort.current?.abort(), []);
  const reset = useCallback(() => setState({ busy: false, progress: null, problem: null, result: null, cancelled: false, running: null }), []);
  return { ...state, run, cancel, reset, ended: () => lastEnd.current };
}
