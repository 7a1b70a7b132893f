import { describeFilter } from '../../../shared/filter-words.ts';
import type { Args } from '../../../shared/rpc/contract.ts';
import { addAssessment, listAssessments, type NewAssessment } from '../store/assessments.ts';
import type { ReadDb } from '../store/db.ts';
import { matchingEventIds } from '../store/events.ts';
import { assertHolding } from '../store/holdings.ts';
import { displayOf } from '../store/names.ts';
import { act } from './act.ts';
import type { Handlers } from './handlers.ts';
import { whereOf } from './where.ts';

/** What people say of events, credentials and holdings. */
export const assessHandlers = {
  'assess.add': (context, { target, ...said }) => {
    const chosen = chosenBy(context.openCase().read, target);
    return act(context, ['assessments', 'events'], (db, stamp) => addAssessment(db, stamp, { ...said, target: chosen }));
  },
  'assess.list': (context, page) => listAssessments(context.openCase().read, page),
  'assess.assertHolding': async (context, asserted) => {
    await act(context, ['events'], (db, stamp) => assertHolding(db, stamp, asserted));
    return {};
  },
} satisfies Partial<Handlers>;

/** A filter is turned into the events that match now: what was assessed must not change with what is imported later. */
function chosenBy(db: ReadDb, target: Args<'assess.add'>['target']): NewAssessment['target'] {
  if (target.kind === 'credential') return target;
  const ids = target.kind === 'events' ? target.events : matchingEventIds(db, whereOf(db, target.filter));
  const label =
    target.kind === 'events'
      ? ids.length === 1
        ? `event ${ids[0]}`
        : `${ids.length} events`
      : describeFilter(target.filter, (kind, key) => displayOf(db, kind, key));
  return { kind: 'events', ids, label };
}
