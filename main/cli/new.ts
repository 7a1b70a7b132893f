import type { Command } from 'commander';
import { basename, dirname, resolve } from 'node:path';
import { print, printJson, withEngine } from './context.ts';

interface Options {
  readonly examiner: string;
  readonly reference: string;
  readonly title?: string;
  readonly timeZone?: string;
  readonly json?: true;
}

/** `keyholder new CASE`: makes an empty case. */
export function register(program: Command): void {
  program
    .command('new')
    .summary('make a case')
    .description('Make an empty case: a folder NAME.keyholder with its database, originals and exports.')
    .argument('<case>', 'path of the case; .keyholder is added where it is missing')
    .requiredOption('--examiner <name>', 'who works on the case')
    .requiredOption('--reference <ref>', 'how your organisation calls the case')
    .option('--title <text>', 'what it is about')
    .option('--time-zone <name>', 'time zone for display, as Europe/Berlin (default: UTC)')
    .option('--json', 'print the summary as JSON')
    .action(async (path: string, { examiner, reference, title, timeZone, json }: Options) => {
      const place = resolve(path);
      await withEngine(async (call) => {
        const summary = await call('case.create', {
          parent: dirname(place),
          name: basename(place).replace(/\.keyholder$/i, ''),
          examiner,
          reference,
          title,
          timeZone,
        });
        await (json ? printJson(summary) : print(summary.folder));
      });
    });
}
