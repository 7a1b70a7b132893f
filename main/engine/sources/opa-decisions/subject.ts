import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import {
  at,
  bounded,
  issuerRealm,
  isRecord,
  kubernetesToken,
  kubernetesUser,
  masked,
  oidcIdentity,
  parseJson,
  present,
  spiffeIdentity,
  text,
  textAt,
} from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Whom the decision was about, as the caller put it in `input`, whose shape is each policy's own. */
export interface Subject {
  readonly identity: IdentityRef;
  readonly principal: string;
  readonly credential: CredentialRef | null;
}

type Path = readonly [string, string?, string?, string?];

/** Claims of a token that the caller or the policy's plugin had already read. */
const claimPlaces: readonly Path[] = [
  ['claims'],
  ['token', 'payload'],
  ['parsed_token', 'payload'],
  ['jwt', 'payload'],
  ['jwt_payload'],
  ['token', 'claims'],
  ['jwt', 'claims'],
  ['attributes', 'metadataContext', 'filterMetadata'],
];
const tokenPlaces: readonly Path[] = [
  ['token'],
  ['jwt'],
  ['access_token'],
  ['bearer'],
  ['encoded_jwt'],
  ['authorization'],
  ['headers', 'authorization'],
  ['headers', 'Authorization'],
  ['request', 'headers', 'authorization'],
];
const namePlaces: readonly Path[] = [
  ['user', 'email'],
  ['user', 'username'],
  ['user', 'id'],
  ['user', 'sub'],
  ['user', 'name'],
  ['user'],
  ['subject', 'id'],
  ['subject', 'name'],
  ['subject'],
  ['principal', 'id'],
  ['principal'],
  ['identity'],
  ['actor', 'id'],
  ['actor'],
  ['username'],
  ['user_id'],
  ['caller'],
  ['client_id'],
  ['source', 'principal'],
  ['sub'],
  ['email'],
];

export function readSubject(decision: Fields): Subject {
  const input = at(decision, 'input');
  const realm = realmOf(decision);
  const token = tokenOf(input);
  const claims = claimsOf(input) ?? claimsInside(token);
  const identity = claimed(claims) ?? named(input, realm) ?? { kind: 'anonymous', provider: 'opa', realm, name: 'unknown', display: 'not named by the input' };
  return { identity, principal: bounded(identity.name, 2048), credential: credentialOf(token, claims) };
}

/** The application that OPA was told it decides for. */
export function realmOf(decision: Fields): string {
  return textAt(decision, 'labels', 'app') || textAt(decision, 'labels', 'name') || 'unknown';
}

function claimsOf(input: unknown): Fields | null {
  for (const place of claimPlaces) {
    const found = at(input, ...place);
    if (isRecord(found) && textAt(found, 'sub') !== '') return found;
  }
  return null;
}

/** A JSON Web Token in the input. What OPA masked is no token. */
function tokenOf(input: unknown): string {
  const envoy = at(at(input, 'attributes', 'request', 'http', 'headers'), 'authorization');
  for (const value of [envoy, ...tokenPlaces.map((place) => at(input, ...place))]) {
    const source = text(value).replace(/^bearer\s+/i, '');
    if (/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(source)) return source;
  }
  return '';
}

function claimsInside(token: string): Fields | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.codePointAt(0) ?? 0);
    const found = parseJson(new TextDecoder().decode(bytes));
    return isRecord(found) ? found : null;
  } catch {
    return null;
  }
}

function claimed(claims: Fields | null): IdentityRef | null {
  const issuer = textAt(claims, 'iss');
  const subject = textAt(claims, 'sub');
  return subject === '' || issuer === '' ? null : oidcIdentity(issuer, subject);
}

function named(input: unknown, realm: string): IdentityRef | null {
  const admission = textAt(input, 'request', 'userInfo', 'username') || textAt(input, 'spec', 'user');
  if (admission !== '') return kubernetesUser('unknown', admission);
  const peer = textAt(at(input, 'attributes'), 'source', 'principal');
  if (peer.startsWith('spiffe://')) return spiffeIdentity(peer);
  for (const place of namePlaces) {
    const name = text(at(input, ...place));
    if (name === '' || /^\*+.*\*+$/.test(name) || name.length > 300) continue;
    if (name.startsWith('spiffe://')) return spiffeIdentity(name);
    const service = place[0] === 'client_id' || place[0] === 'caller';
    return { kind: service || !name.includes('@') ? 'service' : 'human', provider: 'opa', realm, name, display: bounded(name) };
  }
  return null;
}

/** The token by issuer and id, by which other logs know it; without an id by a fingerprint of the whole. */
function credentialOf(token: string, claims: Fields | null): CredentialRef | null {
  const jti = textAt(claims, 'jti');
  const subject = textAt(claims, 'sub');
  const kubernetes = subject.startsWith('system:serviceaccount:') || isRecord(at(claims, 'kubernetes.io'));
  const attributes = present({
    subject: bounded(subject),
    issuer: bounded(textAt(claims, 'iss')),
    scope: bounded(textAt(claims, 'scope')),
    audience: bounded(textAt(claims, 'aud')),
  });
  if (jti !== '' && kubernetes) return kubernetesToken(jti, attributes);
  if (jti === '' && token === '') return null;
  const kind = kubernetes ? 'k8s_token' : subject.startsWith('spiffe://') ? 'svid' : 'access_token';
  return {
    kind,
    id: jti === '' ? { secret: token } : { plain: `${issuerRealm(textAt(claims, 'iss'))}#${jti}` },
    display: bounded(`${kind.replaceAll('_', ' ')}${subject === '' ? '' : ` of ${subject}`}${jti === '' ? '' : ` (${masked(jti)})`}`, 200),
    lifetime: textAt(claims, 'exp') === '' ? 'unknown' : 'ephemeral',
    attributes,
  };
}
