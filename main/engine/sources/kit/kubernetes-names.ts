import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { bounded, masked } from './values.ts';

/** A Kubernetes user name. `system:` names are the cluster's own. https://kubernetes.io/docs/reference/access-authn-authz/authentication/ */
export function kubernetesUser(cluster: string, name: string): IdentityRef {
  return { kind: kindOf(name), provider: 'kubernetes', realm: cluster, name, display: bounded(name) };
}

function kindOf(name: string): IdentityRef['kind'] {
  if (name === 'system:anonymous') return 'anonymous';
  if (name.startsWith('system:serviceaccount:')) return 'service';
  if (name.startsWith('system:node:')) return 'workload';
  if (name.startsWith('system:') || name.startsWith('eks:') || name === 'aksService' || name === 'masterclient') return 'provider';
  return name.includes('@') ? 'human' : 'service';
}

export function kubernetesServiceAccount(cluster: string, namespace: string, name: string): IdentityRef {
  return kubernetesUser(cluster, `system:serviceaccount:${namespace}:${name}`);
}

export function kubernetesPod(cluster: string, namespace: string, name: string): IdentityRef {
  return { kind: 'workload', provider: 'kubernetes', realm: cluster, name: `pod/${namespace}/${name}`, display: bounded(`${namespace}/${name}`) };
}

/** A service account token by its JTI, a UUID, by which the token itself and the audit log know it. */
export function kubernetesToken(jti: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  return { kind: 'k8s_token', id: { plain: jti }, display: `Kubernetes token ${masked(jti)}`, lifetime: 'ephemeral', attributes };
}
