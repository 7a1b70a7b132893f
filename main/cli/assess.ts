import type { Command } from 'commander';
import { parseFilter } from '../../shared/filter-line.ts';
import { confidences, determinations } from '../../shared/model.ts';
import { fail } from '../../shared/problems.ts';
import type { ArgsIn } from '../../shared/rpc/contract.ts';
import { print, printJson, readMoment, readOneOf, withCase } from './context.ts';
import { showHidden } from '../../shared/visible-text.ts';

interface Options {
  readonly event?: readonly string[];
  readonly filter?: string;
  readonly credential?: string;
  readonly holds?: string;
  readonly via?: string;
  readonly from?: string;
  readonly determination?: string;
  readonly confidence?: string;
  readonly rationale: string;
  readonly tag?: readonly string[];
  readonly supersedes?: string;
  readonly json?: true;
}

/** `keyholder assess CASE`: an investigator's word on events, a credential, or who held one. */
export function register(program: Command): void {
  program
    .command('assess')
    .summary('say what events, a credential or a holding amount to')
    .description(
      'Add an assessment of events (--event or --filter) or of a credential (--credential), or assert that an identity held a credential (--holds with --credential). ' +
        'What the records say stays beside it; nothing is ever overwritten.',
    )
    .argument('<case>', 'the case: its folder, with or without .keyholder')
    .option('--event <id...>', 'these events')
    .option('--filter <line>', 'every event that matches now, as "rung=denied action=kms:Sign"')
    .option('--credential <key>', 'this credential')
    .option('--holds <identity>', 'assert that this identity held the credential')
    .option('--via <key>', 'with --holds: the credential through which it was obtained')
    .option('--from <time>', 'with --holds: from when on')
    .option('--determination <word>', determinations.join(', '))
    .option('--confidence <word>', confidences.join(', '))
    .requiredOption('--rationale <text>', 'why; required, and kept with it')
    .option('--tag <word...>', 'tags')
    .option('--supersedes <id>', 'the assessment that this one replaces')
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, options: Options) => {
      if (options.holds !== undefined) return assertHolding(folder, options.holds, options);
      const said = assessmentOf(options);
      await withCase(folder, async (call) => {
        const made = await call('assess.add', said);
        if (options.json) return printJson(made);
        await print(showHidden(`assessment ${made.id}: ${made.target.label}: ${made.determination}, ${made.confidence}`));
      });
    });
}

async function assertHolding(folder: string, identity: string, { event, filter, credential, via, from, rationale, json }: Options): Promise<void> {
  if (credential === undefined) fail('invalid_argument', '--holds needs --credential: what the identity held.');
  if (event || filter !== undefined) fail('invalid_argument', '--holds speaks of an identity and a credential, not of events.');
  const asserted = { identity, credential, via, from: from === undefined ? undefined : readMoment(from), rationale };
  await withCase(folder, async (call) => {
    await call('assess.assertHolding', asserted);
    await (json ? printJson(asserted) : print(showHidden(`asserted: ${identity} held ${credential}`)));
  });
}

function assessmentOf(options: Options): ArgsIn<'assess.add'> {
  return {
    target: targetOf(options),
    determination: readOneOf('determination', determinations, options.determination ?? fail('invalid_argument', '--determination is missing.')),
    confidence: readOneOf('confidence', confidences, options.confidence ?? fail('invalid_argument', '--confidence is missing.')),
    rationale: options.rationale,
    tags: [...(options.tag ?? [])],
    supersedes: options.supersedes === undefined ? undefined : readId(options.supersedes),
  };
}

function targetOf({ event, filter, credential }: Options): ArgsIn<'assess.add'>['target'] {
  if ([event, filter, credential].filter((given) => given !== undefined).length !== 1)
    fail('invalid_argument', 'Give one of --event, --filter and --credential.');
  if (event) return { kind: 'events', events: event.map(readId) };
  if (credential !== undefined) return { kind: 'credential', credential };
  return { kind: 'filter', filter: parseFilter(filter ?? '') };
}

function readId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) fail('invalid_argument', `"${text}" is not a number.`);
  return Number(text);
}
