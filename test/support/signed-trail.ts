import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { formatIso, type Micros } from '../../shared/time.ts';

/** A made-up CloudTrail: log files of some hours and the digests that vouch for them, signed with a key of its own. */
export interface SignedTrail {
  readonly logs: MadeFile[];
  readonly digests: MadeFile[];
  /** What `list-public-keys` would print. */
  readonly publicKeys: string;
  readonly fingerprint: string;
}

export interface MadeFile {
  /** Name of the file, as it would be downloaded. */
  readonly name: string;
  readonly object: string;
  /** Uncompressed. */
  readonly text: string;
}

export interface TrailKey {
  readonly privateKey: KeyObject;
  readonly value: string;
  readonly fingerprint: string;
}

const account = '111122223333';
const region = 'eu-west-1';
const bucket = 'example-trail';
const hour = 3_600_000_000;
const begin = Date.UTC(2026, 2, 5, 9) * 1000;

export function makeTrailKey(): TrailKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ format: 'der', type: 'pkcs1' });
  return { privateKey, value: der.toString('base64'), fingerprint: createHash('md5').update(der).digest('hex') };
}

export function publicKeysOf(keys: readonly TrailKey[], from = '2026-03-01T00:00:00Z', to = '2026-04-01T00:00:00Z'): string {
  return JSON.stringify({
    PublicKeyList: keys.map(({ value, fingerprint }) => ({ Value: value, ValidityStartTime: from, ValidityEndTime: to, Fingerprint: fingerprint })),
  });
}

/** One log file for each hour but the last, which is an empty one. `restartAt`: validation was off before that hour. `suffix`: `_backfill`. */
export function makeTrail(key: TrailKey, hours = 4, restartAt = -1, suffix = ''): SignedTrail {
  const logs: MadeFile[] = [];
  const digests: MadeFile[] = [];
  let previous: { readonly object: string; readonly hash: string; readonly signature: string } | null = null;
  for (let index = 0; index < hours; index += 1) {
    const from = begin + index * hour + (restartAt >= 0 && index >= restartAt ? 5 * hour : 0);
    if (index === restartAt) previous = null;
    const listed = index === hours - 1 ? [] : [makeLog(index, from)];
    logs.push(...listed);
    const object = `AWSLogs/${account}/CloudTrail-Digest/${region}/2026/03/05/${account}_CloudTrail-Digest_${region}_main_${region}_${compact(from + hour)}${suffix}.json.gz`;
    const end = iso(from + hour);
    const text: string = JSON.stringify({
      awsAccountId: account,
      digestStartTime: iso(from),
      digestEndTime: end,
      digestS3Bucket: bucket,
      digestS3Object: object,
      digestPublicKeyFingerprint: key.fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: listed.length > 0 ? iso(from) : null,
      oldestEventTime: listed.length > 0 ? iso(from) : null,
      previousDigestS3Bucket: previous && bucket,
      previousDigestS3Object: previous && previous.object,
      previousDigestHashValue: previous && previous.hash,
      previousDigestHashAlgorithm: previous && 'SHA-256',
      previousDigestSignature: previous && previous.signature,
      logFiles: listed.map((log) => ({
        s3Bucket: bucket,
        s3Object: log.object,
        hashValue: sha256(log.text),
        hashAlgorithm: 'SHA-256',
        newestEventTime: iso(from),
        oldestEventTime: iso(from),
      })),
    });
    digests.push({ name: object.slice(object.lastIndexOf('/') + 1), object, text });
    const signed: string = `${end}\n${bucket}/${object}\n${sha256(text)}\n${previous ? previous.signature : 'null'}`;
    previous = { object, hash: sha256(text), signature: sign('sha256', Buffer.from(signed), key.privateKey).toString('hex') };
  }
  return { logs, digests, publicKeys: publicKeysOf([key]), fingerprint: key.fingerprint };
}

function makeLog(index: number, from: number): MadeFile {
  const name = `${account}_CloudTrail_${region}_${compact(from + 600_000_000).slice(0, 13)}Z_Example${index}.json.gz`;
  const record = {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::${account}:user/ada`, accountId: account, userName: 'ada' },
    eventTime: iso(from),
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: region,
    sourceIPAddress: '192.0.2.7',
    userAgent: 'example',
    requestParameters: null,
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    eventType: 'AwsApiCall',
    recipientAccountId: account,
  };
  return { name, object: `AWSLogs/${account}/CloudTrail/${region}/2026/03/05/${name}`, text: JSON.stringify({ Records: [record] }) };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function iso(at: number): string {
  return formatIso(at as Micros).replace('.000', '');
}

function compact(at: number): string {
  return iso(at).replaceAll(/[-:]/g, '');
}
