import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, httpStatus, isRecord, look, parseJson, rungOfHttp, said } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';

/** Place on the ladder and the fields it was read from. */
export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

const rejected = /^(InvalidAuthenticationToken\w*|ExpiredAuthenticationToken|AuthenticationFailed\w*|InvalidToken|Unauthorized|AuthenticationRequired)$/i;
const denied =
  /^(AuthorizationFailed|LinkedAuthorizationFailed|RequestDisallowedByPolicy|RequestDisallowedByAzure|Forbidden|AccessDenied|DenyAssignmentAuthorizationFailed|\w*AuthorizationPermissionMismatch|InsufficientPermissions?|UnauthorizedAccess|\w*NotAuthorized)$/i;

/**
 * One operation leaves several records with the same correlationId and operationId: Started, Accepted, then Succeeded or Failed.
 * Only the last says how it ended; of a failure, the sub-status and the error code in its message say why.
 * https://learn.microsoft.com/azure/azure-monitor/essentials/activity-log-schema
 */
export function readOutcome(record: MicrosoftRecord): Outcome {
  const [field, status] = statusOf(record);
  const [subField, sub] = subStatusOf(record);
  const error = errorOf(record);
  const because = [basis(field, status), ...(sub === '' ? [] : [basis(subField, sub)])];
  if (/^succe(ss|eded)$/i.test(status)) return { rung: 4, basis: because };
  if (!/^(fail(ure|ed)|cancell?ed|timed ?out)$/i.test(status)) return { rung: 0, basis: because };
  const told = error === '' ? because : [...because, basis('error code', error)];
  if (/policies\/deny\/action$/i.test(operationOf(record))) return { rung: 2, basis: [...told, basis('operationName', operationOf(record))] };
  return { rung: rungOfFailure(error, sub), basis: told };
}

function rungOfFailure(error: string, sub: string): 1 | 2 | 3 {
  if (rejected.test(error)) return 1;
  if (denied.test(error)) return 2;
  // Event Hub writes `Failed.Forbidden`, the REST API `Forbidden (HTTP Status Code: 403)`.
  const word = sub.replace(/^\w+\.(?=\w)/, '');
  const status = httpStatus(word);
  const rung = status === null ? 3 : rungOfHttp(status);
  return rung === 1 || rung === 2 ? rung : denied.test(word) ? 2 : 3;
}

/** The operation in Resource Manager's own words. */
export function operationOf({ outer }: MicrosoftRecord): string {
  return said(outer, 'operationNameValue') || said(outer, 'operationName') || said(outer, 'authorization', 'action');
}

function statusOf({ outer }: MicrosoftRecord): readonly [string, string] {
  for (const name of ['status', 'activityStatusValue', 'activityStatus', 'resultType']) {
    const status = said(outer, name);
    if (status !== '') return [name, status];
  }
  return ['status', ''];
}

function subStatusOf({ outer, inner }: MicrosoftRecord): readonly [string, string] {
  for (const name of ['subStatus', 'activitySubstatusValue', 'activitySubstatus', 'resultSignature']) {
    const status = said(outer, name);
    if (status !== '') return [name, status];
  }
  return ['properties.statusCode', said(inner, 'statusCode') || said(inner, 'eventProperties', 'statusCode')];
}

/** `statusMessage` is JSON in text: `{"error":{"code":"AuthorizationFailed",…}}`, sometimes without the outer layer. */
function errorOf({ inner }: MicrosoftRecord): string {
  const message = look(inner, 'statusMessage') ?? look(inner, 'eventProperties', 'statusMessage');
  const parsed = typeof message === 'string' ? parseJson(message) : message;
  if (!isRecord(parsed)) return '';
  return said(parsed, 'error', 'code') || said(parsed, 'code') || said(parsed, 'status', 'error', 'code');
}
