import { expect, test } from 'vitest';
import { identityKey } from '../../../../shared/model.ts';
import { entraToken, oidcIdentity } from '../kit.ts';
import { oidcToken } from './source.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object, header: object = { alg: 'RS256' }): string => `${encode(header)}.${encode(claims)}.c2lnbmF0dXJlLWJ5dGVz`;

function factsOf(text: string) {
  const reading = oidcToken.read({ form: 'text', text });
  if (reading.kind !== 'read') throw new Error(reading.message);
  return reading;
}

test('the subject of a token is the identity that a cloud names by the same issuer and subject', () => {
  const { facts } = factsOf(
    token({ iss: 'https://token.actions.githubusercontent.com', sub: 'repo:example/app:ref:refs/heads/main', exp: 1772532900, iat: 1772532000, jti: 'j' }),
  );
  const holder = facts.flatMap((fact) => (fact.fact === 'holding' ? [identityKey(fact.identity)] : []));
  expect(holder).toEqual(['oidc:token.actions.githubusercontent.com:repo:example/app:ref:refs/heads/main']);
  expect(identityKey(oidcIdentity('token.actions.githubusercontent.com/', 'repo:example/app:ref:refs/heads/main'))).toBe(holder[0]);
});

test('no signature and no token stands anywhere but among the secrets', () => {
  const whole = token({ iss: 'https://idp.example.com', sub: 'alice', exp: 1772532900, iat: 1772532000 });
  const { facts } = factsOf(`Authorization: Bearer ${whole}`);
  const shown = JSON.stringify(facts, (key: string, value: unknown) => (key === 'secrets' || key === 'secret' ? undefined : value));
  for (const part of [whole, ...whole.split('.')]) expect(shown).not.toContain(part);
  const kept = facts.flatMap((fact) => (fact.fact === 'credential' ? [fact.credential] : []))[0];
  expect(kept?.id).toEqual({ secret: whole });
  expect(kept?.secrets).toEqual({ token: whole, signing_input: whole.slice(0, whole.lastIndexOf('.')) });
});

test.each([
  [{ nonce: 'n' }, {}, 'id_token'],
  [{ scope: 'read' }, {}, 'access_token'],
  [{}, { typ: 'at+jwt' }, 'access_token'],
  [{ typ: 'Refresh' }, {}, 'refresh_token'],
  [{ sub: 'spiffe://example.org/x' }, {}, 'svid'],
  [{ sub: 'system:serviceaccount:shop:checkout' }, {}, 'k8s_token'],
])('%j %j is a %3$s', (claims, header, kind) => {
  const { facts } = factsOf(token({ iss: 'https://idp.example.com', sub: 'alice', exp: 1772532900, ...claims }, { alg: 'RS256', ...header }));
  expect(facts.flatMap((fact) => (fact.fact === 'credential' ? [fact.credential.kind] : []))[0]).toBe(kind);
});

test('a token that nobody signed is flagged and makes nobody a holder', () => {
  const { facts, remarks } = factsOf(token({ iss: 'https://idp.example.com', sub: 'admin', exp: 1772532000 }, { alg: 'None' }));
  expect(remarks.map(({ code }) => code)).toEqual(['signer_untrusted']);
  expect(facts.map(({ fact }) => fact)).toEqual(['credential', 'credential']);
});

test('an actor holds the token of whom it acts for', () => {
  const { facts } = factsOf(token({ iss: 'https://idp.example.com', sub: 'alice', exp: 1772532900, iat: 1772532000, act: { sub: 'agent' } }));
  expect(facts.flatMap((fact) => (fact.fact === 'holding' ? [fact.identity.name] : []))).toEqual(['alice', 'agent']);
  expect(facts.some((fact) => fact.fact === 'derivation' && fact.parentIdentity?.name === 'agent' && fact.childIdentity?.name === 'alice')).toBe(true);
});

test('a token of Entra ID is the one that its sign-in and activity logs name', () => {
  const { facts } = factsOf(
    token({ iss: 'https://sts.windows.net/5f0c1d7e-3b52-4c7a-9a41-0d6e8b2f7c10/', sub: 'alice', scp: 'x', exp: 1772532900, uti: 'DmxKoDQSvEqd7wARIjNEVQ' }),
  );
  const kept = facts.flatMap((fact) => (fact.fact === 'credential' ? [fact.credential] : []))[0];
  expect(kept?.id).toEqual(entraToken('a04a6c0e-1234-4abc-9def-001122334455').id);
  expect(kept?.kind).toBe('access_token');
});
