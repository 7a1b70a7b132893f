import type { Answer } from '../../../shared/rpc/answers.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import { descendants } from '../graph/descendants.ts';
import { countEvents } from '../store/events.ts';
import { filterWhere, type Where } from '../store/filter-sql.ts';
import type { Ground } from './ground.ts';

/** A number that opens. */
export type Opening = NonNullable<Answer['opens']>;
export type Reason = Answer['reasons'][number];
export type Table = Answer['tables'][number];

/** The condition of a filter, widened as it would be wherever else it is opened. */
export function whereOf(ground: Ground, filter: Filter): Where {
  if (!filter.withDescendants) return filterWhere(ground.db, filter);
  const roots = JSON.stringify([filter.identities ?? [], filter.credentials ?? [], filter.sinceExposure ?? false]);
  let widened = ground.widened.get(roots);
  if (!widened) {
    widened = descendants(ground.db, filter);
    ground.widened.set(roots, widened);
  }
  return filterWhere(ground.db, filter, widened);
}

/** How many events a filter selects, by rung. */
export function countsOf(ground: Ground, filter: Filter): RungCounts {
  return countEvents(ground.db, whereOf(ground, filter)).counts;
}

/** The filter with the number of events it selects. The number is counted through the filter itself, never beside it. */
export function opening(ground: Ground, label: string, filter: Filter): Opening {
  return { label, filter, events: countEvents(ground.db, whereOf(ground, filter)).total };
}

/** A step of the reasoning that rests on no single set of events. */
export function reason(text: string): Reason {
  return { text, opens: null };
}

/** The filter within a stretch of time. */
export function within(filter: Filter, from: number | null, to: number | null): Filter {
  return { ...filter, ...(from === null ? {} : { from: Math.max(from, filter.from ?? from) }), ...(to === null ? {} : { to }) };
}
