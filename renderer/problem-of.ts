import { ProblemError, type Problem } from '../shared/problems.ts';

/** Any thrown thing as something that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
