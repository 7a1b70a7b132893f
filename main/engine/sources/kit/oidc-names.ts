import type { IdentityKind, IdentityRef } from '../../../../shared/model.ts';
import { spiffeIdentity } from './spiffe-names.ts';
import { bounded } from './values.ts';

// Subjects that only machines carry: Kubernetes service accounts, pipeline jobs, SPIFFE workloads.
const workloadSubject = /^(system:serviceaccount:|repo:|repository_owner:|project_path:|organization:.*:pipeline:|spiffe:\/\/|p:)/;
const workloadIssuer = /^(oidc\.eks\.|token\.actions\.githubusercontent\.com|vstoken\.|container\.googleapis\.com|kubernetes\.default)/;

/** An issuer as both token and cloud write it: no scheme, no trailing slash. */
export function issuerRealm(issuer: string): string {
  return issuer
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '');
}

/** The subject of an OpenID Connect token. The same issuer and subject are the same identity wherever they are written. */
export function oidcIdentity(issuer: string, subject: string, kind?: IdentityKind): IdentityRef {
  if (subject.startsWith('spiffe://')) return spiffeIdentity(subject, kind);
  const realm = issuerRealm(issuer);
  const machine = workloadSubject.test(subject) || workloadIssuer.test(realm);
  return { kind: kind ?? (machine ? 'workload' : 'human'), provider: 'oidc', realm, name: subject, display: bounded(subject) };
}
