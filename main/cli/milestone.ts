import type { Command } from 'commander';
import { milestoneKinds } from '../../shared/model.ts';
import { formatIso, type Micros } from '../../shared/time.ts';
import { print, printJson, readMoment, readOneOf, withCase } from './context.ts';
import { showHidden } from '../../shared/visible-text.ts';

interface Options {
  readonly identity?: string;
  readonly credential?: string;
  readonly note?: string;
  readonly json?: true;
}

/** `keyholder milestone CASE KIND TIME`: enters a milestone. */
export function register(program: Command): void {
  program
    .command('milestone')
    .summary('enter a milestone')
    .description('Enter a milestone for the whole case, or for one identity or credential. It is written down in the custody log and never overwritten.')
    .argument('<case>', 'the case: its folder, with or without .keyholder')
    .argument('<kind>', milestoneKinds.join(', '))
    .argument('<time>', 'ISO 8601; a day alone means its beginning in UTC')
    .option('--identity <key>', 'its key, or a name or end of a key that only one identity has')
    .option('--credential <key>', 'its key, or a name or end of a key that only one credential has')
    .option('--note <text>', 'where this is known from', '')
    .option('--json', 'print the milestone as JSON')
    .action(async (folder: string, kind: string, time: string, { identity, credential, note, json }: Options) => {
      const wanted = { kind: readOneOf('milestone', milestoneKinds, kind), at: readMoment(time), identity, credential, note };
      await withCase(folder, async (call) => {
        const made = await call('milestone.set', wanted);
        if (json) return printJson(made);
        const of = [made.identity?.display, made.credential?.display].filter(Boolean).join(', ') || 'the whole case';
        await print(showHidden(`milestone ${made.id}: ${made.kind} at ${formatIso(made.at as Micros)} for ${of}`));
      });
    });
}
