import type { Command } from 'commander';
import type { ImportReport, ItemReport } from '../../shared/rpc/intake.ts';
import { showHidden } from '../../shared/visible-text.ts';
import { resolve } from 'node:path';
import { exitCodes } from './exit-codes.ts';
import { print, printJson, withCase } from './context.ts';

/** `import`: takes exports into a case and says what became of every file. */
export function register(program: Command): void {
  program
    .command('import')
    .summary('take exports into a case')
    .description('Take files, folders (recursively), .gz, .zst, .zip, .tar and .tar.gz into a case. The same bytes are taken in once.')
    .argument('<case>', 'folder of the case')
    .argument('<path...>', 'files, archives or folders')
    .option('--reader <id>', 'read every given file with this reader instead of the one that recognises it')
    .option('--json', 'print the whole report as JSON')
    .addHelpText('after', '\nExit code 1 when a file could not be taken in; the others are in the case all the same.')
    .action(async (folder: string, paths: string[], options: { reader?: string; json?: true }) => {
      await withCase(folder, async (call) => {
        const given = paths.map((path) => resolve(path));
        const choices = options.reader === undefined ? [] : given.map((path) => ({ path, member: '', reader: options.reader! }));
        const report = await call('intake.import', { paths: given, choices });
        if (options.json) await printJson(report);
        else for (const line of linesOf(report)) await print(showHidden(line));
        if (report.refused.length > 0) process.exitCode = exitCodes.problem;
      });
    });
}

function linesOf(report: ImportReport): string[] {
  const { records, withEvents, withFacts, skipped, duplicates, events } = report;
  return [
    ...report.items.map(itemLine),
    ...report.refused.map(({ file, code, message }) => `${file ?? ''}: not taken in (${code}): ${message}`),
    `${records} records: ${withEvents} with events, ${withFacts} with facts, ${skipped} skipped; ${events} new events, ${duplicates} records of events known before`,
  ];
}

function itemLine(item: ItemReport): string {
  const { label, state, reader, records, withEvents, withFacts, skipped } = item;
  if (state === 'unrecognised') return `${label}: kept; no reader recognises it`;
  const counts = `${records} records (${withEvents} with events, ${withFacts} with facts, ${skipped} skipped)`;
  return `${label}: ${state === 'repeated' ? 'in the case already: ' : ''}${reader === null ? 'empty' : `${reader}, ${counts}`}`;
}
