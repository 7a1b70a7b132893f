/**
 * The public keys that CloudTrail's digests are signed under, as `aws cloudtrail list-public-keys` prints them:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PublicKey.html (read on 2026-11-21). The value is DER in
 * PKCS #1; the samples of the user guide hold one in SPKI, too. The fingerprint is the MD5 of that DER: it names a key and
 * protects nothing, since whoever checks a signature does it with the value.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { fail } from '../../../../shared/problems.ts';
import { parseIso, type Micros } from '../../../../shared/time.ts';

export interface ProviderKey {
  readonly fingerprint: string;
  /** When CloudTrail signed with it; null where the file does not say. */
  readonly from: Micros | null;
  readonly to: Micros | null;
  readonly key: KeyObject;
  /** The file it was given in. */
  readonly file: string;
}

const moment = z.union([z.string(), z.number()]).optional();
const entry = z.object({ Value: z.string().min(1), Fingerprint: z.string().min(1), ValidityStartTime: moment, ValidityEndTime: moment });
const listing = z.union([
  z.object({ PublicKeyList: z.array(entry).min(1) }).transform((value) => value.PublicKeyList),
  z.object({ publicKeyList: z.array(entry).min(1) }).transform((value) => value.publicKeyList),
]);

/** Reads one file of keys; fails with `invalid_argument` when it is none or a key in it is not what its fingerprint says. */
export function parsePublicKeys(bytes: Uint8Array, file: string): ProviderKey[] {
  const parsed = listing.safeParse(jsonOf(bytes));
  if (!parsed.success)
    fail('invalid_argument', 'This file holds no public keys: it has to be what "aws cloudtrail list-public-keys" prints, as JSON.', { file });
  return parsed.data.map(({ Value, Fingerprint, ValidityStartTime, ValidityEndTime }) => {
    const der = Buffer.from(Value, 'base64');
    const fingerprint = Fingerprint.toLowerCase();
    const found = createHash('md5').update(der).digest('hex');
    if (found !== fingerprint) fail('invalid_argument', `The key ${fingerprint} in this file is another one: its own fingerprint is ${found}.`, { file });
    return { fingerprint, from: momentOf(ValidityStartTime), to: momentOf(ValidityEndTime), key: keyOf(der, fingerprint, file), file };
  });
}

function keyOf(der: Buffer, fingerprint: string, file: string): KeyObject {
  for (const type of ['pkcs1', 'spki'] as const) {
    try {
      const key = createPublicKey({ key: der, format: 'der', type });
      if (key.asymmetricKeyType === 'rsa') return key;
    } catch {
      continue;
    }
  }
  return fail('invalid_argument', `The key ${fingerprint} in this file is no RSA key.`, { file });
}

/** Seconds since 1970 as a number or as text, or ISO 8601, depending on the program that printed them. */
function momentOf(value: string | number | undefined): Micros | null {
  if (value === undefined || value === '') return null;
  const seconds = Number(value);
  return Number.isFinite(seconds) ? (Math.round(seconds * 1_000_000) as Micros) : (parseIso(String(value))?.at ?? null);
}

/** PowerShell writes what a program prints as UTF-16. */
function jsonOf(bytes: Uint8Array): unknown {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return JSON.parse(new TextDecoder(encoding).decode(bytes));
  } catch {
    return null;
  }
}
