import type { Answer } from '../../../shared/rpc/answers.ts';
import type { ReadDb } from '../store/db.ts';
import { groundOf, type Ground } from './ground.ts';
import { answerQ1 } from './q1.ts';
import { answerQ10 } from './q10.ts';
import { answerQ2 } from './q2.ts';
import { answerQ3 } from './q3.ts';
import { answerQ4 } from './q4.ts';

/** The questions that are answered, in order. */
export const answers: readonly ((ground: Ground) => Answer)[] = [answerQ1, answerQ2, answerQ3, answerQ4, answerQ10];

/** Answers every question from what the case holds now. */
export function answerAll(db: ReadDb): Answer[] {
  const ground = groundOf(db);
  return answers.map((answer) => answer(ground));
}
