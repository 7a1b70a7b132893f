import type { CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import {
  at,
  awsAccessKey,
  awsSession,
  bounded,
  identityOfArn,
  isRecord,
  kubernetesPod,
  kubernetesToken,
  kubernetesUser,
  list,
  present,
  text,
  textAt,
} from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Who called, what was presented, and whose authority was used in the end. */
export interface Caller {
  readonly identity: IdentityRef;
  readonly principal: string;
  /** What the event is said to have used: the impersonation where there is one, else what was presented. */
  readonly credential: CredentialRef | null;
  readonly presented: CredentialRef | null;
  readonly impersonated: IdentityRef | null;
  readonly pod: IdentityRef | null;
  readonly cloud: IdentityRef | null;
}

/** Reads `user` and `impersonatedUser`; https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
export function readCaller(event: Fields, cluster: string): Caller {
  const user = at(event, 'user');
  const name = textAt(user, 'username');
  const identity: IdentityRef =
    name === ''
      ? { kind: 'anonymous', provider: 'kubernetes', realm: cluster, name: 'unauthenticated', display: 'nobody authenticated' }
      : kubernetesUser(cluster, name);
  const presented = presentedBy(user, identity);
  const other = textAt(event, 'impersonatedUser', 'username');
  const impersonated = isRecord(at(event, 'impersonatedUser')) && other !== '' ? kubernetesUser(cluster, other) : null;
  return {
    identity,
    principal: bounded(impersonated ? `${identity.name} as ${impersonated.name}` : identity.name, 2048),
    credential: impersonated ? impersonation(identity, impersonated) : presented,
    presented,
    impersonated,
    pod: podOf(user, cluster),
    cloud: identityOfArn(extra(user, 'arn') || extra(user, 'canonicalArn')),
  };
}

/** A value of `user.extra`; each is a list of texts. */
export function extra(user: unknown, name: string): string {
  const value = at(at(user, 'extra'), name);
  return text(Array.isArray(value) ? list(value)[0] : value);
}

/**
 * Since Kubernetes 1.29 the credential is named: `JTI=` and the token's id, or `X509SHA256=` and the certificate's digest.
 * EKS names the AWS keys that signed its token. https://kubernetes.io/docs/reference/labels-annotations-taints/audit-annotations/
 */
function presentedBy(user: unknown, identity: IdentityRef): CredentialRef | null {
  const named = credentialOfId(extra(user, 'authentication.kubernetes.io/credential-id'), {
    subject: identity.name,
    pod: extra(user, 'authentication.kubernetes.io/pod-name'),
    node: extra(user, 'authentication.kubernetes.io/node-name'),
  });
  if (named) return named;
  const key = extra(user, 'accessKeyId');
  if (key === '') return null;
  return key.startsWith('AKIA') ? awsAccessKey(key) : awsSession(key, extra(user, 'sessionName'), present({ principal: extra(user, 'arn') }));
}

export function credentialOfId(id: string, attributes: Readonly<Record<string, string>>): CredentialRef | null {
  if (id.startsWith('JTI=')) return kubernetesToken(id.slice(4), present(attributes));
  const digest = /^X509SHA256=(.+)$/.exec(id)?.[1];
  if (digest === undefined) return null;
  return {
    kind: 'certificate',
    id: { plain: digest.toLowerCase() },
    display: `certificate ${digest.slice(0, 12)}…`,
    lifetime: 'ephemeral',
    attributes: present(attributes),
  };
}

function podOf(user: unknown, cluster: string): IdentityRef | null {
  const pod = extra(user, 'authentication.kubernetes.io/pod-name');
  const namespace = /^system:serviceaccount:([^:]+):/.exec(textAt(user, 'username'))?.[1];
  return pod === '' || namespace === undefined ? null : kubernetesPod(cluster, namespace, pod);
}

/** Impersonation mints no token; this stands for the authority of one user in the hands of another. */
function impersonation(identity: IdentityRef, impersonated: IdentityRef): CredentialRef {
  return {
    kind: 'access_token',
    id: { plain: bounded(`impersonation:${identity.realm}:${identity.name}>${impersonated.name}`, 500) },
    display: bounded(`${identity.name} impersonating ${impersonated.name}`, 200),
    lifetime: 'unknown',
    attributes: { subject: impersonated.name, actor: identity.name, tokenId: 'none: Impersonate-User headers carry no token' },
  };
}

/** What the record says of how the credential came to its user. */
export function callerFacts({ identity, credential, presented, impersonated, pod, cloud }: Caller, when: Micros): readonly FactReading[] {
  const facts: FactReading[] = [];
  // A token bound to a pod is mounted there: whoever runs in the pod can read it.
  if (pod && presented) facts.push({ fact: 'holding', identity: pod, credential: presented, basis: 'exposed', via: null, from: null });
  if (cloud && presented) {
    facts.push({ fact: 'holding', identity: cloud, credential: presented, basis: 'used', via: null, from: null });
    facts.push({ fact: 'identity', identity, attributes: { awsIdentity: `${cloud.realm}:${cloud.name}` } });
  }
  if (impersonated && credential) {
    facts.push({
      fact: 'derivation',
      method: 'Impersonate',
      at: when,
      parentIdentity: identity,
      parentCredential: presented,
      child: credential,
      childIdentity: impersonated,
    });
    facts.push({ fact: 'holding', identity, credential, basis: 'used', via: presented, from: null });
  }
  return facts;
}
