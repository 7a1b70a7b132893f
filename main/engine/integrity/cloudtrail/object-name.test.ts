import { expect, it } from 'vitest';
import { baseName, chainNameOf, isDigestName, logNameOf } from './object-name.ts';

it.each([
  [
    'a trail in its home region',
    'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/03/05/111122223333_CloudTrail-Digest_eu-west-1_main_eu-west-1_20260305T100000Z.json.gz',
    ['111122223333', 'eu-west-1', 'main', false],
  ],
  [
    'another region of a trail',
    'p/AWSLogs/111122223333/CloudTrail-Digest/us-gov-west-1/2026/03/05/111122223333_CloudTrail-Digest_us-gov-west-1_my_trail.v2_us-gov-east-1_20260305T100000Z.json.gz',
    ['111122223333', 'us-gov-west-1', 'my_trail.v2 (us-gov-east-1)', false],
  ],
  [
    'an organisation',
    'AWSLogs/o-example/111122223333/CloudTrail-Digest/ap-southeast-2/2026/03/05/111122223333_CloudTrail-Digest_ap-southeast-2_org_ap-southeast-2_20260305T100000Z.json.gz',
    ['111122223333', 'ap-southeast-2', 'org', false],
  ],
  ['a backfill', '111122223333_CloudTrail-Digest_eu-west-1_main_eu-west-1_20260305T100000Z_backfill.json', ['111122223333', 'eu-west-1', 'main', true]],
])('knows the chain of %s', (_what, object, [account, region, trail, backfill]) => {
  expect(chainNameOf(object)).toEqual({ account, region, trail, backfill });
  expect(isDigestName(object)).toBe(true);
});

it('takes nothing else for a digest', () => {
  expect(chainNameOf('AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/05/111122223333_CloudTrail_eu-west-1_20260305T0910Z_Example0.json.gz')).toBeNull();
  expect(isDigestName('CloudTrail-Digest/notes.txt')).toBe(false);
});

it('reads account, region and delivery from the name of a log file', () => {
  const read = { account: '111122223333', region: 'eu-west-1', delivered: '2026-03-05T09:10:00Z' };
  expect(logNameOf('in/111122223333_CloudTrail_eu-west-1_20260305T0910Z_Example0.json.gz')).toEqual(read);
  expect(logNameOf('logs.zip!a/111122223333_CloudTrail-Insight_eu-west-1_20260305T0910Z_Example0.json')).toEqual(read);
  expect(logNameOf('export.json')).toBeNull();
});

it('knows a file again wherever it lies', () => {
  for (const name of ['a.json.gz', 'x/y/a.json.gz', 'x\\a.json', 'logs.zip!a.json.GZ']) expect(baseName(name)).toBe('a.json');
});
