import { z } from 'zod';
import { holdingBases, planes, validities } from '../model.ts';
import { credentialTag, identityTag } from './events.ts';
import { filterSchema } from './filter.ts';
import { count, method, micros, rungCounts } from './method.ts';

export const lanes = ['identity', 'credential', 'plane', 'resource'] as const;

export const graphNode = z.object({
  /** Stable: `identity:KEY`, `credential:KEY`, `plane:NAME`, `resource:KEY`, or `group:…`. */
  id: z.string(),
  lane: z.enum(lanes),
  kind: z.string(),
  label: z.string(),
  /** Second line: kind, realm or count, in words. */
  sub: z.string(),
  /** For credentials: how many derivations deep. */
  depth: count,
  /** Members folded into this node (0 for a single thing). */
  members: count,
  counts: rungCounts,
  first: micros.nullable(),
  last: micros.nullable(),
  /** The identity or credential that the case is about. */
  subject: z.boolean(),
});
export type GraphNode = z.infer<typeof graphNode>;

export const edgeKinds = ['held', 'minted', 'touched'] as const;
export const graphEdge = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  kind: z.enum(edgeKinds),
  /** `held`: the basis; `minted`: the method; `touched`: empty. */
  label: z.string(),
  basis: z.enum(holdingBases).nullable(),
  counts: rungCounts,
  first: micros.nullable(),
  last: micros.nullable(),
  /** The events under this edge. */
  filter: filterSchema,
});
export type GraphEdge = z.infer<typeof graphEdge>;

export const graphPicture = z.object({
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  /** What is folded or left out, in words: "37 roles". */
  folded: z.array(z.object({ node: z.string(), words: z.string(), members: count })),
  leftOut: z.object({ nodes: count, edges: count }),
});
export type GraphPicture = z.infer<typeof graphPicture>;

export const validityAt = z.object({ moment: z.string(), at: micros, validity: z.enum(validities), rule: z.string(), inferred: z.boolean() });
export type ValidityAt = z.infer<typeof validityAt>;

export const lifeLine = z.object({
  credential: credentialTag,
  holder: identityTag.nullable(),
  lifetime: z.enum(['static', 'ephemeral', 'unknown']),
  chained: z.boolean(),
  exposed: z.boolean(),
  /** The compromised held it, minted it or could read it. False for all while nobody is named as compromised. */
  inReach: z.boolean(),
  issued: micros.nullable(),
  issuedInferred: z.boolean(),
  expires: micros.nullable(),
  expiresInferred: z.boolean(),
  ended: micros.nullable(),
  /** `revoked`, `deactivated`, `deleted`; empty while alive. */
  endedBy: z.string(),
  first: micros.nullable(),
  last: micros.nullable(),
  counts: rungCounts,
  /** At most 200 marks, evenly thinned; `thinned` is how many are not drawn. */
  uses: z.array(z.object({ at: micros, rung: z.number().int(), events: count })),
  thinned: count,
  validity: z.array(validityAt),
  successfulAfterPatch: count,
});
export type LifeLine = z.infer<typeof lifeLine>;

export const dossier = z.object({
  line: lifeLine,
  attributes: z.record(z.string(), z.string()),
  facts: z.array(
    z.object({
      what: z.string(),
      at: micros.nullable(),
      detail: z.string(),
      event: count.nullable(),
      item: count,
      index: count,
      offset: count,
      length: count,
      label: z.string(),
    }),
  ),
  holders: z.array(
    z.object({ identity: identityTag, basis: z.enum(holdingBases), from: micros.nullable(), to: micros.nullable(), rationale: z.string(), author: z.string() }),
  ),
  mintedFrom: z.array(
    z.object({ method: z.string(), at: micros, identity: identityTag.nullable(), credential: credentialTag.nullable(), event: count.nullable() }),
  ),
  minted: z.array(z.object({ method: z.string(), at: micros, credential: credentialTag, event: count.nullable() })),
  actions: z.array(z.object({ action: z.string(), plane: z.enum(planes), counts: rungCounts, first: micros, last: micros })),
  networks: z.array(z.object({ ip: z.string(), events: count, first: micros, last: micros })),
  userAgents: z.array(z.object({ text: z.string(), events: count })),
  /** What the logs cannot show about it. */
  silent: z.array(z.string()),
});
export type Dossier = z.infer<typeof dossier>;

export const lifeSorts = ['valid_longest_after_patch', 'used_after_containment', 'never_seen_issued', 'first_use', 'name'] as const;

export const graphMethods = {
  'graph.picture': method(
    z.object({
      filter: filterSchema,
      /** Node ids whose groups are open. */ expanded: z.array(z.string()).default([]),
      hidden: z.array(z.string()).default([]),
      /** More than this many of a kind under one parent fold into a group. */ groupAbove: count.default(8),
      limit: count.max(5000).default(400),
    }),
    graphPicture,
  ),
  'graph.path': method(
    z.object({
      from: z.string(),
      to: z.string(),
      onlySucceeded: z.boolean().default(false),
      maxHops: count.max(12).default(6),
      all: z.boolean().default(false),
    }),
    z.array(z.object({ nodes: z.array(z.string()), edges: z.array(z.string()) })),
  ),
  'graph.export': method(
    z.object({
      filter: filterSchema,
      file: z.string(),
      format: z.enum(['svg', 'json', 'graphml']),
      expanded: z.array(z.string()).default([]),
      hidden: z.array(z.string()).default([]),
    }),
    z.object({ file: z.string(), bytes: count }),
    ['file'],
  ),
  'credentials.lines': method(
    z.object({
      filter: filterSchema,
      sort: z.enum(lifeSorts).default('valid_longest_after_patch'),
      offset: count.default(0),
      limit: count.max(500).default(200),
    }),
    z.object({
      total: count,
      exposed: count,
      inReach: count,
      /** Of those in reach; of all while nobody is named as compromised. */ validAfterPatch: count,
      rows: z.array(lifeLine),
    }),
  ),
  'credentials.dossier': method(z.object({ key: z.string() }), dossier),
} as const;
