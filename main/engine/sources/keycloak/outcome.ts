import type { Rung } from '../../../../shared/rungs.ts';
import { basis, doneOnRecord } from '../kit.ts';
import type { Outcome } from '../kit.ts';
import type { KeycloakEvent } from './events.ts';

/** Errors (org.keycloak.events.Errors) whose meaning does not follow from the type of the event. */
const errors: Readonly<Record<string, Rung>> = {
  not_allowed: 2,
  access_denied: 2,
  permission_denied: 2,
  unauthorized_client: 2,
  rejected_by_user: 3,
  consent_denied: 3,
  invalid_redirect_uri: 3,
  invalid_request: 3,
  invalid_input: 3,
  ssl_required: 3,
  different_user_authenticating: 3,
  user_not_found: 1,
  user_disabled: 1,
  user_temporarily_disabled: 1,
  invalid_user_credentials: 1,
  invalid_client_credentials: 1,
  client_not_found: 1,
  client_disabled: 1,
  expired_code: 1,
  invalid_code: 1,
  invalid_token: 1,
  invalid_signature: 1,
  session_expired: 1,
  user_session_not_found: 1,
};

/** Events that are about presenting something to be let in. */
const entrances =
  /^(LOGIN|CLIENT_LOGIN|CODE_TO_TOKEN|REFRESH_TOKEN|TOKEN_EXCHANGE|INTROSPECT_TOKEN|USER_INFO_REQUEST|IDENTITY_PROVIDER_LOGIN|OAUTH2_DEVICE_\w+|PERMISSION_TOKEN|INVALID_SIGNATURE)(_ERROR)?$/;

/** A type that ends in `_ERROR` failed, and `error` says why; every other event is sent when the thing is done. */
export function readOutcome({ type, error }: KeycloakEvent): Outcome {
  const failed = type.endsWith('_ERROR') || type === 'INVALID_SIGNATURE' || error !== '';
  if (!failed) return doneOnRecord('type', type, 'Keycloak events');
  const known = Object.hasOwn(errors, error) ? errors[error] : undefined;
  return { rung: known ?? (entrances.test(type) ? 1 : 3), basis: [basis('type', type), basis('error', error)] };
}
