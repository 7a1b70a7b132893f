import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import type { Result } from '../../../shared/rpc/contract.ts';
import type { Histogram } from '../../../shared/rpc/events.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { call } from '../../engine.ts';
import { useCase } from '../../state/case.ts';
import { useEngine } from '../../use-engine.ts';
import { daysIn, mergeSeparators, type Between } from './day-lines.ts';
import type { Separator } from './row-places.ts';

const none: readonly Milestone[] = [];

/** Where days begin and milestones stand among the events that match: each before the first event at or after it. */
export function useSeparators(filter: Filter): readonly Separator<Between>[] {
  const milestones = useMilestones(filter);
  const days = useDays(filter);
  return useMemo(() => mergeSeparators(days, milestones), [days, milestones]);
}

function useDays(filter: Filter): Histogram | undefined {
  const span = useCase().data?.span;
  const from = filter.from ?? span?.from ?? 0;
  const to = filter.to ?? (span ? span.to + 1 : 0);
  // As many bars as there are days makes each bar a day; a longer span has no lines, only the day at the top.
  const days = daysIn(from, to);
  return useEngine(
    'events.histogram',
    { filter: { ...filter, from, to }, bars: Math.max(1, Math.min(2000, days)) },
    { enabled: to > from && days <= 2000, keep: true },
  ).data;
}

function useMilestones(filter: Filter): readonly Separator<Between>[] {
  const milestones = useCase().data?.milestones ?? none;
  const inside = useMemo(
    () =>
      milestones
        .filter((milestone) => milestone.at > (filter.from ?? -Infinity) && milestone.at < (filter.to ?? Infinity))
        .toSorted((a, b) => a.at - b.at || a.id - b.id),
    [milestones, filter.from, filter.to],
  );
  const combine = useCallback(
    (results: readonly { readonly data: Result<'events.count'> | undefined }[]): readonly Separator<Between>[] =>
      inside.flatMap((milestone, place) => {
        const count = results[place]?.data;
        return count ? [{ rank: count.total, value: { kind: 'milestone' as const, milestone } }] : [];
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
