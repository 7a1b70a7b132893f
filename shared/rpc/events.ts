import { z } from 'zod';
import { confidences, credentialKinds, determinations, identityKinds, planes } from '../model.ts';
import { filterSchema } from './filter.ts';
import { count, method, micros, rungCounts, rungSchema } from './method.ts';

export const identityTag = z.object({ key: z.string(), display: z.string(), kind: z.enum(identityKinds), realm: z.string() });
export const credentialTag = z.object({ key: z.string(), display: z.string(), kind: z.enum(credentialKinds) });
export const resourceTag = z.object({ key: z.string(), display: z.string(), kind: z.string() });
export type IdentityTag = z.infer<typeof identityTag>;
export type CredentialTag = z.infer<typeof credentialTag>;
export type ResourceTag = z.infer<typeof resourceTag>;

export const assessment = z.object({
  id: count,
  target: z.object({
    kind: z.enum(['events', 'credential', 'holding']),
    label: z.string(),
    events: z.array(count),
    credential: z.string().nullable(),
    identity: z.string().nullable(),
  }),
  determination: z.enum(determinations),
  confidence: z.enum(confidences),
  rationale: z.string(),
  tags: z.array(z.string()),
  author: z.string(),
  at: micros,
  supersedes: count.nullable(),
  superseded: z.boolean(),
});
export type Assessment = z.infer<typeof assessment>;

export const eventRow = z.object({
  id: count,
  at: micros,
  action: z.string(),
  plane: z.enum(planes),
  rung: rungSchema,
  identity: identityTag,
  principal: z.string(),
  credential: credentialTag.nullable(),
  resource: resourceTag.nullable(),
  resourceCount: count,
  ip: z.string().nullable(),
  origin: z.string().nullable(),
  realm: z.string(),
  item: count,
  /** The latest assessment that covers it, if any. */
  assessed: z.enum(determinations).nullable(),
});
export type EventRow = z.infer<typeof eventRow>;

export const eventDetail = eventRow.extend({
  timeText: z.string(),
  userAgent: z.string().nullable(),
  vendorId: z.string().nullable(),
  basis: z.array(z.object({ field: z.string(), value: z.string() })),
  ids: z.record(z.string(), z.string()),
  resources: z.array(resourceTag),
  reader: z.string(),
  readerVersion: z.string(),
  /** Every place in the originals where this event is recorded; the first is where it was read from. */
  places: z.array(z.object({ item: count, label: z.string(), sha256: z.string(), index: count, offset: count, length: count })),
  assessments: z.array(assessment),
  around: z.object({ sameCredential: count, sameAddress: count, sameResource: count }),
});
export type EventDetail = z.infer<typeof eventDetail>;

export const gap = z.object({ from: micros, to: micros, source: z.string(), why: z.string() });
export type Gap = z.infer<typeof gap>;

export const histogram = z.object({
  from: micros,
  to: micros,
  step: micros,
  bars: z.array(z.object({ at: micros, counts: rungCounts })),
  gaps: z.array(gap),
});
export type Histogram = z.infer<typeof histogram>;

const facet = z.array(z.object({ value: z.string(), label: z.string(), events: count }));
export const facets = z.object({
  rungs: rungCounts,
  planes: facet,
  identities: facet,
  credentials: facet,
  realms: facet,
  actions: facet,
  ips: facet,
  /** Values left out of each list because only the most frequent 20 are shown. */
  more: z.object({ identities: count, credentials: count, realms: count, actions: count, ips: count }),
});
export type Facets = z.infer<typeof facets>;

/** Events are ordered by (at, id); a cursor is the last row seen. */
const cursor = z.object({ at: micros, id: count });

export const eventMethods = {
  'events.page': method(
    z.object({
      filter: filterSchema,
      after: cursor.optional(),
      before: cursor.optional(),
      /** Start at the first event at or after this moment. */ seek: micros.optional(),
      limit: count.min(1).max(500).default(200),
    }),
    z.object({ rows: z.array(eventRow), /** Place of the first row among all that match. */ rank: count, total: count }),
  ),
  /** Rows by rank among all that match: what a scroll bar asks for. */
  'events.slice': method(
    z.object({ filter: filterSchema, rank: count, limit: count.min(1).max(500) }),
    z.object({ rows: z.array(eventRow), rank: count, total: count }),
  ),
  'events.count': method(z.object({ filter: filterSchema }), z.object({ total: count, counts: rungCounts })),
  'events.histogram': method(z.object({ filter: filterSchema, bars: count.min(1).max(2000).default(120) }), histogram),
  'events.facets': method(z.object({ filter: filterSchema }), facets),
  'events.detail': method(z.object({ id: count }), eventDetail),
  /** The filter in words and as one line that can be pasted back or cited. */
  'events.describe': method(z.object({ filter: filterSchema }), z.object({ words: z.string(), line: z.string() })),
  'identities.search': method(
    z.object({ text: z.string(), limit: count.max(200).default(50) }),
    z.array(identityTag.extend({ events: count, counts: rungCounts })),
  ),
  'credentials.search': method(
    z.object({ text: z.string(), limit: count.max(200).default(50) }),
    z.array(credentialTag.extend({ events: count, counts: rungCounts })),
  ),
} as const;
