import { expect, test } from 'vitest';
import { readOutcome } from './rung.ts';

const rung = (eventType: string, result: unknown, reason: unknown = null) => readOutcome({ eventType, outcome: { result, reason } }).rung;

test.each([
  ['user.session.start', 'SUCCESS', null, 4],
  ['policy.evaluate_sign_on', 'ALLOW', null, 4],
  ['policy.evaluate_sign_on', 'DENY', null, 2],
  ['policy.evaluate_sign_on', 'CHALLENGE', null, 0],
  ['user.session.start', 'FAILURE', 'INVALID_CREDENTIALS', 1],
  ['user.session.start', 'FAILURE', 'LOCKED_OUT', 1],
  ['user.session.start', 'FAILURE', null, 1],
  ['user.session.start', 'FAILURE', 'Network zone blocked', 2],
  ['user.authentication.sso', 'FAILURE', 'User not assigned to the application', 2],
  ['app.oauth2.as.token.grant', 'FAILURE', 'invalid_grant', 1],
  ['app.generic.unauth_app_access_attempt', 'FAILURE', null, 2],
  ['user.lifecycle.create', 'FAILURE', 'Api validation failed', 3],
  ['group.user_membership.add', 'FAILURE', 'access_denied', 2],
  ['system.org.rate_limit.violation', 'RATE_LIMIT', null, 3],
  ['user.session.start', 'SKIPPED', null, 0],
  ['user.session.start', 'UNKNOWN', null, 0],
  ['user.session.start', undefined, null, 0],
])('%s %s (%s) is rung %i', (eventType, result, reason, expected) => {
  expect(rung(eventType, result, reason)).toBe(expected);
});
