import { useMemo } from 'react';
import type { CaseSummary } from '../../../shared/rpc/case.ts';
import { useCase } from '../../state/case.ts';
import { useFilter } from '../../state/filter.ts';
import type { TimeWindow } from './zoom.ts';

export interface ShownWindow {
  /** The whole case: its events and its milestones. */
  readonly bounds: TimeWindow;
  /** What is shown now: the filter's window, else the bounds. */
  readonly shown: TimeWindow;
}

/** The stretch of time on screen; null while the case holds neither events nor milestones. */
export function useWindow(): ShownWindow | null {
  const summary = useCase().data;
  const { from, to } = useFilter((state) => state.filter);
  return useMemo(() => {
    const bounds = summary ? boundsOf(summary) : null;
    if (!bounds) return null;
    const shown = {
      from: from ?? Math.min(bounds.from, to === undefined ? bounds.from : to - 1),
      to: to ?? Math.max(bounds.to, from === undefined ? bounds.to : from + 1),
    };
    return { bounds, shown };
  }, [summary, from, to]);
}

function boundsOf(summary: CaseSummary): TimeWindow | null {
  const moments = [...(summary.span ? [summary.span.from, summary.span.to] : []), ...summary.milestones.map((milestone) => milestone.at)];
  if (moments.length === 0) return null;
  const first = Math.min(...moments);
  const last = Math.max(...moments);
  const margin = Math.max(1_000_000, Math.round((last - first) * 0.02));
  return { from: first - margin, to: last + margin };
}
