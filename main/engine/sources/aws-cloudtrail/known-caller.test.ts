import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awsCloudTrail } from './source.ts';

const anyUser = fc.record(
  {
    type: fc.constantFrom('AssumedRole', 'IAMUser'),
    arn: fc.constantFrom('arn:aws:sts::111122223333:assumed-role/a/s', 'arn:aws:iam::111122223333:user/b', ''),
    principalId: fc.constantFrom('AROA1:s', 'AIDA1'),
    invokedBy: fc.constantFrom('signin.amazonaws.com', 'ec2.amazonaws.com'),
    sessionContext: fc.record(
      {
        attributes: fc.record(
          { creationDate: fc.constantFrom('2026-03-01T09:00:00Z', ''), mfaAuthenticated: fc.constantFrom('true', 'false') },
          { requiredKeys: [] },
        ),
        ec2RoleDelivery: fc.constant('2.0'),
        sourceIdentity: fc.constantFrom('one', 'two'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const anyRecord = fc.record(
  {
    userIdentity: anyUser,
    eventName: fc.constantFrom('GetObject', 'ConsoleLogin', 'SwitchRole'),
    eventSource: fc.constantFrom('s3.amazonaws.com', 'signin.amazonaws.com'),
    eventType: fc.constantFrom('AwsApiCall', 'AwsConsoleSignIn'),
    recipientAccountId: fc.constantFrom('111122223333', '444455556666'),
    sessionCredentialFromConsole: fc.constantFrom('true', ''),
  },
  { requiredKeys: ['userIdentity', 'eventName', 'eventSource'] },
);

let keys = 0;
/** Keys that look alike to people. */
const fresh = (): string => `ASIA${String((keys += 1)).padStart(12, '0')}MADE`;

test('what a call of the same key said before changes nothing in what the next one is read as', () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { minLength: 2, maxLength: 6 }), (records) => {
      const key = fresh();
      const read = (record: (typeof records)[number], accessKeyId: string): string => {
        const value = { eventVersion: '1.11', eventTime: '2026-03-01T10:00:00Z', ...record, userIdentity: { ...record.userIdentity, accessKeyId } };
        return JSON.stringify(awsCloudTrail.read({ form: 'json', value, within: '' })).replaceAll(accessKeyId, 'KEY');
      };
      for (const record of records) expect(read(record, key)).toBe(read(record, fresh()));
    }),
  );
});
