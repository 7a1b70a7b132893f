import { formatFilter } from '../../../shared/filter-line.ts';
import { describeFilter } from '../../../shared/filter-words.ts';
import { eventDetail } from '../store/event-detail.ts';
import { countEvents, pageEvents, sliceEvents } from '../store/events.ts';
import { facets } from '../store/facets.ts';
import { histogram } from '../store/histogram.ts';
import { displayOf, searchCredentials, searchIdentities } from '../store/names.ts';
import type { Handlers } from './handlers.ts';
import { whereOf } from './where.ts';

/** Events of the open case: pages, counts, one in full, and the names that occur in them. */
export const eventHandlers = {
  'events.page': (context, { filter, ...wanted }) => {
    const { read } = context.openCase();
    return pageEvents(read, whereOf(read, filter), wanted);
  },
  'events.slice': (context, { filter, rank, limit }) => {
    const { read } = context.openCase();
    return sliceEvents(read, whereOf(read, filter), rank, limit);
  },
  'events.count': (context, { filter }) => {
    const { read } = context.openCase();
    const { total, counts } = countEvents(read, whereOf(read, filter));
    return { total, counts: [...counts] };
  },
  'events.histogram': (context, { filter, bars }) => {
    const { read } = context.openCase();
    return histogram(read, whereOf(read, filter), filter, bars);
  },
  'events.facets': (context, { filter }) => {
    const { read } = context.openCase();
    return facets(read, whereOf(read, filter));
  },
  'events.detail': (context, { id }) => eventDetail(context.openCase().read, id),
  'events.describe': (context, { filter }) => {
    const { read } = context.openCase();
    return { words: describeFilter(filter, (kind, key) => displayOf(read, kind, key)), line: formatFilter(filter) };
  },
  'identities.search': (context, { text, limit }) =>
    searchIdentities(context.openCase().read, text, limit).map((found) => ({ ...found, counts: [...found.counts] })),
  'credentials.search': (context, { text, limit }) =>
    searchCredentials(context.openCase().read, text, limit).map((found) => ({ ...found, counts: [...found.counts] })),
} satisfies Partial<Handlers>;
