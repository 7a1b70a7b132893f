/**
 * CloudTrail's digest files: each hour CloudTrail lists the log files that it delivered, with their hashes, and points to the
 * digest before. Read on 2026-11-21:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
import { z } from 'zod';
import { parseIso, type Micros } from '../../../../shared/time.ts';

/** One log file as a digest lists it. The hash is of the uncompressed contents (field `hashValue` in the document above). */
export interface ListedLog {
  readonly object: string;
  readonly sha256: string;
  /** Always `SHA-256` so far. */
  readonly algorithm: string;
}

export interface Digest {
  readonly account: string;
  /** The hour, by the time of delivery. */
  readonly from: Micros;
  readonly to: Micros;
  /** `digestEndTime` as it is written: it is part of what is signed. */
  readonly endText: string;
  readonly bucket: string;
  readonly object: string;
  readonly fingerprint: string;
  readonly algorithm: string;
  /** What it says of the digest before it; null in a starting digest, with which validation begins (anew). */
  readonly previous: { readonly bucket: string; readonly object: string; readonly sha256: string; readonly signature: string } | null;
  /** `previousDigestSignature` as it is written. */
  readonly previousSignature: string | null;
  readonly logs: readonly ListedLog[];
}

/** A digest that is in the case. */
export interface KeptDigest {
  readonly digest: Digest;
  /** SHA-256 of the uncompressed contents, in hexadecimal. */
  readonly sha256: string;
  readonly item: number;
  readonly label: string;
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const written = z.object({
  awsAccountId: z.string(),
  digestStartTime: z.string(),
  digestEndTime: z.string(),
  digestS3Bucket: z.string(),
  digestS3Object: z.string().min(1),
  digestPublicKeyFingerprint: z.string(),
  digestSignatureAlgorithm: z.string(),
  previousDigestS3Bucket: text,
  previousDigestS3Object: text,
  previousDigestHashValue: text,
  previousDigestSignature: z.string().nullish(),
  logFiles: z.array(z.object({ s3Object: z.string(), hashValue: z.string(), hashAlgorithm: text })),
});

/** Whether bytes begin like a digest file. */
export function looksLikeDigest(head: string): boolean {
  return head.trimStart().startsWith('{') && head.includes('"digestS3Object"') && head.includes('"digestEndTime"');
}

/** Reads the contents of a digest file; null when they are none. */
export function parseDigest(contents: string): Digest | null {
  const parsed = written.safeParse(jsonOf(contents));
  if (!parsed.success) return null;
  const fields = parsed.data;
  const from = parseIso(fields.digestStartTime)?.at;
  const to = parseIso(fields.digestEndTime)?.at;
  if (from === undefined || to === undefined) return null;
  const { previousDigestS3Object: object, previousDigestS3Bucket: bucket, previousDigestHashValue: hash, previousDigestSignature: signature } = fields;
  return {
    account: fields.awsAccountId,
    from,
    to,
    endText: fields.digestEndTime,
    bucket: fields.digestS3Bucket,
    object: fields.digestS3Object,
    fingerprint: fields.digestPublicKeyFingerprint.toLowerCase(),
    algorithm: fields.digestSignatureAlgorithm,
    previous: object === '' ? null : { bucket, object, sha256: hash.toLowerCase(), signature: signature ?? '' },
    previousSignature: signature ?? null,
    logs: fields.logFiles.map((log) => ({ object: log.s3Object, sha256: log.hashValue.toLowerCase(), algorithm: log.hashAlgorithm })),
  };
}

function jsonOf(contents: string): unknown {
  try {
    return JSON.parse(contents);
  } catch {
    return null;
  }
}
