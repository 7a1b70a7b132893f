import type { CredentialKind, CredentialRef, EventReading, FactReading } from '../../../../shared/model.ts';
import { azureResource, bounded, factsOfClaims, givesAzureSecrets } from '../kit.ts';
import type { Claims } from '../kit.ts';

/** What a record says beside the operation: the token that was presented, and keys that the answer held or replaced. */
export function readFacts(event: EventReading, claims: Claims, resourceId: string): readonly FactReading[] {
  const standing = factsOfClaims(claims, event.identity);
  if (event.rung !== 4 || resourceId === '') return standing;
  return [...standing, ...secretFacts(event, resourceId)];
}

/** `listKeys` and its like: the caller has the keys from then on. Regenerating a key ends the old one. */
function secretFacts(event: EventReading, resourceId: string): readonly FactReading[] {
  const operation = event.action.slice(event.action.indexOf(':') + 1);
  if (!givesAzureSecrets(operation)) return [];
  const credential = keysOf(resourceId, operation);
  const renewed = /\/regenerate/i.test(operation);
  return [
    ...(renewed ? [{ fact: 'credential', credential, what: 'rotated', at: event.at, detail: operation } as const] : []),
    ...(event.identity.kind === 'anonymous'
      ? []
      : [{ fact: 'holding', identity: event.identity, credential, basis: 'exposed', via: event.credential, from: event.at } as const]),
  ];
}

function keysOf(resourceId: string, operation: string): CredentialRef {
  const resource = azureResource(resourceId);
  const kind = kindOf(operation);
  const words = { k8s_token: 'cluster credentials', session: 'shared access signature', access_key: 'account keys', api_key: 'keys and secrets' };
  const word = words[kind as keyof typeof words] ?? 'secrets';
  return {
    kind,
    id: { plain: `azure:${resource.key}` },
    display: bounded(`${word} of ${resource.display}`, 200),
    lifetime: kind === 'session' ? 'ephemeral' : 'static',
    attributes: { resource: resource.key },
  };
}

function kindOf(operation: string): CredentialKind {
  if (/managedclusters\/|connectedclusters\/|kubeconfig/i.test(operation)) return 'k8s_token';
  if (/sas(\/action)?$/i.test(operation)) return 'session';
  return /storageaccounts\//i.test(operation) ? 'access_key' : 'api_key';
}
