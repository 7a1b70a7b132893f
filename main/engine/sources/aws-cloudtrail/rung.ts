import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { at, basis, decidingAt, isRecord, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { withoutErrors } from './rows.ts';

/** Place on the ladder and the fields it was read from. */
export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html, the EC2 and S3 error lists and the STS operations.
const rejectedCodes =
  /^(InvalidClientTokenId|SignatureDoesNotMatch|IncompleteSignature|ExpiredToken|RequestExpired|RequestTimeTooSkewed|AuthFailure|Unrecognized_?Client|InvalidAccessKeyId|TokenRefreshRequired|InvalidToken|InvalidSecurity|MissingAuthenticationToken|MissingSecurityHeader|MissingSecurityElement|InvalidIdentityToken|IDPRejectedClaim|IDPCommunicationError|InvalidCredentials?|Unauthenticated|InvalidGrant|InvalidClientException|PasswordResetRequired|UserNotFoundException|UserNotConfirmed|TooManyFailedAttempts|CodeMismatch|ExpiredCode)/i;
const deniedCodes =
  /AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|Unauthorized|Forbidden|InsufficientPrivileges|InsufficientPermission|PermissionDenied|NoPermission|OptInRequired|SubscriptionRequired|NotSignedUp|AllAccessDisabled|AccountProblem|InvalidPayer|OperationNotPermittedByPolicy|^Blocked$/i;
// The same code can mean either: the message tells which.
const rejectedMessages =
  /MultiFactorAuthentication failed|invalid MFA|failed authentication|incorrect username or password|password attempts exceeded|(session|access|refresh|security) token (not found|is invalid|has been revoked|has expired|included in the request is)|no username found in supplied account|token is expired|invalid (access|refresh) token/i;
const ownershipMessages = /not authorized (for|to)|(do|does) not own|doesn't own|owned by another/i;
const dryRun = /DryRunOperation/i;

const withoutError: Outcome = { rung: 4, basis: [basis('errorCode', ''), basis('errorMessage', '')] };

/** Reads the rung from what the record says about errors; for sign-ins from the result it names. */
export function readOutcome(trail: Fields): Outcome {
  const code = decidingAt(trail, 'errorCode');
  const message = decidingAt(trail, 'errorMessage');
  const stated = statedResult(trail);
  if (stated) return stated;
  if (code === '' && message === '' && at(trail, withoutErrors) === true) return { rung: 0, basis: [{ field: 'errorCode', value: '(no such column)' }] };
  if (code === '' && message === '') return serviceFailure(trail) ?? withoutError;
  return { rung: rungOfError(code, message), basis: [basis('errorCode', code), ...(message === '' ? [] : [basis('errorMessage', message)])] };
}

/** Rung of an error code and its message; EC2 puts `Client.` or `Server.` before the code. */
export function rungOfError(code: string, message: string): 1 | 2 | 3 {
  const bare = code.replace(/^(Client|Server)\./, '');
  if (dryRun.test(bare)) return 3;
  if (/^AuthFailure$/i.test(bare) && ownershipMessages.test(message)) return 2;
  if (rejectedCodes.test(bare)) return 1;
  if (deniedCodes.test(bare)) return rejectedMessages.test(message) ? 1 : 2;
  if (code !== '') return 3;
  return rejectedMessages.test(message) ? 1 : /not authorized|access denied|explicit deny/i.test(message) ? 2 : 3;
}

/**
 * Sign-in records have no errorCode: responseElements (or, for IAM Identity Center, serviceEventDetails) holds the event's
 * own name with Success or Failure. A refused SwitchRole came from somebody who was signed in.
 */
function statedResult(trail: Fields): Outcome | null {
  const name = textAt(trail, 'eventName');
  for (const place of ['responseElements', 'serviceEventDetails']) {
    const result = textAt(trail, place, name);
    if (!/^(success|failure)$/i.test(result)) continue;
    const message = decidingAt(trail, 'errorMessage');
    const because = [basis(`${place}.${name}`, result), ...(message === '' ? [] : [basis('errorMessage', message)])];
    if (/^success$/i.test(result)) return { rung: 4, basis: because };
    return { rung: name === 'SwitchRole' ? 2 : 1, basis: because };
  }
  return null;
}

/** What a service did itself can have failed without an error code: `RotationFailed`, a state of FAILED in its details. */
function serviceFailure(trail: Fields): Outcome | null {
  if (textAt(trail, 'eventType') !== 'AwsServiceEvent') return null;
  const name = textAt(trail, 'eventName');
  if (/(Failed|Failure|Abandoned)$/.test(name)) return { rung: 3, basis: [basis('eventName', name)] };
  const found = findState(at(trail, 'serviceEventDetails'), 'serviceEventDetails', 2);
  return found ? { rung: 3, basis: [found] } : null;
}

function findState(value: unknown, field: string, depth: number): Basis | null {
  if (!isRecord(value)) return null;
  for (const [key, inner] of Object.entries(value)) {
    const said = text(inner);
    if (/^(state|status|result)$/i.test(key) && /^(failed|failure|error)$/i.test(said)) return basis(`${field}.${key}`, said);
    const deeper = depth > 0 ? findState(inner, `${field}.${key}`, depth - 1) : null;
    if (deeper) return deeper;
  }
  return null;
}
