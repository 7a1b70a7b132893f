import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArgsIn, Result } from '../../../shared/rpc/contract.ts';
import type { LifeLine } from '../../../shared/rpc/graph.ts';
import { call } from '../../engine.ts';
import { useFilter } from '../../state/filter.ts';

export type Sort = NonNullable<ArgsIn<'credentials.lines'>['sort']>;

const page = 100;

export interface Lines {
  readonly total: number;
  readonly inReach: number;
  readonly validAfterPatch: number;
  /** Rows read so far; a hole is on its way. */
  readonly rows: readonly (LifeLine | undefined)[];
  readonly loaded: boolean;
  readonly error: unknown;
  /** Says which row is in sight, so that its page is read. */
  reach(row: number): void;
}

/** The life lines in order, read page by page as they come into sight. */
export function useLines(sort: Sort): Lines {
  const filter = useFilter((state) => state.filter);
  const [pages, setPages] = useState(1);
  const results = useQueries({
    queries: Array.from({ length: pages }, (_, at) => ({
      queryKey: ['credentials.lines', { filter, sort, offset: at * page, limit: page }] as const,
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Result<'credentials.lines'>> =>
        call('credentials.lines', { filter, sort, offset: at * page, limit: page }, { signal }),
      placeholderData: keepPreviousData,
    })),
  });
  const first = results[0]?.data;
  const total = first?.total ?? 0;
  const rows = Array.from({ length: total }, (_, at) => results[Math.floor(at / page)]?.data?.rows[at % page]);
  return {
    total,
    inReach: first?.inReach ?? 0,
    validAfterPatch: first?.validAfterPatch ?? 0,
    rows,
    loaded: first !== undefined,
    error: results.find((result) => result.error)?.error ?? null,
    reach: (row) => {
      const wanted = Math.floor(row / page) + 1;
      if (wanted > pages && row < total) setPages(wanted);
    },
  };
}
