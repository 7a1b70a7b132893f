import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { at, bounded, list, masked, present, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Who acted and with what. */
export interface Actor {
  readonly identity: IdentityRef;
  readonly principal: string;
  readonly credential: CredentialRef | null;
  /** The browser session, also where an API token was presented. */
  readonly session: CredentialRef | null;
}

export function readActor(event: Fields): Actor {
  const actor = at(event, 'actor');
  const realm = orgOf(event);
  const identity = oktaIdentity(realm, actor);
  const session = sessionOf(event);
  return { identity, principal: bounded(textAt(actor, 'alternateId') || identity.name, 2048), credential: tokenOf(event, realm) ?? session, session };
}

/** The organisation, by the host of its own addresses: a record names it only in passing, so most belong to `unknown`. */
export function orgOf(event: Fields): string {
  const debug = at(event, 'debugContext', 'debugData');
  const hook = textAt(event, 'source');
  for (const place of [textAt(event, 'org'), hook, textAt(debug, 'tenant')]) {
    const host = /^(?:https:\/\/)?([a-z0-9-]+\.okta(?:preview|-emea|-gov)?\.com)(?:\/|$)/i.exec(place)?.[1];
    if (host !== undefined) return host.toLowerCase();
  }
  return 'unknown';
}

const kinds: ReadonlyMap<string, IdentityRef['kind']> = new Map([
  ['User', 'human'],
  ['AppUser', 'human'],
  ['SystemPrincipal', 'provider'],
  ['PublicClientApp', 'application'],
  ['PublicClientAppEntity', 'application'],
  ['ClientApp', 'application'],
  ['AppInstance', 'application'],
  ['Client', 'application'],
  ['AI_AGENT', 'agent'],
  ['AIAgent', 'agent'],
]);

/** An actor or a target as an identity, by Okta's own id. */
export function oktaIdentity(realm: string, value: unknown): IdentityRef {
  const id = textAt(value, 'id');
  const alternate = textAt(value, 'alternateId');
  const name = said(id) || said(alternate);
  if (name === '') return { kind: 'anonymous', provider: 'okta', realm, name: 'unknown', display: 'not identified' };
  const kind = kinds.get(textAt(value, 'type')) ?? 'service';
  return { kind, provider: 'okta', realm, name, display: bounded(said(alternate) || textAt(value, 'displayName') || name) };
}

/** Okta writes the word `unknown` where it has nothing. */
export function said(value: string): string {
  return /^(unknown|null)$/i.test(value) ? '' : value;
}

function sessionOf(event: Fields): CredentialRef | null {
  const context = at(event, 'authenticationContext');
  const id = said(textAt(context, 'externalSessionId'));
  if (id === '') return null;
  return {
    kind: 'web_session',
    id: { plain: id },
    display: `Okta session ${masked(id)}`,
    lifetime: 'ephemeral',
    attributes: present({
      rootSessionId: said(textAt(context, 'rootSessionId')),
      dtHash: textAt(event, 'debugContext', 'debugData', 'dtHash'),
      credentialType: textAt(context, 'credentialType'),
      provider: textAt(context, 'authenticationProvider'),
    }),
  };
}

/** An API token (`transaction.detail.requestApiTokenId`) or the OAuth client that called. */
function tokenOf(event: Fields, realm: string): CredentialRef | null {
  const id = said(textAt(event, 'transaction', 'detail', 'requestApiTokenId'));
  if (id !== '') return oktaApiToken(id);
  const client = said(textAt(event, 'client', 'id'));
  if (client === '') return null;
  return {
    kind: 'oauth_grant',
    id: { plain: `${realm}:${client}` },
    display: bounded(`OAuth client ${client}`, 200),
    lifetime: 'unknown',
    attributes: present({ clientId: client, scopes: bounded(textAt(event, 'debugContext', 'debugData', 'grantedScopes')) }),
  };
}

export function oktaApiToken(id: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  return { kind: 'api_key', id: { plain: id }, display: `Okta API token ${masked(id)}`, lifetime: 'static', attributes };
}

export function targetsOf(event: Fields): readonly Fields[] {
  return list(at(event, 'target')).filter((value): value is Fields => text(at(value, 'type')) !== '');
}
