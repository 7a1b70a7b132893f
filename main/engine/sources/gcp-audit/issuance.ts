import type { CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { at, bounded, googleAccount, googleServiceAccountKey, list, oidcIdentity, present, readTime, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { kubernetesTokenFacts } from './kubernetes.ts';
import { delegatedToken, federatedToken, identityOfSubject } from './principal.ts';
import type { Caller } from './principal.ts';

/** What a successful call gave out or ended: tokens of service accounts, federated tokens, keys. */
export function readIssuance(entry: Fields, audit: Fields, event: EventReading, caller: Caller): readonly FactReading[] {
  const method = lastWord(textAt(audit, 'methodName'));
  switch (textAt(audit, 'serviceName')) {
    case 'iamcredentials.googleapis.com':
      return tokenFacts(entry, audit, event, caller, method);
    case 'sts.googleapis.com':
      return method === 'ExchangeToken' ? exchangeFacts(audit, event, caller) : [];
    case 'iam.googleapis.com':
      return keyFacts(entry, audit, event, caller, method);
    case 'k8s.io':
      return kubernetesTokenFacts(entry, audit, event, caller);
    case 'apikeys.googleapis.com':
      return apiKeyFacts(audit, event, caller, method);
    case 'storage.googleapis.com':
      return hmacFacts(audit, event, caller);
    default:
      return [];
  }
}

function lastWord(method: string): string {
  return method.slice(method.lastIndexOf('.') + 1);
}

const kinds: ReadonlyMap<string, CredentialRef['kind']> = new Map([
  ['GenerateAccessToken', 'access_token'],
  ['GenerateIdToken', 'id_token'],
  ['SignJwt', 'id_token'],
  ['SignBlob', 'id_token'],
]);

/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken */
function tokenFacts(entry: Fields, audit: Fields, event: EventReading, caller: Caller, method: string): readonly FactReading[] {
  const kind = kinds.get(method);
  const account = accountOf(entry, audit);
  if (!kind || !account) return [];
  const request = at(audit, 'request');
  const through = list(at(request, 'delegates')).flatMap((name) => (text(name).includes('@') ? [googleAccount(lastPart(text(name)))] : []));
  const chained = delegatedToken([...caller.delegates, caller.identity, ...through, account]);
  const child: CredentialRef = {
    ...chained,
    kind,
    attributes: present({
      ...chained.attributes,
      issuedBy: method,
      scope: bounded(list(at(request, 'scope')).map(text).join(' ') || textAt(request, 'scope')),
      audience: textAt(request, 'audience'),
      lifetime: seconds(at(request, 'lifetime')),
    }),
  };
  const life = method === 'GenerateAccessToken' || method === 'GenerateIdToken' ? Number(seconds(at(request, 'lifetime')) || '3600') : Number.NaN;
  return issued(event, caller, child, account, method, life > 0 && life < 1e7 ? ((event.at + Math.round(life * 1e6)) as Micros) : null);
}

/** A duration in JSON is `"3600s"`, in some exports an object of seconds. */
function seconds(value: unknown): string {
  return textAt(value, 'seconds') || text(value).replace(/s$/, '');
}

function issued(
  event: EventReading,
  caller: Caller,
  child: CredentialRef,
  authority: IdentityRef | null,
  method: string,
  ends: Micros | null,
): readonly FactReading[] {
  return [
    { fact: 'credential', credential: child, what: 'issued', at: event.at, detail: bounded(`${event.action} by ${caller.identity.display}`) },
    ...(ends === null
      ? []
      : [{ fact: 'credential', credential: child, what: 'expires', at: ends, detail: 'lifetime of the request, or one hour where it names none' } as const]),
    { fact: 'derivation', method, at: event.at, parentIdentity: caller.identity, parentCredential: caller.credential, child, childIdentity: authority },
    { fact: 'holding', identity: caller.identity, credential: child, basis: 'issued', via: caller.credential, from: event.at },
  ];
}

/** The service account a call is about: its address from the labels, the request or the resource's name. */
function accountOf(entry: Fields, audit: Fields): IdentityRef | null {
  const places = [
    textAt(entry, 'resource', 'labels', 'email_id'),
    ...[textAt(audit, 'request', 'name'), textAt(audit, 'resourceName'), textAt(audit, 'response', 'name')].map(
      (name) => /serviceAccounts\/([^/]+)/.exec(name)?.[1] ?? '',
    ),
  ];
  const email = places.find((place) => place.includes('@'));
  if (email !== undefined) return googleAccount(email);
  const id = places.find((place) => /^\d{15,25}$/.test(place));
  return id === undefined ? null : { kind: 'service', provider: 'gcp', realm: 'unknown', name: id, display: `service account ${id}` };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Workload identity federation: a token of another issuer against one of Google's. */
function exchangeFacts(audit: Fields, event: EventReading, caller: Caller): readonly FactReading[] {
  const mapped = textAt(audit, 'metadata', 'mapped_principal') || textAt(audit, 'metadata', 'mappedPrincipal');
  const authority = identityOfSubject(mapped);
  if (!authority) return [];
  const issuer = textAt(audit, 'metadata', 'issuer') || textAt(audit, 'metadata', 'keyInfo', 'issuer');
  const subject = textAt(audit, 'authenticationInfo', 'principalSubject');
  const outside = issuer !== '' && subject !== '' ? oidcIdentity(issuer, subject) : caller.identity;
  const federated = federatedToken(authority, mapped);
  if (!federated) return [];
  const child: CredentialRef = {
    ...federated,
    attributes: present({
      ...federated.attributes,
      audience: bounded(textAt(audit, 'request', 'audience')),
      subjectTokenType: textAt(audit, 'request', 'subjectTokenType'),
    }),
  };
  return issued(event, { ...caller, identity: outside, credential: null }, child, authority, 'ExchangeToken', null);
}

const keyActs: ReadonlyMap<string, 'issued' | 'deleted' | 'deactivated' | 'activated'> = new Map([
  ['CreateServiceAccountKey', 'issued'],
  ['UploadServiceAccountKey', 'issued'],
  ['DeleteServiceAccountKey', 'deleted'],
  ['DisableServiceAccountKey', 'deactivated'],
  ['EnableServiceAccountKey', 'activated'],
]);

function keyFacts(entry: Fields, audit: Fields, event: EventReading, caller: Caller, method: string): readonly FactReading[] {
  const act = keyActs.get(method);
  const name = [textAt(audit, 'response', 'name'), textAt(audit, 'request', 'name'), textAt(audit, 'resourceName')].find((each) => each.includes('/keys/'));
  if (!act || name === undefined) return [];
  const account = accountOf(entry, audit);
  const key = googleServiceAccountKey(name, present({ serviceAccount: account?.name ?? '', keyType: textAt(audit, 'response', 'key_type') }));
  if (act !== 'issued')
    return [{ fact: 'credential', credential: key, what: act, at: event.at, detail: bounded(`${event.action} by ${caller.identity.display}`) }];
  const ends = readTime(at(audit, 'response', 'valid_before_time', 'seconds') ?? at(audit, 'response', 'valid_before_time'))?.at ?? null;
  return [
    ...issued(event, caller, key, account, method, null),
    ...(ends === null ? [] : [{ fact: 'credential', credential: key, what: 'expires', at: ends, detail: 'valid_before_time of the response' } as const]),
  ];
}

function apiKeyFacts(audit: Fields, event: EventReading, caller: Caller, method: string): readonly FactReading[] {
  const name = textAt(audit, 'response', 'name') || textAt(audit, 'request', 'name') || textAt(audit, 'resourceName');
  if (!/\/keys\/[^/]+$/.test(name)) return [];
  const key: CredentialRef = { kind: 'api_key', id: { plain: lastPart(name) }, display: `API key ${lastPart(name)}`, lifetime: 'static', attributes: { name } };
  if (method === 'CreateKey') return issued(event, caller, key, null, method, null);
  if (method === 'DeleteKey') return [{ fact: 'credential', credential: key, what: 'deleted', at: event.at, detail: event.action }];
  return [];
}

/** Keys for the S3-compatible interface of Cloud Storage. */
function hmacFacts(audit: Fields, event: EventReading, caller: Caller): readonly FactReading[] {
  const method = textAt(audit, 'methodName');
  const id =
    textAt(audit, 'response', 'metadata', 'accessId') || textAt(audit, 'metadata', 'accessId') || /hmacKeys\/([^/]+)$/.exec(textAt(audit, 'resourceName'))?.[1];
  if (!id || !/hmacKeys\.(create|delete)$/.test(method)) return [];
  const key: CredentialRef = { kind: 'access_key', id: { plain: id }, display: `HMAC key ${bounded(id, 12)}`, lifetime: 'static', attributes: {} };
  if (method.endsWith('create')) return issued(event, caller, key, null, 'hmacKeys.create', null);
  return [{ fact: 'credential', credential: key, what: 'deleted', at: event.at, detail: event.action }];
}
