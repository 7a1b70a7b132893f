import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, httpStatus, rungOfHttp, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

/** Actions whose own name says that they were not let through or did not work. https://docs.github.com/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization */
const named: readonly { readonly action: RegExp; readonly rung: Rung }[] = [
  {
    action:
      /^(user\.failed_login|user\.two_factor_(challenge_failure|failed)|two_factor_authentication\..*fail|.*\.failed_login|.*\.sso_response_fail|.*two_factor_recovery_code.*fail)/,
    rung: 1,
  },
  {
    action:
      /^(protected_branch\.rejected_ref_update|repository_ruleset\.rejected|secret_scanning_push_protection\.(block|reject)|.*_blocked$|.*\.access_denied$|.*\.denied_access$|.*\.ip_not_allowed$)/,
    rung: 2,
  },
  { action: /(\.|_)(failed|failure|error)(_|$)|\.fail_/, rung: 3 },
];
const begun = /(\.|_)(started|requested_begin|queued|prepared_begin)$/;

/**
 * The log records completed acts and has no field for an outcome. API requests carry an HTTP status; a few actions say by name
 * that they failed; sign-ons say it in fields of their own.
 */
export function readOutcome(entry: Fields): Outcome {
  const action = textAt(entry, 'action');
  if (action === 'api.request') return apiOutcome(entry);
  const stated = statedOutcome(entry);
  if (stated) return stated;
  const rule = named.find((each) => each.action.test(action));
  if (rule) return { rung: rule.rung, basis: [basis('action', action)] };
  if (begun.test(action)) return { rung: 0, basis: [basis('action', `${action}, of which no end is stated`)] };
  return { rung: 4, basis: [basis('action', `${action}, recorded on completion`)] };
}

function apiOutcome(entry: Fields): Outcome {
  const written = textAt(entry, 'status_code');
  const status = httpStatus(written);
  const because = [basis('status_code', written)];
  return { rung: status === null ? 0 : rungOfHttp(status), basis: because };
}

/** `org.sso_response` names the issue that stopped it; git and migration events may carry an error. */
function statedOutcome(entry: Fields): Outcome | null {
  for (const name of ['error', 'error_message', 'issue_message', 'failure_reason', 'failure_type']) {
    const said = textAt(entry, name);
    if (said === '' || said === 'null') continue;
    const denied = /not (authorized|permitted|allowed)|denied|forbidden|permission/i.test(said);
    const rejected =
      /sso_response|login|two_factor/.test(textAt(entry, 'action')) || /invalid (token|credential|signature)|bad credentials|expired/i.test(said);
    return { rung: rejected ? 1 : denied ? 2 : 3, basis: [basis(name, said)] };
  }
  return null;
}
