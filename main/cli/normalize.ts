import { createWriteStream, openSync, type WriteStream } from 'node:fs';
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { normalize } from '../engine/intake/normalize.ts';
import { Sealer } from '../engine/intake/seal.ts';
import { sources } from '../engine/sources/index.ts';
import { fail } from '../../shared/problems.ts';
import { showHidden } from '../../shared/visible-text.ts';
import { stopSignal } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { progressLine } from './progress-line.ts';

/** `normalize`: what the readers make of exports, without a case. */
export function register(program: Command): void {
  program
    .command('normalize')
    .summary('read exports without a case')
    .description('Read exports without a case and print one JSON line for each event.')
    .argument('<path...>', 'files, archives or folders')
    .option('--ndjson', 'one JSON object a line (the only form there is)', true)
    .option('--problems <file>', 'write skipped records and remarks to this file, one JSON object a line')
    .addHelpText('after', '\nFingerprints of secrets are made with a key that is thrown away: they join within one run only.')
    .action(async (paths: string[], options: { problems?: string }) => {
      const problems = options.problems === undefined ? null : openNotes(options.problems);
      const line = progressLine();
      const out = new Lines(process.stdout);
      const notes = problems && new Lines(problems);
      const counts = await normalize(paths, {
        sources,
        sealer: new Sealer(randomBytes(32), 'normalize'),
        signal: stopSignal,
        event: (event) => out.add(JSON.stringify(event)),
        refused: ({ file, message }) => {
          line.done();
          process.stderr.write(`keyholder: ${showHidden(`${file ?? ''}: ${message}`)}\n`);
          process.exitCode = exitCodes.problem;
        },
        problem: (problem) => notes?.add(JSON.stringify(problem)),
        async progress(bytes, file) {
          line.add(bytes, file);
          await out.flush();
          await notes?.flush();
        },
      }).finally(() => line.done());
      await out.flush();
      await notes?.flush();
      if (problems) await new Promise((resolve) => problems.end(resolve));
      const left = counts.skipped + counts.unrecognised;
      if (process.stderr.isTTY || (left > 0 && !problems)) {
        process.stderr.write(
          `${counts.events} events from ${counts.records} records in ${counts.files} files; ${counts.skipped} records skipped, ${counts.unrecognised} files not recognised${problems ? '' : ' (--problems FILE names them)'}\n`,
        );
      }
    });
}

function openNotes(file: string): WriteStream {
  try {
    return createWriteStream(file, { fd: openSync(file, 'w') });
  } catch (error) {
    return fail('invalid_argument', `The problems cannot be written there (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, { file });
  }
}

/** Gathers lines and writes them no faster than the reader of the pipe takes them. */
class Lines {
  private readonly to: NodeJS.WritableStream | WriteStream;
  private text = '';

  constructor(to: NodeJS.WritableStream | WriteStream) {
    this.to = to;
  }

  add(line: string): void {
    this.text += `${line}\n`;
  }

  async flush(): Promise<void> {
    if (this.text === '') return;
    const text = this.text;
    this.text = '';
    // A pipe that nobody reads any more is noticed by the program as a whole.
    await new Promise<void>((resolve) => this.to.write(text, () => resolve()));
  }
}
