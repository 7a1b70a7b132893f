import { z } from 'zod';
import { planes } from '../model.ts';
import { micros, rungSchema } from './method.ts';

/** What narrows every view. Absent means "any"; several values of one field mean "one of these". */
export const filterSchema = z.object({
  /** Inclusive. */
  from: micros.optional(),
  /** Exclusive. */
  to: micros.optional(),
  identities: z.array(z.string()).optional(),
  /** Also every credential minted from, or exposed to, what the chosen identities or credentials held. */
  withDescendants: z.boolean().optional(),
  /** With `withDescendants`: each chosen one counts from its own exposure on, as milestones say. */
  sinceExposure: z.boolean().optional(),
  credentials: z.array(z.string()).optional(),
  resources: z.array(z.string()).optional(),
  /** Any resource of these kinds; beside `resources`, one of either. */
  resourceKinds: z.array(z.string()).optional(),
  planes: z.array(z.enum(planes)).optional(),
  rungs: z.array(rungSchema).optional(),
  actions: z.array(z.string()).optional(),
  realms: z.array(z.string()).optional(),
  ips: z.array(z.string()).optional(),
  items: z.array(z.number().int()).optional(),
  /** Explicit events (what a count was made of). */
  events: z.array(z.number().int()).optional(),
  /** Events nobody has assessed yet. */
  unassessed: z.boolean().optional(),
  /** Case-blind substring of action, identity, credential, resource, address, user agent or id. */
  text: z.string().optional(),
});

export type Filter = z.infer<typeof filterSchema>;
