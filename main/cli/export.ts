import type { Command } from 'commander';
import { print, printJson, withCase } from './context.ts';
import { passphraseOption, readPassphrase, type PassphraseSource } from './passphrase.ts';
import { showHidden } from '../../shared/visible-text.ts';

interface Options extends PassphraseSource {
  readonly out: string;
  readonly key: string;
  readonly json?: true;
}

/** `keyholder export CASE`: a signed bundle. */
export function register(program: Command): void {
  program
    .command('export')
    .summary('make a signed evidence bundle')
    .description('Make a bundle of the whole case, sign it, and verify it as anyone else would. It is written whole or not at all.')
    .argument('<case>', 'folder of the case')
    .requiredOption('--out <dir>', 'folder that will hold the bundle; made where it is missing')
    .requiredOption('--key <name>', 'name or fingerprint of the signing key')
    .option(...passphraseOption)
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, options: Options) => {
      const { out, key, json } = options;
      const passphrase = await readPassphrase(options, `Passphrase of the key ${showHidden(key)}: `);
      await withCase(folder, async (call) => {
        const made = await call('bundle.export', { out, key, passphrase });
        if (json) return printJson(made);
        for (const [what, path] of [
          ['bundle', made.folder],
          ['allowed_signers', made.allowedSigners],
          ['report', made.report],
          ['picture', made.picture],
        ] as const)
          await print(`${what.padEnd(16)}${showHidden(path)}`);
        await print(made.verification.verdict);
        await print('\nAnyone can check it without Keyholder, in bash:\n');
        for (const command of made.commands) await print(`${command}\n`);
      });
    });
}
