import { join } from 'node:path';
import { trustOf, type AllowedSigners } from '../allowed-signers.ts';
import { fingerprintOf } from '../ssh-key.ts';
import { checkSignature, maxSignatureBytes, readSignature, type Namespace } from '../sshsig.ts';
import { readSmall } from './read-file.ts';

/** What a signature file came to. */
export interface CheckedSignature {
  readonly file: string;
  /** Set where the signature itself is worth nothing, whoever made it. */
  readonly fault: string | null;
  readonly fingerprint: string;
  readonly trusted: boolean;
  /** Principal of the signers file; empty while nobody vouches. */
  readonly principal: string;
  /** Why nobody vouches for it. */
  readonly reason: string;
}

export interface TrustQuestion {
  readonly allowed: AllowedSigners | null;
  readonly nowMillis: number;
}

/** Checks one signature file in the bundle over a message. */
export async function checkSignatureFile(
  bundle: string,
  file: string,
  namespace: Namespace,
  message: Uint8Array,
  trust: TrustQuestion,
): Promise<CheckedSignature> {
  const bad = (fault: string, fingerprint = '') => ({ file, fault, fingerprint, trusted: false, principal: '', reason: '' });
  const bytes = await readSmall(join(bundle, ...file.split('/')), maxSignatureBytes);
  if (!bytes) return bad('it is missing or too large');
  const read = readSignature(bytes);
  if ('fault' in read) return bad(read.fault);
  const { signature } = read;
  const fingerprint = fingerprintOf(signature.publicKey.blob);
  if (signature.namespace !== namespace) return bad(`it was made for ${signature.namespace}, not for ${namespace}`, fingerprint);
  if (!checkSignature(signature, message)) return bad('it does not fit what it signs: one of the two was changed', fingerprint);
  if (!trust.allowed) return { file, fault: null, fingerprint, trusted: false, principal: '', reason: 'no signers file was given' };
  const found = trustOf(trust.allowed, signature.publicKey, namespace, trust.nowMillis);
  if ('reason' in found) return { file, fault: null, fingerprint, trusted: false, principal: '', reason: found.reason };
  return { file, fault: null, fingerprint, trusted: true, principal: found.principal, reason: '' };
}
