import type { MethodName } from '../shared/rpc/contract.ts';
import type { ChangedTopic } from '../shared/rpc/wire.ts';

const evidence: readonly ChangedTopic[] = ['case', 'events', 'milestones', 'assessments'];

const byArea: Readonly<Record<string, readonly ChangedTopic[]>> = {
  app: ['case'],
  readers: [],
  case: [...evidence, 'custody'],
  intake: ['case', 'events'],
  events: ['case', 'events', 'assessments'],
  identities: ['case', 'events'],
  credentials: evidence,
  graph: evidence,
  answers: evidence,
  assess: ['case', 'assessments'],
  custody: ['case', 'custody'],
  keys: ['keys'],
  bundle: [...evidence, 'custody'],
};

/** Whether an answer of `method` may be stale once `what` changed. */
export function isStaleAfter(method: MethodName, what: ChangedTopic): boolean {
  const area = method.slice(0, method.indexOf('.'));
  return (byArea[area] ?? evidence).includes(what);
}
