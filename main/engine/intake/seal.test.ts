import { createHmac, hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CredentialRef } from '../../../shared/model.ts';
import { Sealer, sealReading } from './seal.ts';

const key = Buffer.alloc(32, 7);
const token: CredentialRef = {
  kind: 'id_token',
  id: { secret: 'header.payload.signature' },
  display: 'token',
  lifetime: 'ephemeral',
  attributes: { issuer: 'x' },
  secrets: { signing_input: 'header.payload' },
};

test('a fingerprint is HMAC-SHA-256, cut to 128 bits, under a key derived for the case and the kind', () => {
  const derived = Buffer.from(hkdfSync('sha256', key, 'case-1', 'keyholder-fp-v1/pat', 32));
  const cut = createHmac('sha256', derived).update('s3cret').digest().subarray(0, 16).toString('base64url');
  expect(new Sealer(key, 'case-1').fingerprint('pat', 's3cret')).toBe(`fp1:pat:${cut}`);
  expect(cut).toHaveLength(22);
});

test('the same secret is the same everywhere in a case and in no other case', () => {
  const seal = (caseId: string): string => new Sealer(key, caseId).credential(token).key;
  expect(seal('a')).toBe(seal('a'));
  expect(seal('a')).not.toBe(seal('b'));
});

test('a copy of a token cut before its signature links to the whole one', () => {
  const sealer = new Sealer(key, 'a');
  const cut = sealer.credential({ ...token, id: { secret: 'header.payload' }, secrets: {} });
  expect(sealer.credential(token).attributes['signing_input']).toBe(cut.key);
});

test('nothing of a secret is left in what leaves the worker', () => {
  const sealed = sealReading(
    {
      events: [],
      facts: [
        { fact: 'credential', credential: token, what: 'issued', at: null, detail: '' },
        {
          fact: 'holding',
          identity: { kind: 'human', provider: 'p', realm: 'r', name: 'n', display: 'n' },
          credential: token,
          basis: 'exposed',
          via: token,
          from: null,
        },
        { fact: 'derivation', method: 'm', at: 0 as never, parentIdentity: null, parentCredential: token, child: token, childIdentity: null },
      ],
    },
    key,
    'a',
  );
  expect(JSON.stringify(sealed)).not.toContain('payload');
  expect(JSON.stringify(sealed).match(/fp1:id_token:/g)).toHaveLength(10);
});
