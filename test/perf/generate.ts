/** Made-up CloudTrail exports for measuring: few callers make most calls, as in a real account. The same seed gives the same bytes. */
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Shape {
  readonly events: number;
  readonly identities: number;
  readonly resources: number;
  readonly seed: number;
}

/** A small generator of reproducible randomness (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const calls = [
  ['s3.amazonaws.com', 'GetObject'],
  ['s3.amazonaws.com', 'PutObject'],
  ['s3.amazonaws.com', 'ListObjects'],
  ['kms.amazonaws.com', 'Decrypt'],
  ['ec2.amazonaws.com', 'DescribeInstances'],
  ['secretsmanager.amazonaws.com', 'GetSecretValue'],
  ['sts.amazonaws.com', 'GetCallerIdentity'],
  ['iam.amazonaws.com', 'ListUsers'],
  ['lambda.amazonaws.com', 'Invoke20150331'],
  ['ssm.amazonaws.com', 'GetParameter'],
] as const;
const failures = [null, null, null, null, null, null, null, null, 'AccessDenied', 'ThrottlingException'] as const;

/** Events in all after which every role takes a new session: at 40 ms an event, an hour. */
const perSession = 90_000;

/** One event after another, as JSON text of about 1.4 KB. */
export function* makeEvents({ events, identities, resources, seed }: Shape): Generator<string> {
  const next = random(seed);
  const zipf = (size: number): number => Math.min(size - 1, Math.floor(size ** next()) - 1 + (next() < 0.5 ? 0 : 1));
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  const account = '111122223333';
  const start = Date.UTC(2026, 2, 1);
  for (let number = 0; number < events; number += 1) {
    const who = zipf(identities);
    const [eventSource, eventName] = calls[zipf(calls.length)]!;
    const errorCode = failures[Math.floor(next() * failures.length)]!;
    const session = who % 3 !== 0;
    // A session is used for a while; each of its records says when it was issued.
    const turn = Math.floor(number / perSession);
    const key = session ? `ASIAMADE${String(who).padStart(6, '0')}${String(turn).padStart(6, '0')}` : `AKIAMADE${String(who).padStart(8, '0')}`;
    const moment = (millis: number): string => new Date(start + millis).toISOString().replace(/\.\d+Z/, 'Z');
    const time = moment(number * 40);
    yield JSON.stringify({
      eventVersion: '1.09',
      userIdentity: session
        ? {
            type: 'AssumedRole',
            principalId: `AROAMADE${who}:worker`,
            arn: `arn:aws:sts::${account}:assumed-role/role-${who}/worker`,
            accountId: account,
            accessKeyId: key,
            sessionContext: {
              sessionIssuer: {
                type: 'Role',
                principalId: `AROAMADE${who}`,
                arn: `arn:aws:iam::${account}:role/role-${who}`,
                accountId: account,
                userName: `role-${who}`,
              },
              attributes: { creationDate: moment(turn * perSession * 40), mfaAuthenticated: 'false' },
            },
          }
        : {
            type: 'IAMUser',
            principalId: `AIDAMADE${who}`,
            arn: `arn:aws:iam::${account}:user/user-${who}`,
            accountId: account,
            accessKeyId: key,
            userName: `user-${who}`,
          },
      eventTime: time,
      eventSource,
      eventName,
      awsRegion: 'eu-west-1',
      sourceIPAddress: `198.51.${who % 100}.${(who * 7) % 250}`,
      userAgent: '[aws-sdk-go/1.44.0 (go1.19; linux; amd64) exec-env/AWS_Lambda_go1.x]',
      ...(errorCode ? { errorCode, errorMessage: `made-up ${errorCode}` } : {}),
      requestParameters: { bucketName: `bucket-${zipf(50)}`, key: `path/to/object-${zipf(resources)}`, Host: 's3.eu-west-1.amazonaws.com' },
      responseElements: null,
      additionalEventData: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'ECDHE-RSA-AES128-GCM-SHA256',
        bytesTransferredIn: 0,
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': hex(48),
        bytesTransferredOut: Math.floor(next() * 1e6),
      },
      requestID: hex(16).toUpperCase(),
      eventID: `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
      readOnly: true,
      resources: [
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::bucket-${zipf(50)}/path/to/object-${zipf(resources)}` },
        { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::bucket-${zipf(50)}` },
      ],
      eventType: 'AwsApiCall',
      managementEvent: false,
      recipientAccountId: account,
      eventCategory: 'Data',
      tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: 's3.eu-west-1.amazonaws.com' },
    });
  }
}

/** Records in one delivered file. */
const perFile = 20_000;

/** Writes the events as S3 delivers them: `.json.gz` files of `{"Records": […]}`. Returns their paths. */
export function writeDelivered(folder: string, shape: Shape): string[] {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  let batch: string[] = [];
  const flush = (): void => {
    if (batch.length === 0) return;
    const path = join(folder, `${String(paths.length).padStart(5, '0')}.json.gz`);
    writeFileSync(path, gzipSync(`{"Records":[${batch.join(',')}]}`, { level: 6 }));
    paths.push(path);
    batch = [];
  };
  for (const event of makeEvents(shape)) if (batch.push(event) === perFile) flush();
  flush();
  return paths;
}

/** Writes the events as lines. */
export async function writeLines(path: string, shape: Shape): Promise<void> {
  const out = createWriteStream(path);
  let text = '';
  for (const event of makeEvents(shape)) {
    text += `${event}\n`;
    if (text.length < 4_000_000) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

/** One JSON document of at least `bytes` bytes, made while it is read. */
export async function* oneDocument(bytes: number, shape: Shape): AsyncGenerator<Buffer> {
  const sample = [...makeEvents({ ...shape, events: 500 })];
  let made = 0;
  let first = true;
  yield Buffer.from('{"Records":[');
  while (made < bytes) {
    const chunk = Buffer.from(`${first ? '' : ','}${sample.join(',')}`);
    first = false;
    made += chunk.length;
    yield chunk;
  }
  yield Buffer.from(']}');
}
