import type { CredentialRef, IdentityRef, Plane, ResourceRef } from '../../../../shared/model.ts';
import { bounded, googleAccount, masked, present, someone, textAt, thing } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Who acted: a user by address, a client by its key, or Google’s own staff in the access transparency log. */
export function readActor(activity: Fields): IdentityRef {
  const email = textAt(activity, 'actor', 'email');
  const profile = textAt(activity, 'actor', 'profileId');
  const key = textAt(activity, 'actor', 'key');
  const customer = textAt(activity, 'id', 'customerId');
  if (/@[^@]/.test(email)) return googleAccount(email);
  if (email !== '') return someone('human', 'google', customer, email);
  if (profile !== '') return someone('human', 'google', customer, `profile/${profile}`, `profile ${profile}`);
  const application = textAt(activity, 'actor', 'applicationInfo', 'oauthClientId');
  if (application !== '')
    return someone('application', 'google', customer, `client/${application}`, textAt(activity, 'actor', 'applicationInfo', 'applicationName') || application);
  return someone('application', 'google', customer, key === '' ? '' : `key/${key}`, key);
}

const planes: Readonly<Record<string, Plane>> = {
  login: 'identity',
  user_accounts: 'identity',
  saml: 'identity',
  token: 'identity',
  groups: 'identity',
  groups_enterprise: 'identity',
  context_aware_access: 'identity',
  admin: 'management',
  rules: 'management',
  gcp: 'compute',
  mobile: 'management',
  chrome: 'management',
  vault: 'data',
  access_transparency: 'data',
  drive: 'data',
  gmail: 'data',
  calendar: 'data',
  chat: 'data',
  meet: 'data',
  keep: 'data',
  data_studio: 'data',
};

const identityTypes = new Set(['USER_SETTINGS', 'DELEGATED_ADMIN_SETTINGS', 'GROUP_SETTINGS', 'SECURITY_SETTINGS', 'DOMAIN_SETTINGS']);

export function planeOf(application: string, type: string): Plane {
  if (identityTypes.has(type)) return 'identity';
  return Object.hasOwn(planes, application) ? (planes[application] ?? 'management') : 'management';
}

const targets: readonly (readonly [parameter: string, kind: string])[] = [
  ['doc_id', 'document'],
  ['USER_EMAIL', 'user'],
  ['affected_email_address', 'user'],
  ['GROUP_EMAIL', 'group'],
  ['group_email', 'group'],
  ['group_id', 'group'],
  ['ROLE_NAME', 'role'],
  ['APPLICATION_NAME', 'application'],
  ['application_name', 'application'],
  ['app_name', 'application'],
  ['API_CLIENT_NAME', 'client'],
  ['client_id', 'client'],
  ['DOMAIN_NAME', 'domain'],
  ['ORG_UNIT_NAME', 'org_unit'],
  ['DEVICE_ID', 'device'],
  ['RESOURCE_NAME', 'resource'],
];

/** What was acted upon, by the parameters that name things. */
export function readResources(parameters: Readonly<Record<string, string>>): readonly ResourceRef[] {
  const found = targets.flatMap(([parameter, kind]) => {
    const id = parameters[parameter] ?? '';
    return id === '' ? [] : [thing('google', kind, id, kind === 'document' ? (parameters['doc_title'] ?? id) : id)];
  });
  return found.filter((one, place) => found.findIndex(({ key }) => key === one.key) === place);
}

/** The grant by which an application acts for a user, in the OAuth token audit. */
export function readGrant(identity: IdentityRef, parameters: Readonly<Record<string, string>>): CredentialRef | null {
  const client = parameters['client_id'] ?? '';
  if (client === '') return null;
  return {
    kind: 'oauth_grant',
    id: { plain: bounded(`google:${client}:${identity.name}`, 400) },
    display: `grant to ${bounded(parameters['app_name'] || masked(client), 100)}`,
    lifetime: 'static',
    attributes: present({ client, application: parameters['app_name'] ?? '', scopes: bounded(parameters['scope'] ?? '', 500), subject: identity.name }),
  };
}
