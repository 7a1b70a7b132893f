import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityKey } from '../../../../shared/model.ts';
import { entraServicePrincipal, entraToken, entraUser, tenantOf, tokenId } from './entra-names.ts';

test('the three ways in which a token’s id is written name one token', () => {
  const request = 'a04a6c0e-1234-4abc-9def-001122334455';
  const claim = 'DmxKoDQSvEqd7wARIjNEVQ';
  expect(tokenId(request)).toBe(claim);
  expect(tokenId(request.toUpperCase())).toBe(claim);
  expect(tokenId(Buffer.from(request).toString('base64'))).toBe(claim);
  expect(tokenId(claim)).toBe(claim);
  expect(tokenId(`${claim}==`)).toBe(claim);
});

test('an id that is none of them stays what it is', () => {
  expect(tokenId('-AAAAAAAAAAAAAAAA_AAAA')).toBe('-AAAAAAAAAAAAAAAA_AAAA');
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(tokenId(tokenId(id))).toBe(tokenId(id));
    }),
  );
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect(typeof tokenId(id)).toBe('string');
    }),
  );
});

test('names belong to a tenant; where no tenant is said, a person has the domain of the name', () => {
  const tenant = '5f0c1d7e-3b52-4c7a-9a41-0d6e8b2f7c10';
  expect(identityKey(entraUser(tenant.toUpperCase(), 'Robin.Vale@Example.com', '7a1d5b90'))).toBe(`entra:${tenant}:user/robin.vale@example.com`);
  expect(identityKey(entraUser('', 'robin.vale@example.com', ''))).toBe('entra:example.com:user/robin.vale@example.com');
  expect(identityKey(entraUser(tenant, '', 'AB'))).toBe(`entra:${tenant}:user-id/ab`);
  expect(identityKey(entraServicePrincipal(tenant, { objectId: 'D1B7A3F4', appId: 'x' }, 'a'))).toBe(`entra:${tenant}:service-principal/d1b7a3f4`);
});

test('nobody is made up', () => {
  expect(entraUser('', '', '').kind).toBe('anonymous');
  expect(entraServicePrincipal('', { objectId: '', appId: '' }, '').kind).toBe('anonymous');
});

test.each([
  ['/tenants/5F0C1D7E-3b52-4c7a-9a41-0d6e8b2f7c10/providers/Microsoft.aadiam', '5f0c1d7e-3b52-4c7a-9a41-0d6e8b2f7c10'],
  ['https://sts.windows.net/5f0c1d7e-3b52-4c7a-9a41-0d6e8b2f7c10/', '5f0c1d7e-3b52-4c7a-9a41-0d6e8b2f7c10'],
  ['https://login.microsoftonline.com/5f0c1d7e-3b52-4c7a-9a41-0d6e8b2f7c10/v2.0', '5f0c1d7e-3b52-4c7a-9a41-0d6e8b2f7c10'],
  ['/subscriptions/5f0c1d7e', ''],
])('the tenant in %s is %s', (source, tenant) => {
  expect(tenantOf(source)).toBe(tenant);
});

test('a token is known by its id alone', () => {
  expect(entraToken('a04a6c0e-1234-4abc-9def-001122334455').id).toEqual({ plain: 'entra#DmxKoDQSvEqd7wARIjNEVQ' });
});
