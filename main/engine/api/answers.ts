import { answerAll } from '../answers/index.ts';
import type { Handlers } from './handlers.ts';

/** The answers, worked out from what the case holds now. */
export const answerHandlers = {
  'answers.all': (context) => answerAll(context.openCase().read),
} satisfies Pick<Handlers, 'answers.all'>;
