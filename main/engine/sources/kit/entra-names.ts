import type { CredentialKind, CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { bounded, masked, present } from './values.ts';

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function isGuid(source: string): boolean {
  return guid.test(source);
}

/** The tenant in `/tenants/ID/…` or in an issuer (`https://sts.windows.net/ID/`); empty when there is none. */
export function tenantOf(source: string): string {
  return /(?:\/tenants\/|sts\.windows\.net\/|login\.microsoftonline\.[a-z]+\/)([0-9a-z-]{8,40})/i.exec(source)?.[1]?.toLowerCase() ?? '';
}

/**
 * A person of a tenant. Audit logs of Microsoft 365 and Azure often hold nothing but the user principal name, so that name is the
 * key; the object id stands in for it only where there is none. Key Vault and some portals do not say the tenant: there the
 * name's domain is all that is known of it.
 */
export function entraUser(tenant: string, userPrincipalName: string, objectId: string, display = ''): IdentityRef {
  const name = userPrincipalName.trim().toLowerCase();
  if (name === '' && objectId === '') return entraNobody(tenant);
  return {
    kind: 'human',
    provider: 'entra',
    realm: tenant === '' && name.includes('@') ? name.slice(name.lastIndexOf('@') + 1) : entraRealm(tenant),
    name: name === '' ? `user-id/${objectId.toLowerCase()}` : `user/${name}`,
    display: bounded(name || display || objectId),
  };
}

/** A service principal by its object id in the tenant, else by its application. */
export function entraServicePrincipal(
  tenant: string,
  ids: { readonly objectId: string; readonly appId: string },
  display: string,
  kind: 'service' | 'workload' = 'service',
): IdentityRef {
  if (ids.objectId === '') return entraApplication(tenant, ids.appId, display);
  return {
    kind,
    provider: 'entra',
    realm: entraRealm(tenant),
    name: `service-principal/${ids.objectId.toLowerCase()}`,
    display: bounded(display || ids.appId || ids.objectId),
  };
}

/** An application known by its client id, or by nothing but a name. */
export function entraApplication(tenant: string, appId: string, display: string): IdentityRef {
  const name = appId === '' ? `name/${display}` : appId.toLowerCase();
  if (appId === '' && display === '') return entraNobody(tenant);
  return {
    kind: 'application',
    provider: 'entra',
    realm: entraRealm(tenant),
    name: `application/${name}`,
    display: bounded(display || appId),
  };
}

/** A service of Microsoft's acting by itself; the same in every tenant. */
export function microsoftService(name: string): IdentityRef {
  return { kind: 'provider', provider: 'microsoft', realm: 'microsoft', name, display: bounded(name) };
}

/** The record names nobody. */
export function entraNobody(tenant: string): IdentityRef {
  return { kind: 'anonymous', provider: 'entra', realm: entraRealm(tenant), name: 'not-recorded', display: 'not recorded' };
}

/** A tenant as the realm of an event. */
export function entraRealm(tenant: string): string {
  return tenant === '' ? 'unknown' : tenant.toLowerCase();
}

/**
 * A token's id as its `uti` claim has it: the 16 bytes of a GUID in base64url. Sign-in logs write the same id as a GUID, or as
 * base64 of the GUID's text; all three name one token.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function tokenId(source: string): string {
  const trimmed = source.trim();
  if (guid.test(trimmed)) return ofGuid(trimmed);
  if (/^[A-Za-z0-9+/_-]{46,50}={0,2}$/.test(trimmed)) {
    const inner = atobSafely(trimmed);
    if (guid.test(inner)) return ofGuid(inner);
  }
  return trimmed.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
}

/** The first three groups of a GUID stand in the other byte order. */
function ofGuid(source: string): string {
  const [a = '', b = '', c = '', d = '', e = ''] = source.split('-');
  const turned = (group: string): string => (group.match(/../g) ?? []).toReversed().join('');
  return Buffer.from(`${turned(a)}${turned(b)}${turned(c)}${d}${e}`, 'hex').toString('base64url');
}

function atobSafely(source: string): string {
  return Buffer.from(source, 'base64').toString('latin1');
}

/** An access token of Entra ID, known by its unique token identifier. */
export function entraToken(id: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  const uti = tokenId(id);
  return { kind: 'access_token', id: { plain: `entra#${uti}` }, display: `Entra token ${masked(uti)}`, lifetime: 'ephemeral', attributes: present(attributes) };
}

/** What a person signed in to: all tokens of one session carry its id. */
export function entraSession(id: string, owner: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  return {
    kind: 'web_session',
    id: { plain: `entra#${id.toLowerCase()}` },
    display: bounded(owner === '' ? `Entra session ${masked(id)}` : `session of ${owner} (${masked(id)})`, 200),
    lifetime: 'ephemeral',
    attributes: present(attributes),
  };
}

/** A client secret or certificate of an application, by the id of its key. */
export function entraKey(kind: 'api_key' | 'certificate', keyId: string, name: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  const what = kind === 'certificate' ? 'certificate' : 'client secret';
  return {
    kind,
    id: { plain: `entra#${keyId.toLowerCase()}` },
    display: bounded(`${what} ${name === '' ? '' : `${name} `}(${masked(keyId)})`, 200),
    lifetime: 'static',
    attributes: present(attributes),
  };
}

/** The password of a user; it has no id of its own. */
export function entraPassword(owner: IdentityRef): CredentialRef {
  return ownedBy('password', owner, '', `password of ${owner.display}`);
}

/** A credential that is known only by whom it belongs to. */
export function ownedBy(kind: CredentialKind, owner: IdentityRef, suffix: string, display: string): CredentialRef {
  return {
    kind,
    id: { plain: `entra:${owner.realm}:${owner.name}${suffix === '' ? '' : `#${suffix}`}` },
    display: bounded(display, 200),
    lifetime: 'static',
    attributes: {},
  };
}
