/** The report: one self-contained page for people who never open the program. */
import type { ReportInput } from './input.ts';
import { page } from './page.ts';
import { answers } from './section-answers.ts';
import { glossary, limits } from './section-end.ts';
import { assessments, events, skipped } from './section-events.ts';
import { head, scope, verify } from './section-head.ts';
import { milestones, sources } from './section-sources.ts';
import { chains, credentials, picture } from './section-world.ts';

/** Its sections, in order. */
const sections = [head, scope, verify, sources, milestones, answers, picture, chains, credentials, events, assessments, skipped, limits, glossary] as const;

/** The report in pieces, to be written one after the other. The same input gives the same bytes. */
export function* reportHtml(input: ReportInput): Generator<string> {
  yield* page(
    `${input.summary.reference}: evidence report ${input.about.name}`,
    sections.map((section) => section(input)),
  );
}
