import { expect, it } from 'vitest';
import type { EventDetail } from '../../shared/rpc/events.ts';
import { citationOf } from './citation.ts';

it('leads another person to the same bytes', () => {
  const event: EventDetail = {
    id: 118,
    at: Date.UTC(2026, 10, 3, 10, 5, 11, 20) * 1000,
    timeText: '2026-11-03T10:05:11.020Z',
    action: 'kms:Sign',
    plane: 'secrets',
    rung: 2,
    identity: { key: 'aws:1:role/deploy-ci', display: 'deploy-ci', kind: 'role', realm: '1' },
    principal: 'arn',
    credential: { key: 'session:ASIA1', display: 'ASIA1', kind: 'session' },
    resource: null,
    resourceCount: 1,
    resources: [{ key: 'arn:aws:kms:key/1', display: 'key/1', kind: 'key' }],
    ip: '198.51.100.7',
    origin: null,
    realm: '1',
    item: 4,
    assessed: null,
    userAgent: null,
    vendorId: null,
    basis: [{ field: 'errorCode', value: 'AccessDenied' }],
    ids: {},
    reader: 'aws-cloudtrail',
    readerVersion: '1',
    places: [{ item: 4, label: 'trail.json.gz', sha256: 'ab'.repeat(32), index: 118, offset: 164_220, length: 1511 }],
    assessments: [],
    around: { sameCredential: 0, sameAddress: 0, sameResource: 0 },
  };
  expect(citationOf(event, 'CASE-1').split('\n')).toEqual([
    'Case CASE-1, event 118: 2026-11-03T10:05:11.020Z kms:Sign, denied (errorCode = AccessDenied).',
    'Identity aws:1:role/deploy-ci, credential session:ASIA1.',
    'Resource arn:aws:kms:key/1.',
    `Original trail.json.gz, SHA-256 ${'ab'.repeat(32)}, record 118, bytes 164220 to 165731 (end not included).`,
    'Read by aws-cloudtrail 1.',
  ]);
});
