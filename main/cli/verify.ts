import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { Verification } from '../../shared/rpc/evidence.ts';
import { print, printJson, withEngine } from './context.ts';
import { showHidden } from '../../shared/visible-text.ts';

interface Options {
  readonly signers?: string;
  readonly anchor?: string;
  readonly json?: true;
}

const words = { holds: 'holds', fails: 'FAILS', not_checked: 'not checked' } as const;

/** `keyholder verify BUNDLE`: whether a bundle is complete, unchanged and signed by trusted keys. */
export function register(program: Command): void {
  program
    .command('verify')
    .summary('check a bundle')
    .description(
      'Check a bundle: form, bytes, completeness, signatures, required signers, reviews, custody log. Needs no case. Without --signers nobody is trusted, and the exit code is 2 at best.',
    )
    .argument('<bundle>', 'folder of the bundle')
    .option('--signers <file>', 'allowed_signers file with the keys that you trust, from your own records')
    .option('--anchor <path>', 'an earlier bundle or checkpoint.txt of the same case, kept by you, to compare the custody log with')
    .option('--json', 'print the result as JSON')
    .action(async (bundle: string, { signers, anchor, json }: Options) => {
      await withEngine(async (call) => {
        const given = {
          bundle: resolve(bundle),
          ...(signers === undefined ? {} : { signers: resolve(signers) }),
          ...(anchor === undefined ? {} : { anchor: resolve(anchor) }),
        };
        const verification = await call('bundle.verify', given);
        await (json ? printJson(verification) : printVerification(verification));
        process.exitCode = verification.exitCode;
      });
    });
}

async function printVerification({ verdict, checks, signers, files, bytes, caseReference }: Verification): Promise<void> {
  if (checks.length > 0) await print(showHidden(`case ${caseReference}, ${files} files, ${bytes} bytes`));
  for (const check of checks) {
    await print(showHidden(`${words[check.state].padEnd(12)} ${check.title}: ${check.detail}`));
    for (const file of check.files) await print(`             ${showHidden(file)}`);
  }
  for (const signer of signers)
    await print(showHidden(`signer       ${signer.principal}, ${signer.fingerprint}, ${signer.trusted ? 'trusted' : 'not trusted'}`));
  await print(showHidden(verdict));
}
