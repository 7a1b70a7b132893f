import { expect, test } from 'vitest';
import { readOutcome } from './rung.ts';

test.each([
  [{ path: 'a/allow', result: true }, 4],
  [{ path: 'a/allow', result: 'false' }, 2],
  [{ path: 'a/allow' }, 0],
  [{ path: 'a/allow', result: null }, 0],
  [{ path: 'a/deny', result: true }, 2],
  [{ path: 'a/deny', result: false }, 4],
  [{ path: 'a/violation', result: [{ msg: 'no' }] }, 2],
  [{ path: 'a/violation', result: [] }, 4],
  [{ path: 'a/main', result: { allow: true, deny: [] } }, 4],
  [{ path: 'a/main', result: { deny: ['no'] } }, 2],
  [{ path: 'a/main', result: { allowed: false, http_status: 403 } }, 2],
  [{ path: 'a/main', result: { allowed: false, http_status: 401 } }, 1],
  [{ path: 'a/main', result: { response: { allowed: true } } }, 4],
  [{ path: 'a/main', result: ['roles'] }, 0],
  [{ path: 'a/main', result: 7 }, 0],
  [{ path: 'a/main', result: true, mapped_result: false }, 2],
  [{ path: 'a/allow', result: true, error: { code: 'internal_error' } }, 3],
])('%j is rung %i', (decision, rung) => {
  expect(readOutcome(decision).rung).toBe(rung);
});
