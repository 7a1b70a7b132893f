import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import type { Result } from '../../../shared/rpc/contract.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { call } from '../../engine.ts';
import { useCase } from '../../state/case.ts';
import type { Separator } from './row-places.ts';

const none: readonly Milestone[] = [];

/** Where the milestones stand among the events that match: each before the first event at or after it. */
export function useSeparators(filter: Filter): readonly Separator<Milestone>[] {
  const milestones = useCase().data?.milestones ?? none;
  const inside = useMemo(
    () => milestones.filter((milestone) => milestone.at > (filter.from ?? -Infinity) && milestone.at < (filter.to ?? Infinity)).toSorted((a, b) => a.at - b.at || a.id - b.id),
    [milestones, filter.from, filter.to],
  );
  const combine = useCallback(
    (results: readonly { readonly data: Result<'events.count'> | undefined }[]): readonly Separator<Milestone>[] =>
      inside.flatMap((milestone, place) => {
        const count = results[place]?.data;
        return count ? [{ rank: count.total, value: milestone }] : [];
      }),
    [inside],
  );
  return useQueries({
    queries: inside.map((milestone) => {
      const args = { filter: { ...filter, to: milestone.at } };
      return { queryKey: ['events.count', args] as const, queryFn: ({ signal }: { readonly signal: AbortSignal }) => call('events.count', args, { signal }) };
    }),
    combine,
  });
}
