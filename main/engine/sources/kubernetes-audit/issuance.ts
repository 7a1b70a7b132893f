import type { CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { at, bounded, kubernetesPod, kubernetesServiceAccount, kubernetesToken, list, present, readTime, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { credentialOfId } from './principal.ts';
import type { Caller } from './principal.ts';

/**
 * A TokenRequest (`create serviceaccounts/token`) hands out a service account's token. Only the answer is a handing out, so the
 * stage is that of a finished request. https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/
 */
export function readIssuance(event: Fields, cluster: string, reading: EventReading, caller: Caller): readonly FactReading[] {
  const target = at(event, 'objectRef');
  if (textAt(target, 'resource') !== 'serviceaccounts' || textAt(target, 'subresource') !== 'token' || textAt(event, 'verb') !== 'create') return [];
  const namespace = textAt(target, 'namespace');
  const account = kubernetesServiceAccount(cluster, namespace, textAt(target, 'name'));
  const child = tokenOf(event, account);
  const ends = endOf(event, reading.at);
  const pod =
    textAt(event, 'requestObject', 'spec', 'boundObjectRef', 'kind') === 'Pod' ? textAt(at(event, 'requestObject', 'spec', 'boundObjectRef'), 'name') : '';
  return [
    { fact: 'credential', credential: child, what: 'issued', at: reading.at, detail: bounded(`TokenRequest by ${caller.principal}`) },
    ...(ends ? [{ fact: 'credential', credential: child, what: 'expires', at: ends.at, detail: ends.detail } as const] : []),
    {
      fact: 'derivation',
      method: 'TokenRequest',
      at: reading.at,
      parentIdentity: caller.identity,
      parentCredential: caller.credential,
      child,
      childIdentity: account,
    },
    { fact: 'holding', identity: caller.identity, credential: child, basis: 'issued', via: caller.credential, from: reading.at },
    ...(pod === ''
      ? []
      : [{ fact: 'holding', identity: kubernetesPod(cluster, namespace, pod), credential: child, basis: 'exposed', via: null, from: reading.at } as const]),
  ];
}

function tokenOf(event: Fields, account: IdentityRef): CredentialRef {
  const spec = at(event, 'requestObject', 'spec');
  const attributes = present({
    subject: account.name,
    audience: bounded(list(at(spec, 'audiences')).map(text).join(' ')),
    boundTo: [textAt(spec, 'boundObjectRef', 'kind'), textAt(spec, 'boundObjectRef', 'name')].filter(Boolean).join(' '),
    expirationSeconds: textAt(spec, 'expirationSeconds'),
  });
  const named = credentialOfId(text(at(at(event, 'annotations'), 'authentication.kubernetes.io/issued-credential-id')), attributes);
  if (named) return named;
  const token = textAt(event, 'responseObject', 'status', 'token');
  const shape = kubernetesToken(textAt(event, 'auditID'), { ...attributes, tokenId: 'not recorded: known by the audit id of the request that issued it' });
  if (token.startsWith('eyJ')) return { ...shape, id: { secret: token }, display: `token of ${account.name}`, attributes };
  return { ...shape, id: { plain: `issued-by:${textAt(event, 'auditID')}` }, display: bounded(`token of ${account.name}`, 200) };
}

function endOf(event: Fields, from: Micros): { readonly at: Micros; readonly detail: string } | null {
  const stated = readTime(at(at(event, 'responseObject', 'status'), 'expirationTimestamp'));
  if (stated) return { at: stated.at, detail: 'expirationTimestamp of the response' };
  // The server may shorten what was asked for, so this is the latest end.
  const seconds = Number(textAt(event, 'requestObject', 'spec', 'expirationSeconds'));
  if (!Number.isFinite(seconds) || seconds <= 0 || seconds > 1e9) return null;
  return { at: (from + Math.round(seconds * 1e6)) as Micros, detail: 'expirationSeconds of the request' };
}
