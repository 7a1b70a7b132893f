/**
 * How a digest is signed, read on 2026-11-21:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
import { verify } from 'node:crypto';
import type { KeptDigest } from './digest.ts';
import { chainNameOf } from './object-name.ts';
import type { ProviderKey } from './public-keys.ts';

/** What became of one signature. */
export type SignatureCheck = 'valid' | 'invalid' | 'no_key' | 'key_out_of_time' | 'other_algorithm' | 'no_signature';

/**
 * The text that is signed: end of the hour, place in S3, SHA-256 of the uncompressed contents, signature of the digest before.
 * In a starting digest, which has none before, `null` stands for it, as in the checks that AWS publishes with its command line.
 */
export function dataToSign({ digest, sha256 }: KeptDigest): string {
  return `${digest.endText}\n${digest.bucket}/${digest.object}\n${sha256}\n${digest.previousSignature ?? 'null'}`;
}

/** Checks a digest against a signature, which the digest after it holds in hexadecimal (RSA, PKCS #1 v1.5, SHA-256). */
export function checkSignature(kept: KeptDigest, signature: string, keys: readonly ProviderKey[]): SignatureCheck {
  const { fingerprint, algorithm, to } = kept.digest;
  if (signature === '') return 'no_signature';
  if (algorithm !== 'SHA256withRSA') return 'other_algorithm';
  const named = keys.filter((key) => key.fingerprint === fingerprint);
  if (named.length === 0) return 'no_key';
  const key = named[0]!.key;
  const bytes = /^([0-9a-f]{2})+$/i.test(signature) ? Buffer.from(signature, 'hex') : null;
  if (bytes === null || !verify('sha256', Buffer.from(dataToSign(kept)), key, bytes)) return 'invalid';
  // A backfill digest is written, and signed, later than the hour it is about.
  const late = chainNameOf(kept.digest.object)?.backfill ?? false;
  return named.some(({ from, to: until }) => (from === null || from <= to || late) && (until === null || to <= until)) ? 'valid' : 'key_out_of_time';
}
