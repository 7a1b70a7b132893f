import type { Answer } from '../../../shared/rpc/answers.ts';

/** An answer before anything is found: what every question has. */
export type Question = Pick<Answer, 'id' | 'title' | 'question'>;

/** The answer with what was found over what every answer has. */
export function answerTo(question: Question, found: Partial<Answer> & Pick<Answer, 'verdict' | 'sentence'>): Answer {
  return { ...question, successful: 0, attempted: 0, unknown: 0, reasons: [], tables: [], coverage: [], restsOn: [], wouldChange: [], opens: null, ...found };
}

/** Said of every question about the subject while nobody named one. */
export function withoutSubject(question: Question): Answer {
  return answerTo(question, {
    verdict: 'cannot_tell',
    sentence: 'No milestone names the compromised identity.',
    wouldChange: ['Name the compromised identity (or credential) with a milestone: "exposure began" or "exploited".'],
  });
}
