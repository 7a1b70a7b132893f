import { z } from 'zod';
import { confidences, determinations, questionIds, verdicts } from '../model.ts';
import { assessment } from './events.ts';
import { filterSchema } from './filter.ts';
import { count, method, micros, nothing } from './method.ts';

/** A number or a name that opens: the events under it. */
export const opening = z.object({ label: z.string(), filter: filterSchema, events: count });

export const coverageLight = z.object({
  /** `full`: the log is there for the whole window; `part`: with gaps; `none`: absent. */
  state: z.enum(['full', 'part', 'none']),
  source: z.string(),
  detail: z.string(),
});

export const answer = z.object({
  id: z.enum(questionIds),
  title: z.string(),
  question: z.string(),
  verdict: z.enum(verdicts),
  /** One sentence that can be quoted. */
  sentence: z.string(),
  successful: count,
  attempted: count,
  unknown: count,
  /** The reasoning, step by step, each with the events it rests on where there are any. */
  reasons: z.array(z.object({ text: z.string(), opens: opening.nullable() })),
  tables: z.array(
    z.object({ title: z.string(), columns: z.array(z.string()), rows: z.array(z.object({ cells: z.array(z.string()), opens: opening.nullable() })) }),
  ),
  coverage: z.array(coverageLight),
  restsOn: z.array(z.string()),
  /** What evidence would change the verdict, and where it is to be had. */
  wouldChange: z.array(z.string()),
  opens: opening.nullable(),
});
export type Answer = z.infer<typeof answer>;
export type CoverageLight = z.infer<typeof coverageLight>;

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('events'), events: z.array(count).min(1).max(100_000) }),
  /** Every event that matches now; the list is written down, not the filter alone. */
  z.object({ kind: z.literal('filter'), filter: filterSchema }),
  z.object({ kind: z.literal('credential'), credential: z.string() }),
]);

export const answerMethods = {
  'answers.all': method(nothing, z.array(answer)),
  'assess.add': method(
    z.object({
      target,
      determination: z.enum(determinations),
      confidence: z.enum(confidences),
      rationale: z.string().trim().min(1),
      tags: z.array(z.string()).default([]),
      supersedes: count.optional(),
    }),
    assessment,
  ),
  'assess.list': method(z.object({ offset: count.default(0), limit: count.max(1000).default(200) }), z.object({ total: count, rows: z.array(assessment) })),
  /** The examiner's word that an identity held (or could read) a credential; kept with its rationale, shown as asserted. */
  'assess.assertHolding': method(
    z.object({ identity: z.string(), credential: z.string(), via: z.string().optional(), from: micros.optional(), rationale: z.string().trim().min(1) }),
    nothing,
  ),
} as const;
