import { isSafeSegment } from '../safe-name.ts';
import { judge, type Fault, type Outcome } from './outcome.ts';
import type { CheckedSignature } from './signatures.ts';
import type { Statement } from './statement.ts';

/** Whether a file in `signatures/` is named as signatures are. */
export function isSignatureName(path: string): boolean {
  const name = path.slice('signatures/'.length);
  return path.startsWith('signatures/') && /^[0-9]{2}-.+\.sshsig$/.test(name) && isSafeSegment(name);
}

/** Every signature fits, and at least one of them is by a trusted key. */
export function judgeSignatures(signatures: readonly CheckedSignature[]): Outcome {
  const faults: Fault[] = signatures
    .filter((one) => one.fault !== null)
    .map((one) => ({ words: `${one.file}: ${one.fault}`, files: [one.file, 'tagmanifest-sha256.txt'] }));
  if (signatures.length === 0) faults.push({ words: 'there is no signature', files: ['signatures/'] });
  if (faults.length > 0) return judge('signatures', faults, '');
  const trusted = signatures.filter((one) => one.trusted);
  const strangers = signatures.filter((one) => !one.trusted).map((one) => `${one.file} is valid, but ${one.reason} (${one.fingerprint})`);
  if (trusted.length === 0)
    return judge(
      'signatures',
      strangers.map((words) => ({ words, files: [] })),
      '',
      true,
    );
  return judge('signatures', [], [...trusted.map((one) => `${one.file} by ${one.principal}, ${one.fingerprint}`), ...strangers].join('; '));
}

/** Each signer whom the statement requires has a signature here, by a trusted key. */
export function judgeRequired(statement: Statement | null, signatures: readonly CheckedSignature[]): Outcome {
  if (!statement) return judge('required_signers', [{ words: 'the statement that names them cannot be read', files: ['keyholder/statement.json'] }], '');
  if (statement.requiredSigners.length === 0)
    return judge('required_signers', [{ words: 'the statement requires nobody: a bundle has at least one signer', files: ['keyholder/statement.json'] }], '');
  const of = (fingerprint: string) => signatures.filter((one) => one.fault === null && one.fingerprint === fingerprint);
  const missing = statement.requiredSigners.filter((signer) => of(signer.fingerprint).length === 0);
  if (missing.length > 0) {
    return judge(
      'required_signers',
      missing.map((signer) => ({ words: `the signature of ${signer.id} (${signer.role}, ${signer.fingerprint}) is missing`, files: ['signatures/'] })),
      '',
    );
  }
  const strange = statement.requiredSigners.filter((signer) => !of(signer.fingerprint).some((one) => one.trusted));
  const names = statement.requiredSigners.map((signer) => `${signer.id} (${signer.role})`).join(', ');
  return judge(
    'required_signers',
    strange.map((signer) => ({ words: `nobody vouches for the key of ${signer.id} (${signer.role}, ${signer.fingerprint})`, files: [] })),
    `signed: ${names}`,
    true,
  );
}
