import type { CredentialKind, CredentialRef } from '../../../../shared/model.ts';
import { at, bounded, isRecord, issuerRealm, list, masked, present, tenantOf, text, textAt, tokenId } from '../kit.ts';
import type { Fields } from '../kit.ts';
import type { Token } from './tokens.ts';

/** Claims kept as they are, by name; everything else stays in the original. */
const keptClaims = [
  'iss',
  'sub',
  'azp',
  'client_id',
  'appid',
  'oid',
  'tid',
  'uti',
  'idtyp',
  'jti',
  'sid',
  'acr',
  'token_use',
  'username',
  'preferred_username',
  'repository',
  'ref',
  'environment',
  'workflow_ref',
  'job_workflow_ref',
  'run_id',
  'run_attempt',
  'actor',
  'event_name',
  'runner_environment',
  'project_path',
  'pipeline_id',
  'job_id',
];

/** The token as a credential: by issuer and `jti` where it has one, else by a fingerprint of the whole. */
export function credentialOf(token: Token): CredentialRef {
  const kind = kindOf(token);
  const subject = textAt(token.claims, 'sub') || textAt(token.claims, 'client_id');
  return {
    kind,
    id: idOf(token, kind),
    display: bounded(
      `${kind.replaceAll('_', ' ')}${subject ? ` of ${subject}` : ''}${textAt(token.claims, 'jti') ? ` (${masked(textAt(token.claims, 'jti'))})` : ''}`,
      200,
    ),
    lifetime: textAt(token.claims, 'exp') === '' ? 'unknown' : 'ephemeral',
    attributes: attributesOf(token),
    ...(token.secret === '' ? {} : { secrets: present({ token: token.secret, signing_input: token.signingInput }) }),
  };
}

function idOf({ claims, secret }: Token, kind: CredentialKind): CredentialRef['id'] {
  const issuer = issuerRealm(textAt(claims, 'iss'));
  const jti = textAt(claims, 'jti');
  // The cluster's audit log writes a token's id, a UUID, without its issuer.
  if (jti !== '' && kind === 'k8s_token') return { plain: jti };
  if (jti !== '') return { plain: `${issuer}#${jti}` };
  // Entra's own logs know a token by this claim and never hold the token.
  const uti = textAt(claims, 'uti');
  if (uti !== '' && tenantOf(textAt(claims, 'iss')) !== '') return { plain: `entra#${tokenId(uti)}` };
  if (secret !== '') return { secret };
  // Claims without the token and without an id: issuer, holder and times tell two apart as well as anything in them.
  return { plain: `${issuer}#${textAt(claims, 'sub') || textAt(claims, 'client_id')}@${textAt(claims, 'iat')}-${textAt(claims, 'exp')}` };
}

const labels: ReadonlyMap<string, CredentialKind> = new Map([
  ['id_token', 'id_token'],
  ['id_token_hint', 'id_token'],
  ['access_token', 'access_token'],
  ['refresh_token', 'refresh_token'],
]);
const types: ReadonlyMap<string, CredentialKind> = new Map([
  ['at+jwt', 'access_token'],
  ['application/at+jwt', 'access_token'],
  ['bearer', 'access_token'],
  ['access', 'access_token'],
  ['id', 'id_token'],
  ['refresh', 'refresh_token'],
]);

/** What the token is for. A workload's own kinds first, then the name it was found under, its declared type, its claims. */
function kindOf({ label, header, claims }: Token): CredentialKind {
  if (textAt(claims, 'sub').startsWith('spiffe://')) return 'svid';
  if (isRecord(at(claims, 'kubernetes.io')) || textAt(claims, 'sub').startsWith('system:serviceaccount:')) return 'k8s_token';
  const declared = types.get(textAt(header, 'typ').toLowerCase()) ?? types.get((textAt(claims, 'typ') || textAt(claims, 'token_use')).toLowerCase());
  const scoped = ['scope', 'scp', 'roles', 'client_id'].some((name) => Object.hasOwn(claims, name));
  const forClient = ['nonce', 'at_hash', 'c_hash'].some((name) => Object.hasOwn(claims, name));
  return labels.get(label) ?? declared ?? (forClient || !scoped ? 'id_token' : 'access_token');
}

function attributesOf({ header, claims, active }: Token): Readonly<Record<string, string>> {
  const kubernetes = at(claims, 'kubernetes.io');
  return present({
    ...Object.fromEntries(keptClaims.map((name) => [name, bounded(textAt(claims, name), 300)])),
    aud: words(claims, 'aud'),
    scope: words(claims, 'scope') || words(claims, 'scp'),
    roles: words(claims, 'roles'),
    amr: words(claims, 'amr'),
    alg: textAt(header, 'alg'),
    kid: bounded(textAt(header, 'kid'), 120),
    typ: textAt(header, 'typ'),
    enc: textAt(header, 'enc'),
    nbf: textAt(claims, 'nbf'),
    auth_time: textAt(claims, 'auth_time'),
    confirmation: textAt(claims, 'cnf', 'jkt') || textAt(claims, 'cnf', 'x5t#S256') || textAt(claims, 'cnf', 'kid'),
    actor_subject: textAt(claims, 'act', 'sub'),
    may_act: textAt(claims, 'may_act', 'sub'),
    kubernetes_namespace: textAt(kubernetes, 'namespace'),
    kubernetes_pod: textAt(kubernetes, 'pod', 'name'),
    kubernetes_node: textAt(kubernetes, 'node', 'name'),
    active,
  });
}

function words(claims: Fields, name: string): string {
  const value = at(claims, name);
  return bounded(Array.isArray(value) ? list(value).map(text).filter(Boolean).join(' ') : text(value), 500);
}
