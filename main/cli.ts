/** Keyholder from a terminal: the same engine, without a window. */
import { Command, CommanderError } from 'commander';
import { ProblemError } from '../shared/problems.ts';
import { stopWork } from './cli/context.ts';
import { exitCodeOf, exitCodes, exitCodesHelp } from './cli/exit-codes.ts';
import { commands } from './cli/index.ts';
import { showHidden } from '../shared/visible-text.ts';
import { surroundings } from './engine/surroundings.ts';

function complain(text: string): void {
  process.stderr.write(`keyholder: ${showHidden(text.replaceAll(/\s*\n\s*/g, ' ').trim())}\n`);
}

function programOf(): Command {
  const program = new Command('keyholder')
    .description('Who held which credential, what did it touch, and did the attempt succeed? Offline, with evidence.')
    .version(surroundings('in_process').version, '--version', 'print the version')
    .helpCommand(false)
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text) => complain(text.replace(/^error: /, '')) });
  for (const register of commands) register(program);
  for (const command of withSubcommands(program)) {
    command
      .addHelpText('after', exitCodesHelp)
      .exitOverride()
      .configureOutput({ outputError: (text) => complain(text.replace(/^error: /, '')) });
  }
  return program;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof ProblemError) {
    const { code, message, file } = error.problem;
    complain(file === undefined ? message : `${message} (${file})`);
    return exitCodeOf(code);
  }
  complain(`a fault of the program: ${error instanceof Error ? error.message : String(error)}`);
  return exitCodes.fault;
}

let pipeClosed = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  pipeClosed = true;
  stopWork();
});

/** The first Ctrl+C ends the work in good order, the second one at once. */
process.on('SIGINT', () => {
  process.once('SIGINT', () => process.exit(exitCodes.cancelled));
  stopWork();
});

try {
  await programOf().parseAsync(process.argv.slice(2), { from: 'user' });
} catch (error) {
  process.exitCode = pipeClosed ? exitCodes.pipeClosed : exitCodeFor(error);
}
if (pipeClosed) process.exitCode = exitCodes.pipeClosed;
