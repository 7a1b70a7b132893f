import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, decidingAt, httpStatus, rungOfHttp, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

const rejected =
  /invalid token|bad token|missing client token|token (is )?expired|token not found|failed to (lookup|look up) token|invalid (username|password|credentials|role|secret.?id|jwt|code|key)|invalid or expired|no (valid )?(certificate|authentication)|login mfa|failed to verify|signature|could not be verified|expired|namespace not authorized.*login|entity.*disabled|user lockout|locked/i;
const denied = /permission denied|not authori[sz]ed|unauthori[sz]ed|forbidden|access denied|sudo|control group/i;

/** Paths at which a credential of another kind is presented for a token. */
export function isLogin(path: string): boolean {
  return /^auth\/.+\/(login|callback|oidc\/callback)(\/|$)/.test(path) || /^auth\/[^/]+\/login/.test(path);
}

/** A response without an error took effect; a request line alone tells only that Vault was asked. */
export function readOutcome(line: Fields): Outcome {
  const type = textAt(line, 'type');
  const error = decidingAt(line, 'error').replaceAll(/\s+/g, ' ');
  const because = [basis('type', type), basis('error', error)];
  if (error !== '') return { rung: rungOfError(error, textAt(line, 'request', 'path')), basis: because };
  if (type !== 'response') return { rung: 0, basis: [...because, basis('response', '')] };
  // Raw answers (health, metrics, OIDC) carry their HTTP status.
  const written = decidingAt(line, 'response', 'data', 'http_status_code');
  const status = httpStatus(written);
  if (written === '') return { rung: 4, basis: because };
  if (status === null) return { rung: 0, basis: [...because, basis('response.data.http_status_code', written)] };
  return { rung: rungOfHttp(status), basis: [...because, basis('response.data.http_status_code', written)] };
}

/** At a login "permission denied" says that what was presented was not accepted; anywhere else that the token lacks the policy. */
function rungOfError(error: string, path: string): Rung {
  if (rejected.test(error)) return 1;
  if (denied.test(error)) return isLogin(path) ? 1 : 2;
  return 3;
}
