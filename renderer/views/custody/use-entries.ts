import { useInfiniteQuery } from '@tanstack/react-query';
import type { Result } from '../../../shared/rpc/contract.ts';
import type { CustodyEntry } from '../../../shared/rpc/evidence.ts';
import { call } from '../../engine.ts';

const page = 200;

export interface Entries {
  readonly total: number;
  /** Newest first; as many as have been read. */
  readonly rows: readonly CustodyEntry[];
  readonly loaded: boolean;
  readonly error: unknown;
  /** Reads on when the last row read comes into sight. */
  reach(row: number): void;
}

/** The custody log from the newest entry back, read as it is scrolled. */
export function useEntries(text: string): Entries {
  const query = useInfiniteQuery({
    queryKey: ['custody.page', { text, limit: page }] as const,
    queryFn: ({ pageParam, signal }): Promise<Result<'custody.page'>> =>
      call('custody.page', { text, limit: page, ...(pageParam === null ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.rows.length < page ? undefined : last.rows.at(-1)?.seq),
  });
  const rows = query.data?.pages.flatMap((each) => each.rows) ?? [];
  return {
    total: query.data?.pages[0]?.total ?? 0,
    rows,
    loaded: query.data !== undefined,
    error: query.error,
    reach: (row) => {
      if (row >= rows.length - 1 && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}
