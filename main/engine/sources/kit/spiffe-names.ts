import type { IdentityKind, IdentityRef } from '../../../../shared/model.ts';
import { bounded } from './values.ts';

/** The trust domain of a SPIFFE ID, or empty where it is none. https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md */
export function trustDomainOf(id: string): string {
  return /^spiffe:\/\/([a-z0-9._-]+)(?:\/|$)/i.exec(id)?.[1]?.toLowerCase() ?? '';
}

/** A SPIFFE ID names one workload over all of its trust domain, whoever signed the document that carries it. */
export function spiffeIdentity(id: string, kind: IdentityKind = 'workload'): IdentityRef {
  return { kind, provider: 'spiffe', realm: trustDomainOf(id) || 'unknown', name: id, display: bounded(id) };
}
