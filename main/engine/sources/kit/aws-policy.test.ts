import { expect, test } from 'vitest';
import { formatIso } from '../../../../shared/time.ts';
import { sessionsDeniedBefore, trustedPrincipals } from './aws-policy.ts';

const moment = '2026-03-04T10:11:58.123Z';
const deny = (change: object = {}): object => ({
  Effect: 'Deny',
  Action: ['*'],
  Resource: ['*'],
  Condition: { DateLessThan: { 'aws:TokenIssueTime': moment } },
  ...change,
});
const before = (statement: object | readonly object[]): readonly string[] => sessionsDeniedBefore({ Statement: statement }).map(formatIso);

test('a denial of everything to older sessions revokes them', () => {
  expect(before([deny()])).toEqual([moment]);
  expect(before(deny({ Action: '*', Resource: '*' }))).toEqual([moment]);
  expect(sessionsDeniedBefore(JSON.stringify({ Statement: [deny()] })).map(formatIso)).toEqual([moment]);
  expect(sessionsDeniedBefore(encodeURIComponent(JSON.stringify({ Statement: [deny()] }))).map(formatIso)).toEqual([moment]);
});

test('less than that revokes nothing', () => {
  expect(before([deny({ Action: ['s3:*'] })])).toEqual([]);
  expect(before([deny({ Resource: ['arn:aws:s3:::x'] })])).toEqual([]);
  expect(before([deny({ Effect: 'Allow' })])).toEqual([]);
  expect(before([deny({ Condition: { DateLessThan: { 'aws:TokenIssueTime': moment }, StringEquals: { 'aws:SourceIp': 'x' } } })])).toEqual([]);
  expect(before([deny({ Condition: { DateGreaterThan: { 'aws:TokenIssueTime': moment } } })])).toEqual([]);
  for (const odd of ['%', '%7B', '{', '', null, 7, [], { Statement: null }]) expect(sessionsDeniedBefore(odd)).toEqual([]);
});

test('a trust policy names whom it trusts', () => {
  const statement = { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'], Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  expect(trustedPrincipals({ Statement: [statement, { Effect: 'Deny', Principal: '*' }] })).toEqual([
    'AWS arn:aws:iam::111122223333:root',
    'AWS *',
    'Service ec2.amazonaws.com',
  ]);
  expect(trustedPrincipals({ Statement: { Effect: 'Allow', Principal: '*' } })).toEqual(['anyone']);
});
