import type { EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { present, said, saidOf } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';
import { appIdOf, tenantOfSignIn } from './caller.ts';
import type { SignInCredentials } from './credentials.ts';

/** What a sign-in says beside itself: who it is, and, where it took place, the session and the token that came of it. */
export function readFacts(record: MicrosoftRecord, event: EventReading, { presented, session, token }: SignInCredentials): readonly FactReading[] {
  const { identity, at } = event;
  const facts: FactReading[] = [...aboutIdentity(record, identity)];
  if (event.rung !== 4 || identity.kind === 'anonymous') return facts;
  const fresh = session !== null && presented?.kind === 'password';
  if (session && fresh) {
    facts.push(
      { fact: 'derivation', method: 'SignIn', at, parentIdentity: identity, parentCredential: presented, child: session, childIdentity: identity },
      { fact: 'holding', identity, credential: session, basis: 'issued', via: presented, from: at },
    );
  }
  if (!token) return facts;
  const parent = session ?? presented;
  facts.push(
    {
      fact: 'credential',
      credential: token,
      what: 'issued',
      at,
      detail: `sign-in ${event.vendorId ?? ''} to ${token.attributes['resource'] ?? 'an unnamed resource'}`,
    },
    { fact: 'derivation', method: methodOf(record), at, parentIdentity: identity, parentCredential: parent, child: token, childIdentity: identity },
    { fact: 'holding', identity, credential: token, basis: 'issued', via: parent, from: at },
  );
  return facts;
}

function aboutIdentity(record: MicrosoftRecord, identity: IdentityRef): readonly FactReading[] {
  if (identity.kind === 'anonymous') return [];
  const machine = identity.kind !== 'human';
  const attributes = present({
    tenantId: tenantOfSignIn(record),
    objectId: machine ? saidOf(record, 'servicePrincipalId') : said(record.inner, 'userId'),
    displayName: machine ? '' : saidOf(record, 'userDisplayName') || said(record.inner, 'user'),
    userType: said(record.inner, 'userType'),
    appId: machine ? appIdOf(record) : '',
    homeTenantId: said(record.inner, 'homeTenantId'),
    managedIdentityResource: said(record.inner, 'managedServiceIdentity', 'associatedResourceId') || said(record.inner, 'associatedResourceId'),
  });
  return Object.keys(attributes).length === 0 ? [] : [{ fact: 'identity', identity, attributes }];
}

/** How the token was obtained, in the words of the log. */
function methodOf(record: MicrosoftRecord): string {
  const protocol = saidOf(record, 'authenticationProtocol');
  if (/deviceCode/i.test(protocol)) return 'DeviceCodeSignIn';
  if (/ropc/i.test(protocol)) return 'PasswordGrant';
  const incoming = saidOf(record, 'incomingTokenType');
  return /refreshToken/i.test(incoming) ? 'TokenRefresh' : /saml/i.test(incoming) ? 'SamlExchange' : 'SignIn';
}
