import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { bounded, masked } from './values.ts';

const serviceAccountDomain = /(?:^|\.)gserviceaccount\.com$/i;
// Service agents: accounts that Google's own services act as. https://cloud.google.com/iam/docs/service-agent-types
const agentDomain = /^(system|cloudservices|gcp-sa-[\w-]+|[\w-]+-system|[\w-]*service-agent|gcp-gae-service|cloudbuild)\.(iam\.)?gserviceaccount\.com$/i;
const agentName = /^service-(?:org-)?\d+$/i;

/** A Google account by its address. Addresses are unique over all of Google, so a person is the same in Cloud and in Workspace. */
export function googleAccount(email: string): IdentityRef {
  const name = email.trim().toLowerCase();
  const domain = name.slice(name.lastIndexOf('@') + 1);
  if (serviceAccountDomain.test(domain)) return googleServiceAccount(name, domain);
  return { kind: 'human', provider: 'google', realm: domain, name, display: bounded(name) };
}

export function isServiceAccount(email: string): boolean {
  return serviceAccountDomain.test(email.slice(email.lastIndexOf('@') + 1));
}

/** Its realm is the project that owns it, where the address says so. */
function googleServiceAccount(name: string, domain: string): IdentityRef {
  const local = name.slice(0, name.lastIndexOf('@'));
  const agent = agentDomain.test(domain) || agentName.test(local);
  const project = /^(.+)\.iam\.gserviceaccount\.com$/.exec(domain)?.[1] ?? /^(\d+)-compute$/.exec(local)?.[1] ?? domain;
  return { kind: agent ? 'provider' : 'service', provider: 'gcp', realm: project, name, display: bounded(name) };
}

/** A key of a service account. Its id is unique by itself; `name` may be the full resource name. */
export function googleServiceAccountKey(name: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  const id = name.slice(name.lastIndexOf('/') + 1);
  return { kind: 'access_key', id: { plain: id }, display: `service account key ${masked(id)}`, lifetime: 'static', attributes };
}
