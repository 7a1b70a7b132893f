import { useQueries } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Result } from '../../../shared/rpc/contract.ts';
import type { EventRow } from '../../../shared/rpc/events.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { call } from '../../engine.ts';
import { fetchEngine } from '../../use-engine.ts';

const pageSize = 200;

interface Pages {
  readonly rows: ReadonlyMap<number, EventRow>;
  readonly error: unknown;
}

/** Rows of the ranks from `first` to `last`, page by page; those not here yet are missing from the map. */
export function usePages(filter: Filter, first: number, last: number): Pages {
  const from = useDeferredValue(Math.floor(first / pageSize));
  const to = useDeferredValue(Math.floor(Math.max(first, last) / pageSize));
  const pages = Array.from({ length: Math.min(6, to - from + 1) }, (_, place) => from + place);
  return useQueries({
    queries: pages.map((page) => {
      const args = { filter, rank: page * pageSize, limit: pageSize };
      return {
        queryKey: ['events.slice', args] as const,
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => call('events.slice', args, { signal }),
        gcTime: 60_000,
      };
    }),
    combine: gather,
  });
}

function gather(results: readonly { readonly data: Result<'events.slice'> | undefined; readonly error: Error | null }[]): Pages {
  const rows = new Map<number, EventRow>();
  for (const { data } of results) data?.rows.forEach((row, place) => rows.set(data.rank + place, row));
  return { rows, error: results.find((result) => result.error)?.error ?? null };
}

/** Events of the ranks from `first` to `last`, both included, however many pages that takes. */
export async function fetchRange(filter: Filter, first: number, last: number): Promise<readonly EventRow[]> {
  const rows: EventRow[] = [];
  for (let rank = first; rank <= last; rank += 500) {
    const slice = await fetchEngine('events.slice', { filter, rank, limit: Math.min(500, last - rank + 1) });
    rows.push(...slice.rows);
  }
  return rows;
}
