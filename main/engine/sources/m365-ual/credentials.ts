import type { CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { entraPassword, entraSession, entraToken, isGuid, look, pairsOf, present, readMicrosoftTime, said } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { objectIdOf } from './caller.ts';

/** The session and the token that a record names; both are ids of Entra's and no secrets. */
export interface AuditCredentials {
  readonly session: CredentialRef | null;
  readonly token: CredentialRef | null;
  /** What was presented: at a sign-in the password or the session, later the token. */
  readonly presented: CredentialRef | null;
}

const wrongPassword = /^(InvalidUserNameOrPassword|InvalidPassword\w*|IdsLocked|50126|50053|50055|50056)$/i;

export function readCredentials(fields: Fields, identity: IdentityRef): AuditCredentials {
  const context = look(fields, 'appAccessContext');
  const device = pairsOf(look(fields, 'deviceProperties'), 'name', 'value');
  const sessionId = said(context, 'AADSessionId') || said(fields, 'AADSessionId') || device['SessionId'] || said(fields, 'sessionId');
  const session = sessionId === '' || /^0{8}-/.test(sessionId) ? null : entraSession(sessionId, identity.display, { user: identity.name });
  if (isSignIn(fields)) {
    // Entra mints the token under the id of the request.
    const request = said(fields, 'intraSystemId');
    const token = isGuid(request) ? entraToken(request, { appId: said(fields, 'applicationId'), ipAddress: said(fields, 'clientIP') }) : null;
    const wrong = wrongPassword.test(said(fields, 'logonError')) || wrongPassword.test(said(fields, 'errorNumber'));
    // The session of a sign-in that failed is the one that did not come about.
    const failed = said(fields, 'logonError') !== '' || /failed/i.test(said(fields, 'operation'));
    return { session, token, presented: wrong && identity.kind === 'human' ? entraPassword(identity) : failed ? null : session };
  }
  const unique = said(context, 'uniqueTokenId') || said(fields, 'uniqueTokenId');
  const token =
    unique === '' || /^0{8}-/.test(unique)
      ? null
      : entraToken(unique, { appId: said(context, 'clientAppId') || said(fields, 'clientAppId'), issued: said(context, 'issuedAtTime') });
  return { session, token, presented: token ?? session };
}

export function isSignIn(fields: Fields): boolean {
  return /^UserLog(gedIn|inFailed)$/i.test(said(fields, 'operation'));
}

/** Who it is, and what came of a sign-in that took place or of the token that was used. */
export function factsOfAccess(fields: Fields, event: EventReading, { session, token }: AuditCredentials): readonly FactReading[] {
  const { identity, at } = event;
  if (identity.kind === 'anonymous' || identity.kind === 'provider') return [];
  const facts: FactReading[] = [];
  const key = said(fields, 'userKey');
  const attributes = present({ tenantId: said(fields, 'organizationId'), objectId: objectIdOf(fields, 'actor'), puid: /^[0-9a-f]{16}$/i.test(key) ? key : '' });
  if (Object.keys(attributes).length > 0) facts.push({ fact: 'identity', identity, attributes });
  if (!token || event.rung < 2) return facts;
  const minted = isSignIn(fields) ? (event.rung === 4 ? at : null) : (readMicrosoftTime(said(look(fields, 'appAccessContext'), 'issuedAtTime'))?.at ?? null);
  if (minted === null || new Date(minted / 1000).getUTCFullYear() < 2000) return facts;
  facts.push(
    {
      fact: 'credential',
      credential: token,
      what: 'issued',
      at: minted,
      detail: isSignIn(fields) ? 'the sign-in of that request id' : 'AppAccessContext.IssuedAtTime',
    },
    { fact: 'holding', identity, credential: token, basis: 'issued', via: session, from: minted },
  );
  if (session)
    facts.push({
      fact: 'derivation',
      method: 'SignIn',
      at: minted,
      parentIdentity: identity,
      parentCredential: session,
      child: token,
      childIdentity: identity,
    });
  return facts;
}
