import type { Command } from 'commander';
import { formatIso, type Micros } from '../../shared/time.ts';
import { print, printJson, withCase } from './context.ts';
import { showHidden } from '../../shared/visible-text.ts';

/** `keyholder summary CASE`: what a case holds. */
export function register(program: Command): void {
  program
    .command('summary')
    .summary('say what a case holds')
    .description('Say what a case holds: counts, span, milestones, custody.')
    .argument('<case>', 'the case: its folder, with or without .keyholder')
    .option('--json', 'print it as JSON')
    .action(async (folder: string, { json }: { readonly json?: true }) => {
      await withCase(folder, async (_call, summary) => {
        if (json) return printJson(summary);
        const { counts, span, custody } = summary;
        const lines = [
          `case        ${summary.reference}${summary.title ? `, ${summary.title}` : ''} (${summary.caseId})`,
          `examiner    ${summary.examiner}`,
          `clock       ${formatIso(summary.caseClock as Micros)}${summary.caseClockSet ? '' : ' (last event; not set)'}`,
          `files       ${counts.originals} originals, ${counts.items} items`,
          `records     ${counts.records} read, ${counts.skipped} skipped, ${counts.duplicates} known already`,
          `events      ${counts.events}${span ? ` from ${formatIso(span.from as Micros)} to ${formatIso(span.to as Micros)}` : ''}, ${counts.assessed} assessed`,
          `names       ${counts.identities} identities, ${counts.credentials} credentials`,
          `custody     ${custody.entries} entries, ${custody.sinceAnchor} since the last outside anchor${custody.anchorWhat ? ` (${custody.anchorWhat})` : ''}`,
          ...summary.milestones.map(
            (made) =>
              `milestone   ${formatIso(made.at as Micros)} ${made.kind}: ${[made.identity?.display, made.credential?.display].filter(Boolean).join(', ') || 'the whole case'}`,
          ),
        ];
        for (const line of lines) await print(showHidden(line));
      });
    });
}
