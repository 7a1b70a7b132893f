import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { at, bounded, list, masked, present, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

export interface Caller {
  readonly identity: IdentityRef;
  readonly principal: string;
  readonly credential: CredentialRef | null;
}

/** The namespace, which is where an identity lives: `root` unless the line names another. */
export function namespaceOf(line: Fields): string {
  return (textAt(line, 'request', 'namespace', 'path') || textAt(line, 'request', 'namespace', 'id')).replace(/\/+$/, '') || 'root';
}

/** Reads `auth`, or for a login what was given out. https://developer.hashicorp.com/vault/docs/audit/schema */
export function readCaller(line: Fields): Caller {
  const realm = namespaceOf(line);
  const auth = at(line, 'auth');
  const given = at(line, 'response', 'auth');
  const known = isNamed(auth);
  const identity =
    (known ? vaultIdentity(realm, auth) : isNamed(given) ? vaultIdentity(realm, given) : null) ?? claimedAt(realm, textAt(line, 'request', 'path'));
  const token = known ? vaultToken(auth) : vaultTokenOfRequest(at(line, 'request'));
  const display = textAt(known ? auth : given, 'display_name');
  return { identity, principal: bounded(display || identity.name, 2048), credential: token };
}

function isNamed(auth: unknown): boolean {
  return ['entity_id', 'display_name', 'accessor'].some((name) => textAt(auth, name) !== '');
}

const people = /^(userpass|ldap|oidc|github|okta|radius|saml)-/;

/** By the entity where Vault knows one; a token without one by its display name or, where that says nothing, by itself. */
export function vaultIdentity(realm: string, auth: unknown): IdentityRef {
  const display = textAt(auth, 'display_name');
  const entity = textAt(auth, 'entity_id');
  const accessor = textAt(auth, 'accessor');
  const plain = display === '' || /^token(-|$)/.test(display);
  const name = entity !== '' ? `entity/${entity}` : plain ? `token/${accessor || 'unknown'}` : display;
  const kind = people.test(display) || textAt(auth, 'metadata', 'username') !== '' ? 'human' : 'service';
  // An entity's id is a UUID; its token may be used in namespaces below its own.
  return { kind, provider: 'vault', realm: entity === '' ? realm : 'vault', name, display: bounded(display || name) };
}

/** A failed login names nobody but by its path (`auth/userpass/login/alice`). */
function claimedAt(realm: string, path: string): IdentityRef {
  const claimed = /^auth\/([^/]+)\/login\/([^/]+)$/.exec(path);
  if (claimed) return { kind: 'human', provider: 'vault', realm, name: `${claimed[1]}/${claimed[2]}`, display: bounded(claimed[2] ?? '') };
  return { kind: 'anonymous', provider: 'vault', realm, name: 'unauthenticated', display: 'nobody authenticated' };
}

/** A token by its accessor, which Vault writes as a keyed digest unless told otherwise. The same token has another digest on another audit device. */
export function vaultToken(auth: unknown): CredentialRef | null {
  return tokenOf(textAt(auth, 'accessor'), textAt(auth, 'client_token'), auth);
}

function vaultTokenOfRequest(request: unknown): CredentialRef | null {
  return tokenOf(textAt(request, 'client_token_accessor'), textAt(request, 'client_token'), null);
}

function tokenOf(accessor: string, token: string, auth: unknown): CredentialRef | null {
  const digest = accessor || (token.startsWith('hmac-') ? token : '');
  if (digest === '' && token === '') return null;
  const policies = list(at(auth, 'policies')).map(text).filter(Boolean);
  return {
    kind: 'vault_token',
    // `log_raw` writes tokens in the clear.
    id: digest === '' ? { secret: token } : { plain: digest },
    display: bounded(`${textAt(auth, 'display_name') || 'Vault token'} (${masked(digest.replace(/^hmac-sha256:/, '')) || 'raw'})`, 120),
    lifetime: policies.includes('root') && (textAt(auth, 'token_ttl') || '0') === '0' ? 'static' : 'ephemeral',
    attributes: present({
      type: textAt(auth, 'token_type'),
      policies: bounded(policies.join(' '), 500),
      entityId: textAt(auth, 'entity_id'),
      issueTime: textAt(auth, 'token_issue_time'),
      ttl: textAt(auth, 'token_ttl'),
      clientTokenDigest: token.startsWith('hmac-') ? token : '',
    }),
  };
}
