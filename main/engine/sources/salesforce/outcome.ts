import type { Rung } from '../../../../shared/rungs.ts';
import { basis, doneOnRecord, rungOfHttp, unsaid } from '../kit.ts';
import type { Outcome } from '../kit.ts';

/** Statuses of a login that end neither well nor badly: the user is asked for more. */
const pending = /CHALLENGE_ISSUED|TWOFACTOR_REQ|PASSWORD_EXPIRED$|CHALLENGE_PENDING|^(Verification Required|Password Expired|Multi-?factor required)/i;
/** The user is who they say, but may not come in: hours, networks, permissions, a locked or frozen account. */
const refused =
  /RESTRICTED|RANGE|LOGIN_HOURS|TRUSTED|NOT_ALLOWED|ACCESS_?DISABLED|API_DISABLED|ORG_(LOCKED|INACTIVE|TRIAL)|SUBDOMAIN|(Restricted (IP|domain)|outside.*hours|not allowed|Restricted Device|API (security )?(is )?disabled|Organi[sz]ation (is )?locked)/i;

/** LOGIN_STATUS of event log files (`LOGIN_NO_ERROR`, `LOGIN_ERROR_…`) and Status of LoginEvent and LoginHistory (`Success`, `Invalid Password`…). */
export function loginOutcome(field: string, status: string): Outcome {
  const by = [basis(field, status)];
  if (status === '') return unsaid(field, status);
  if (/^(success|login_no_error)$/i.test(status)) return { rung: 4, basis: by };
  if (pending.test(status)) return { rung: 0, basis: by };
  return { rung: refused.test(status) ? 2 : 1, basis: by };
}

/** REQUEST_STATUS of event log files. */
const requests: Readonly<Record<string, Rung>> = {
  s: 4,
  success: 4,
  r: 4,
  redirect: 4,
  f: 3,
  failure: 3,
  n: 3,
  notfound: 3,
  a: 2,
  authorization: 2,
  u: 0,
  undefined: 0,
};

export function requestOutcome(type: string, request: string, status: string): Outcome {
  if (/^[1-5]\d\d$/.test(status)) return { rung: rungOfHttp(Number(status)), basis: [basis('STATUS_CODE', status)] };
  const word = request.toLowerCase();
  if (word !== '') return { rung: Object.hasOwn(requests, word) ? (requests[word] ?? 0) : 0, basis: [basis('REQUEST_STATUS', request)] };
  return /^(logout|loginas)$/i.test(type) ? doneOnRecord('EVENT_TYPE', type, 'Salesforce event log file') : unsaid('REQUEST_STATUS', request);
}
