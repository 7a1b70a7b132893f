import type { Outcome, OutcomeWords } from '../kit.ts';
import { basis, doneOnRecord, outcomeOf, unsaid } from '../kit.ts';

/** The login audit names the outcome of an attempt in its event. */
const logins: OutcomeWords = {
  login_success: 4,
  login_failure: 1,
  risky_sensitive_action_allowed: 4,
  risky_sensitive_action_blocked: 2,
};

const challenges: OutcomeWords = { 'challenge passed.': 4, 'challenge passed': 4, passed: 4, 'challenge failed.': 1, 'challenge failed': 1, failed: 1 };

/** The user is known to Google but may not use the service provider; what else fails in a SAML login is in its message. */
const samlFailures: OutcomeWords = {
  failure_app_not_configured: 3,
  failure_app_not_configured_for_user: 2,
  failure_app_not_enabled_for_user: 2,
  failure_request_denied: 2,
  failure_invalid_nameid_policy: 3,
  failure_malformed_request: 3,
  failure_no_passive: 3,
  failure_passive_with_force_authn: 3,
  failure_unsupported_binding: 3,
  failure_unsupported_request: 3,
};

/** What Google found or did by itself: no use of a credential by the one named as actor. */
const noticeTypes = new Set([
  'account_warning',
  'attack_warning',
  'rule_match_type',
  'rule_trigger_type',
  'suspicious_activity',
  'email_forwarding_out_of_domain_warning',
]);

/** Applications whose audit is a record of findings, not of acts. */
const noticeApplications = new Set(['rules', 'data_studio_alerts', 'alertcenter']);

/** The rung of one event of an activity. */
export function readOutcome(application: string, type: string, name: string, parameters: Readonly<Record<string, string>>): Outcome {
  const field = 'events[].name';
  const word = name.toLowerCase();
  const failure = parameters['failure_type'] ?? '';
  if (application === 'saml' && word === 'login_failure') return failure === '' ? outcomeOf(field, name, { login_failure: 3 }) : samlOutcome(failure, name);
  if (word === 'login_challenge' || word === 'login_verification') return challengeOutcome(name, parameters['login_challenge_status'] ?? '');
  if (Object.hasOwn(logins, word)) return outcomeOf(field, name, logins);
  if (application === 'context_aware_access' && /deny|denied/.test(word)) return { rung: 2, basis: [basis(field, name)] };
  if (word === 'failed_password_attempts_event') return { rung: 1, basis: [basis(field, name)] };
  if (noticeTypes.has(type.toLowerCase()) || noticeApplications.has(application) || word.startsWith('suspicious_')) return unsaid(field, name);
  if (application === 'token' && word === 'request') return unsaid(field, name);
  if (/(^|_)(blocked|denied)($|_)/.test(word)) return { rung: 2, basis: [basis(field, name)] };
  if (/(^|_)(fail|failed|failure)($|_)/.test(word)) return { rung: 3, basis: [basis(field, name)] };
  return doneOnRecord(field, name, `Google Workspace ${application || 'audit'} log`);
}

function samlOutcome(failure: string, name: string): Outcome {
  const { rung, basis: found } = outcomeOf('failure_type', failure, samlFailures);
  return { rung: rung === 0 ? 3 : rung, basis: [basis('events[].name', name), ...found] };
}

function challengeOutcome(name: string, status: string): Outcome {
  const { rung, basis: found } = outcomeOf('login_challenge_status', status, challenges);
  return { rung, basis: [basis('events[].name', name), ...found] };
}
