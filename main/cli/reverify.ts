import type { Command } from 'commander';
import { print, printJson, withCase } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { showHidden } from '../../shared/visible-text.ts';

/** `keyholder reverify CASE`: whether the originals and the custody log of a case are still what they were. */
export function register(program: Command): void {
  program
    .command('reverify')
    .summary('check a case against itself')
    .description('Hash every original again and follow the custody log from its first entry. Exit code 0 when all of it holds, 1 when not.')
    .argument('<case>', 'folder of the case')
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, { json }: { readonly json?: true }) => {
      await withCase(folder, async (call) => {
        const originals = await call('intake.reverify', {});
        const custody = await call('custody.check', {});
        if (json) await printJson({ originals, custody });
        else {
          await print(
            `${originals.checked} originals, ${originals.bytes} bytes: ${originals.broken.length === 0 ? 'all as they were imported' : `${originals.broken.length} BROKEN`}`,
          );
          for (const problem of originals.broken) await print(showHidden(`  ${problem.file ?? ''} ${problem.message}`));
          await print(`custody log, ${custody.entries} entries: ${custody.whole ? 'one unbroken chain' : `BROKEN from entry ${custody.firstBroken ?? ''} on`}`);
          for (const remark of custody.remarks) await print(showHidden(`  ${remark}`));
        }
        process.exitCode = originals.broken.length === 0 && custody.whole ? exitCodes.done : 1;
      });
    });
}
