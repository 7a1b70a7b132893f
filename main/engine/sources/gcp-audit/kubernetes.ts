import type { EventReading, FactReading } from '../../../../shared/model.ts';
import { at, bounded, kubernetesServiceAccount, kubernetesToken, readTime, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { clusterOf } from './principal.ts';
import type { Caller } from './principal.ts';

/**
 * Kubernetes Engine's TokenRequest. The cluster's annotations stand in the labels of the entry, among them the id of the token that was
 * handed out. https://cloud.google.com/kubernetes-engine/docs/how-to/verify-identity-issuance-usage
 */
export function kubernetesTokenFacts(entry: Fields, audit: Fields, event: EventReading, caller: Caller): readonly FactReading[] {
  const named = /namespaces\/([^/]+)\/serviceaccounts\/([^/]+)\/token$/.exec(textAt(audit, 'resourceName'));
  const issued = text(at(at(entry, 'labels'), 'authentication.kubernetes.io/issued-credential-id'));
  if (!named || !textAt(audit, 'methodName').endsWith('.create') || !issued.startsWith('JTI=')) return [];
  const account = kubernetesServiceAccount(clusterOf(entry), named[1] ?? '', named[2] ?? '');
  const child = kubernetesToken(issued.slice(4), { subject: account.name });
  const ends = readTime(at(audit, 'response', 'status', 'expirationTimestamp'));
  return [
    { fact: 'credential', credential: child, what: 'issued', at: event.at, detail: bounded(`TokenRequest by ${caller.identity.display}`) },
    ...(ends ? [{ fact: 'credential', credential: child, what: 'expires', at: ends.at, detail: 'expirationTimestamp of the response' } as const] : []),
    {
      fact: 'derivation',
      method: 'TokenRequest',
      at: event.at,
      parentIdentity: caller.identity,
      parentCredential: caller.credential,
      child,
      childIdentity: account,
    },
    { fact: 'holding', identity: caller.identity, credential: child, basis: 'issued', via: caller.credential, from: event.at },
  ];
}
