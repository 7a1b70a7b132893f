import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

/** Events in which somebody proves who they are: a failure is a credential that was not accepted. */
const authentication =
  /^(user\.session\.start|user\.session\.access_admin_app|user\.authentication\.|user\.mfa\.(attempt|factor\.(activate|suspend)|okta_verify)|user\.credential\.(enroll|forgot_password)|app\.(ldap|radius)\.(password|agent|login)|app\.oauth2\.(as\.)?(authorize|token)|security\.authenticator\.|device\.signals\.|core\.user_auth)/;
// Signed in, and let no further.
const refusals = /access.?denied|not.?assigned|no.?access|not.?authori[sz]ed|insufficient|policy|network.?zone|blacklist|blocked|forbidden/i;
const rejections = /invalid|expired|verification|\blocked|credential|password|\bmfa|factor|unknown.?user|\botp\b|signature|\bbad\b/i;

/** Reads `outcome.result`; https://developer.okta.com/docs/reference/api/system-log/#outcome-object */
export function readOutcome(event: Fields): Outcome {
  const result = textAt(event, 'outcome', 'result');
  const reason = textAt(event, 'outcome', 'reason');
  const because = [basis('outcome.result', result), ...(reason === '' ? [] : [basis('outcome.reason', reason)])];
  switch (result.toUpperCase()) {
    case 'SUCCESS':
    case 'ALLOW':
      return { rung: 4, basis: because };
    case 'DENY':
      return { rung: 2, basis: because };
    case 'FAILURE':
      return { rung: rungOfFailure(textAt(event, 'eventType'), reason), basis: [...because, basis('eventType', textAt(event, 'eventType'))] };
    case 'RATE_LIMIT':
    case 'ERROR':
      return { rung: 3, basis: because };
    // CHALLENGE, SKIPPED, UNKNOWN, DEFERRED, SCHEDULED, ABANDONED, UNANSWERED and what is not there at all.
    default:
      return { rung: 0, basis: because };
  }
}

function rungOfFailure(eventType: string, reason: string): Rung {
  if (/unauth(_|orized)|access_denied|privilege\.deny/.test(eventType)) return 2;
  if (authentication.test(eventType)) return refusals.test(reason) && !rejections.test(reason) ? 2 : 1;
  return /access.?denied|not.?authori[sz]ed|insufficient.*(permission|privilege|scope)|forbidden/i.test(reason) ? 2 : 3;
}
