import type { Command } from 'commander';
import { print, printJson, withEngine } from './context.ts';

/** `readers`: the formats that can be read. */
export function register(program: Command): void {
  program
    .command('readers')
    .summary('list the formats that can be read')
    .description('List the readers: what each reads, in which wrappers it comes, and the vendor documentation it was written to.')
    .option('--json', 'print the list as JSON')
    .action(async (options: { json?: true }) => {
      await withEngine(async (call) => {
        const readers = await call('readers.list', {});
        if (options.json) return printJson(readers);
        for (const { id, title, version, framing, docs } of readers) {
          await print(`${id}  ${title} (version ${version})\n    ${framing}`);
          for (const doc of docs) await print(`    ${doc.title}: ${doc.url}`);
        }
      });
    });
}
