import { expect, test } from 'vitest';
import { isLogin, readOutcome } from './rung.ts';

const rung = (type: string, error = '', path = 'kv/data/shop', response?: unknown) => readOutcome({ type, error, request: { path }, response }).rung;

test.each([
  ['1 error occurred:\n\t* permission denied\n\n', 'kv/data/shop', 2],
  ['permission denied', 'auth/kubernetes/login', 1],
  ['permission denied', 'auth/token/create', 2],
  ['invalid token', 'kv/data/shop', 1],
  ['bad token', 'kv/data/shop', 1],
  ['missing client token', 'sys/mounts', 1],
  ['invalid role or secret ID', 'auth/approle/login', 1],
  ['no handler for route "x". route entry not found.', 'x', 3],
  ['unsupported path', 'kv/x', 3],
  ['1 error occurred:\n\t* request rate limit exceeded', 'kv/x', 3],
])('%j at %s is rung %i', (error, path, expected) => {
  expect(rung('response', error, path)).toBe(expected);
  expect(rung('request', error, path)).toBe(expected);
});

test('without an error only an answer says that it worked', () => {
  expect(rung('request')).toBe(0);
  expect(rung('response')).toBe(4);
  expect(rung('response', '', 'sys/health', { data: { http_status_code: 503 } })).toBe(3);
  expect(rung('response', '', 'identity/oidc/x', { data: { http_status_code: '200' } })).toBe(4);
});

test('a login is known by its path, wherever it is mounted', () => {
  for (const path of ['auth/userpass/login/alice', 'auth/team/ldap/login/bob', 'auth/approle/login', 'auth/oidc/oidc/callback'])
    expect(isLogin(path), path).toBe(true);
  for (const path of ['auth/token/create', 'kv/data/login', 'auth/userpass/users/login-test']) expect(isLogin(path), path).toBe(false);
});
