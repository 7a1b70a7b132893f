/** The page in a bundle that tells how to check it, in words and commands. */
import { printedChecks } from './commands.ts';

export interface VerifyPage {
  readonly name: string;
  readonly reference: string;
  readonly signer: string;
  readonly role: string;
  readonly fingerprint: string;
  readonly version: string;
}

export function readVerifyText(page: VerifyPage): string {
  const checks = printedChecks.map((check, index) => `${index + 1}. ${check.title}\n\n${check.command}\n`).join('\n');
  return `HOW TO CHECK THIS BUNDLE

Bundle ${page.name}, case ${page.reference}, made with Keyholder ${page.version}.
Signed by ${page.signer} (${page.role}), key ${page.fingerprint}.

A bundle is a folder. It is worth as much as four things that you can check
yourself, on any machine, without a network and without Keyholder:

  - the files are the ones that were signed, byte for byte;
  - nothing was added and nothing is missing;
  - the signatures are by people whom you trust;
  - the custody log inside is one unbroken chain.

WHOM YOU TRUST IS NOT IN HERE. Get the signers' public keys from your own
records or from the signers in person, and put them in a file allowed_signers,
one line each:

  NAME namespaces="keyholder-bundle-v1,keyholder-review-v1,keyholder-checkpoint-v1" ssh-ed25519 AAAA...

A key that came with the bundle proves nothing: whoever changes a bundle can
sign it anew with a key of their own and enclose that key.

With Keyholder:

  keyholder verify ${page.name} --signers allowed_signers

Without it you need bash, OpenSSH 8.9 or newer, and GNU coreutils, diffutils and
findutils. Open bash inside this folder and say where your file is:

SIGNERS=../allowed_signers

Then run the checks. Each one must end without a message of failure and with
exit status 0 (echo $?). The second check alone is not enough: sha256sum follows
whatever path a manifest names, so the third check belongs to it.

${checks}
Signatures stand in signatures/, one file for each signer, all over the same
bytes: those of tagmanifest-sha256.txt. It holds the digests of the manifests,
and these hold the digests of everything under data/. Reviews, where there are
any, stand in reviews/ and are signed as keyholder-review-v1.

WHAT CANNOT BE SEEN FROM THE BUNDLE ALONE

  - that the last review was removed: the reviewer's receipt shows it;
  - that the custody log was written anew after the last point known outside:
    compare it with an earlier bundle or checkpoint of the same case
    (keyholder verify ... --anchor EARLIER);
  - that the clock of the machine was wrong or set back: no independent time
    stamp is part of this bundle;
  - that something untrue was entered by a person at the time.

The log is tamper-evident; it is not immutable.
`;
}
