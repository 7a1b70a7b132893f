import type { CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { at, bounded, googleAccount, googleServiceAccountKey, kubernetesUser, list, present, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Who called, through whom, and with what. */
export interface Caller {
  readonly identity: IdentityRef;
  readonly principal: string;
  readonly credential: CredentialRef | null;
  /** Those who acted through the service account, the first of them first. */
  readonly delegates: readonly IdentityRef[];
  /** What the first of them all presented, where the entry says so. */
  readonly root: CredentialRef | null;
}

/** Reads `authenticationInfo`; https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog#AuthenticationInfo */
export function readCaller(entry: Fields, audit: Fields): Caller {
  const info = at(audit, 'authenticationInfo');
  const email = textAt(info, 'principalEmail');
  const subject = textAt(info, 'principalSubject');
  const identity = principalOf(email, subject, entry, audit);
  const delegates = list(at(info, 'serviceAccountDelegationInfo')).flatMap((each) => delegateOf(each) ?? []);
  const key = textAt(info, 'serviceAccountKeyName');
  const root = key === '' ? null : googleServiceAccountKey(key, { serviceAccountKeyName: bounded(key) });
  return {
    identity,
    principal: bounded(subject || email || identity.display, 2048),
    credential: delegates.length > 0 ? delegatedToken([...delegates, identity]) : (root ?? federatedToken(identity, subject)),
    delegates,
    root,
  };
}

function principalOf(email: string, subject: string, entry: Fields, audit: Fields): IdentityRef {
  if (email !== '' && textAt(audit, 'serviceName') === 'k8s.io' && !email.includes('@')) return kubernetesUser(clusterOf(entry), email);
  const named = identityOfSubject(subject);
  if (email.includes('@') && (!named || named.provider === 'google' || named.provider === 'gcp')) return googleAccount(email);
  if (named) return named;
  const mapped = identityOfSubject(textAt(audit, 'metadata', 'mapped_principal') || textAt(audit, 'metadata', 'mappedPrincipal'));
  if (mapped) return mapped;
  if (email !== '' || subject !== '') return unnamed(email || subject);
  if (/system_event/.test(textAt(entry, 'logName'))) {
    const service = textAt(audit, 'serviceName') || 'unknown service';
    return { kind: 'provider', provider: 'gcp', realm: 'google', name: service, display: service };
  }
  return { kind: 'anonymous', provider: 'gcp', realm: 'unknown', name: 'anonymous', display: 'no principal recorded' };
}

/** The cluster of a Kubernetes entry, as PROJECT/LOCATION/CLUSTER. */
export function clusterOf(entry: Fields): string {
  const labels = at(entry, 'resource', 'labels');
  const parts = ['project_id', 'location', 'cluster_name'].map((name) => textAt(labels, name)).filter(Boolean);
  return parts.join('/') || 'unknown';
}

const pool = /workloadIdentityPools\/([^/]+)\/(?:subject|attribute\.[^/]+|group)\/(.+)$/;
const workforce = /workforcePools\/([^/]+)\/subject\/(.+)$/;
const gke = /^serviceAccount:([\w-]+\.svc\.id\.goog)\[([^/\]]+)\/([^\]]+)\]$/;

/** `principal://…` of identity federation, `user:`, `serviceAccount:`. https://cloud.google.com/iam/docs/principal-identifiers */
export function identityOfSubject(subject: string): IdentityRef | null {
  const kubernetes = gke.exec(subject);
  if (kubernetes) return workload(kubernetes[1] ?? '', `ns/${kubernetes[2]}/sa/${kubernetes[3]}`);
  const federated = pool.exec(subject);
  if (federated) return workload(federated[1] ?? '', federated[2] ?? '');
  const person = workforce.exec(subject);
  if (person) return { kind: 'human', provider: 'gcp', realm: `workforce ${person[1]}`, name: person[2] ?? '', display: bounded(person[2] ?? '') };
  const plain =
    /^(?:deleted:)?(?:user|serviceAccount):([^?\s]+@[^?\s]+)/i.exec(subject)?.[1] ?? /^principal:\/\/goog\/subject\/([^\s/]+@[^\s/]+)$/.exec(subject)?.[1];
  if (plain !== undefined) return googleAccount(plain);
  return /^[^\s/:]+@[^\s/:]+$/.test(subject) ? googleAccount(subject) : null;
}

/** A principal in a form of its own: nothing tells what it is. */
function unnamed(name: string): IdentityRef {
  return { kind: 'service', provider: 'gcp', realm: 'unknown', name, display: bounded(name) };
}

/** What Google's token service gave a federated principal. It too has no id in the log. */
export function federatedToken(identity: IdentityRef, subject: string): CredentialRef | null {
  if (identity.provider !== 'gcp' || !/^principal(Set)?:\/\//.test(subject) || !(pool.test(subject) || workforce.test(subject))) return null;
  return {
    kind: 'access_token',
    id: { plain: bounded(`sts:${identity.realm}:${identity.name}`, 500) },
    display: bounded(`federated token of ${identity.display}`, 200),
    lifetime: 'ephemeral',
    attributes: present({ subject: bounded(subject), tokenId: 'none in the log: stands for every token exchanged for this subject' }),
  };
}

function workload(poolName: string, name: string): IdentityRef {
  return { kind: 'workload', provider: 'gcp', realm: poolName, name: `subject/${name}`, display: bounded(name) };
}

function delegateOf(value: unknown): IdentityRef | null {
  const email = textAt(value, 'firstPartyPrincipal', 'principalEmail');
  if (email.includes('@')) return googleAccount(email);
  const subject = textAt(value, 'principalSubject');
  const claims = at(value, 'thirdPartyPrincipal', 'thirdPartyClaims');
  const claimed = textAt(claims, 'sub') || textAt(claims, 'principal');
  return identityOfSubject(subject) ?? (subject || claimed ? workload('unknown', subject || claimed) : null);
}

/**
 * The token with which the last of the chain is used by those before it. Google writes no id of it, so this stands for every
 * token obtained along the same chain.
 */
export function delegatedToken(chain: readonly IdentityRef[]): CredentialRef {
  const names = chain.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  return {
    kind: 'access_token',
    id: { plain: bounded(names.toReversed().join('<-'), 500) },
    display: bounded(`token of ${last} through ${names.slice(0, -1).toReversed().join(', ')}`, 200),
    lifetime: 'ephemeral',
    attributes: present({
      subject: last,
      chain: bounded(names.join(' > '), 500),
      tokenId: 'none in the log: stands for every token obtained along this chain',
    }),
  };
}

/** How each token of the chain came from the one before it, and who held it. `at` is the latest moment at which they existed. */
export function chainFacts({ identity, delegates, root }: Caller, when: Micros): readonly FactReading[] {
  const chain = [...delegates, identity];
  return delegates.flatMap((holder, place): readonly FactReading[] => {
    const child = delegatedToken(chain.slice(0, place + 2));
    const via = place === 0 ? root : delegatedToken(chain.slice(0, place + 1));
    // A token that Compute Engine or another service fetched for a workload comes through that service's own account.
    const method = holder.kind === 'provider' ? 'ServiceDelivery' : 'Impersonation';
    return [
      { fact: 'derivation', method, at: when, parentIdentity: holder, parentCredential: via, child, childIdentity: chain[place + 1] ?? null },
      { fact: 'holding', identity: holder, credential: child, basis: 'used', via, from: null },
    ];
  });
}
