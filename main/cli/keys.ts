import type { Command } from 'commander';
import { allowedSignersLine } from '../engine/evidence/keys.ts';
import { fail } from '../../shared/problems.ts';
import { formatIso, type Micros } from '../../shared/time.ts';
import { print, printJson, withEngine } from './context.ts';
import { passphraseOption, readPassphrase, type PassphraseSource } from './passphrase.ts';
import { showHidden } from '../../shared/visible-text.ts';

/** `keyholder keys`: the signing keys on this machine. */
export function register(program: Command): void {
  const keys = program
    .command('keys')
    .summary('make, list and show signing keys')
    .description('Signing keys of this machine: Ed25519, each under a passphrase, outside every case.');
  keys
    .command('new')
    .summary('make a signing key')
    .description('Make an Ed25519 key and keep it under a passphrase. Prints its line for the allowed_signers file of those who shall trust it.')
    .argument('<name>', 'name of the key: a name or address without spaces')
    .option('--role <role>', 'in what role its owner signs', 'examiner')
    .option(...passphraseOption)
    .option('--json', 'print the key as JSON')
    .action(async (name: string, options: PassphraseSource & { readonly role: string; readonly json?: true }) => {
      const passphrase = await readPassphrase(options, `Passphrase for the new key ${showHidden(name)}: `, 'The same again: ');
      await withEngine(async (call) => {
        const key = await call('keys.new', { name, role: options.role, passphrase });
        await (options.json ? printJson(key) : print(allowedSignersLine(key)));
      });
    });
  keys
    .command('list')
    .summary('list the signing keys')
    .description('List the signing keys of this machine: name, role, fingerprint, when made.')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      await withEngine(async (call) => {
        const all = await call('keys.list', {});
        if (json) return printJson(all);
        for (const key of all) await print(showHidden(`${key.name}  ${key.role}  ${key.fingerprint}  ${formatIso(key.createdAt as Micros)}`));
      });
    });
  keys
    .command('show')
    .summary("print a key's line for allowed_signers")
    .description('Print the line by which others trust this key: for their allowed_signers file.')
    .argument('<name>', 'name or fingerprint of the key')
    .action(async (name: string) => {
      await withEngine(async (call) => {
        const key = (await call('keys.list', {})).find((one) => one.name === name || one.fingerprint === name);
        await print(allowedSignersLine(key ?? fail('no_such_thing', `There is no key named ${name} on this machine.`)));
      });
    });
}
