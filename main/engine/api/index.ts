import { answerHandlers } from './answers.ts';
import { assessHandlers } from './assess.ts';
import { caseHandlers } from './case.ts';
import { eventHandlers } from './events.ts';
import { evidenceHandlers } from './evidence.ts';
import { graphHandlers } from './graph.ts';
import type { Handlers } from './handlers.ts';
import { intakeHandlers } from './intake.ts';

/** Everything the engine answers: one function for each method of the contract. */
export const handlers: Handlers = {
  ...caseHandlers,
  ...intakeHandlers,
  ...eventHandlers,
  ...assessHandlers,
  ...graphHandlers,
  ...answerHandlers,
  ...evidenceHandlers,
};
