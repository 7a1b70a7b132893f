import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { entraKey, entraPassword, entraSession, entraToken, look, ownedBy, present, said, saidOf } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';
import type { SignInKind } from './caller.ts';

/** What was presented, the session it belongs to, and the token that a sign-in that took place was answered with. */
export interface SignInCredentials {
  readonly presented: CredentialRef | null;
  readonly session: CredentialRef | null;
  readonly token: CredentialRef | null;
}

export function readCredentials(record: MicrosoftRecord, kind: SignInKind, identity: IdentityRef, code: string): SignInCredentials {
  const sessionId = saidOf(record, 'sessionId');
  const session = sessionId === '' ? null : entraSession(sessionId, identity.display, { user: identity.name });
  const unique = saidOf(record, 'uniqueTokenIdentifier');
  // Entra mints the token under the id of the request; older records have no field of its own for it.
  const token = unique === '' ? null : entraToken(unique, tokenAttributes(record));
  const machine = kind === 'service principal' || kind === 'managed identity';
  return { presented: machine ? ofApplication(record, identity) : ofPerson(record, identity, session, code), session, token };
}

function tokenAttributes(record: MicrosoftRecord): Readonly<Record<string, string>> {
  return present({
    appId: saidOf(record, 'appId') || saidOf(record, 'applicationId'),
    resource: saidOf(record, 'resourceDisplayName') || said(record.inner, 'resource'),
    ipAddress: saidOf(record, 'ipAddress'),
    deviceId: said(record.inner, 'deviceDetail', 'deviceId') || said(record.inner, 'deviceId'),
    conditionalAccessStatus: saidOf(record, 'conditionalAccessStatus'),
  });
}

/** A key by its id. A thumbprint, or the client's own word, tells a certificate from a secret. */
function ofApplication(record: MicrosoftRecord, identity: IdentityRef): CredentialRef | null {
  const keyId = saidOf(record, 'servicePrincipalCredentialKeyId') || said(record.inner, 'credentialKeyId');
  const thumbprint = saidOf(record, 'servicePrincipalCredentialThumbprint') || said(record.inner, 'credentialThumbprint');
  const type = saidOf(record, 'clientCredentialType');
  const federated = saidOf(record, 'federatedCredentialId');
  if (federated !== '') {
    const trust = ownedBy('oauth_grant', identity, federated.toLowerCase(), `federated credential of ${identity.display}`);
    return { ...trust, lifetime: 'unknown', attributes: present({ federatedCredentialId: federated, clientCredentialType: type }) };
  }
  if (keyId === '' || /^0{8}-/.test(keyId)) return null;
  const certificate = thumbprint !== '' || /certificate|assertion/i.test(type);
  return entraKey(certificate ? 'certificate' : 'api_key', keyId, '', { thumbprint, clientCredentialType: type, owner: identity.name });
}

// Codes that judge a password and nothing else.
const passwordCodes = new Set(['50126', '50053', '50055', '50056', '50064', '50144', '120000']);

/** A password where a step of the sign-in says so; else the session that the person already had. */
function ofPerson(record: MicrosoftRecord, identity: IdentityRef, session: CredentialRef | null, code: string): CredentialRef | null {
  if (identity.kind !== 'human') return session;
  // The second factor was what failed; the password before it was right.
  if (code === '500121') return ownedBy('mfa_device', identity, 'second factor', `second factor of ${identity.display}`);
  if (passwordCodes.has(code) || usedPassword(record)) return entraPassword(identity);
  return session;
}

function usedPassword(record: MicrosoftRecord): boolean {
  const steps = look(record.inner, 'authenticationDetails');
  return Array.isArray(steps) && steps.some((step) => /^password/i.test(said(step, 'authenticationMethod')) && said(step, 'succeeded') === 'true');
}
