import { z } from 'zod';
import { milestoneKinds } from '../model.ts';
import { count, method, micros, nothing } from './method.ts';

export const milestone = z.object({
  id: count,
  kind: z.enum(milestoneKinds),
  at: micros,
  /** Null and null: the whole case. */
  identity: z.object({ key: z.string(), display: z.string() }).nullable(),
  credential: z.object({ key: z.string(), display: z.string() }).nullable(),
  note: z.string(),
  author: z.string(),
  enteredAt: micros,
});
export type Milestone = z.infer<typeof milestone>;

export const caseSummary = z.object({
  /** The case folder. */
  folder: z.string(),
  caseId: z.string(),
  reference: z.string(),
  title: z.string(),
  examiner: z.string(),
  timeZone: z.string(),
  createdAt: micros,
  /** The moment "now" stands for in every answer. */
  caseClock: micros,
  /** False until a person set it: then it is the time of the last event. */
  caseClockSet: z.boolean(),
  readOnly: z.boolean(),
  counts: z.object({
    originals: count,
    items: count,
    records: count,
    events: count,
    facts: count,
    skipped: count,
    duplicates: count,
    identities: count,
    credentials: count,
    assessed: count,
    milestones: count,
  }),
  span: z.object({ from: micros, to: micros }).nullable(),
  milestones: z.array(milestone),
  custody: z.object({ entries: count, sinceAnchor: count, anchorAt: micros.nullable(), anchorWhat: z.string().nullable() }),
});
export type CaseSummary = z.infer<typeof caseSummary>;

const newCase = z.object({
  /** The folder that will hold `NAME.keyholder/`. */
  parent: z.string(),
  name: z.string().min(1).max(80),
  examiner: z.string().min(1).max(200),
  reference: z.string().min(1).max(200),
  title: z.string().max(300).optional(),
  timeZone: z.string().optional(),
});

export const caseMethods = {
  'app.about': method(
    nothing,
    z.object({
      version: z.string(),
      node: z.string(),
      electron: z.string().nullable(),
      host: z.enum(['utility', 'child', 'in_process']),
      /** False where this runtime cannot load the database; then only what needs no case works. */
      database: z.boolean(),
      user: z.string(),
      platform: z.string(),
    }),
  ),
  'app.recent': method(nothing, z.array(z.object({ folder: z.string(), reference: z.string(), title: z.string(), openedAt: micros, exists: z.boolean() }))),
  'case.create': method(newCase, caseSummary, ['parent']),
  'case.open': method(z.object({ folder: z.string() }), caseSummary, ['folder']),
  /** Opens a case from the recent list; the engine knows its folder already. */
  'case.openRecent': method(z.object({ folder: z.string() }), caseSummary),
  /** Makes a fresh copy of the sample case, imports it and opens it. Reports progress. */
  'case.openSample': method(z.object({ examiner: z.string().min(1) }), caseSummary),
  'case.close': method(nothing, nothing),
  'case.summary': method(nothing, caseSummary),
  'case.setClock': method(z.object({ at: micros }), caseSummary),
  'milestone.set': method(
    z.object({ kind: z.enum(milestoneKinds), at: micros, identity: z.string().optional(), credential: z.string().optional(), note: z.string().default('') }),
    milestone,
  ),
  /** Entered as a new row that replaces the old one; the old one stays in the custody log. */
  'milestone.move': method(z.object({ id: count, at: micros, reason: z.string() }), milestone),
  'milestone.withdraw': method(z.object({ id: count, reason: z.string().min(1) }), nothing),
} as const;
