import type { IdentityRef } from '../../../../shared/model.ts';
import { bounded, entraApplication, entraNobody, entraServicePrincipal, entraUser, isGuid, list, look, microsoftService, said } from '../kit.ts';
import type { Fields } from '../kit.ts';

const system =
  /^(nt (authority|service)\\|s-1-5-(18|19|20)$|system( account)?$|microsoft\b|sharepoint\\system|spo.*system|dlpagent$|app@sharepoint$|not available$|unknown$|application$|teams|__|svc)/i;

/** Who did it. `UserId` is a user principal name, a service's name, a SID, or says nothing; UserType says which to expect. */
export function readCaller(fields: Fields): IdentityRef {
  const tenant = said(fields, 'organizationId');
  const user = said(fields, 'userId');
  const type = said(fields, 'userType').toLowerCase();
  const app = said(fields, 'appId') || said(fields, 'clientAppId') || said(fields, 'applicationId') || said(fields, 'appAccessContext', 'clientAppId');
  const principal = /^serviceprincipal_(.+)$/i.exec(user)?.[1];
  if (principal !== undefined)
    return entraServicePrincipal(
      tenant,
      { objectId: isGuid(principal) ? principal : '', appId: isGuid(app) ? app : principal },
      said(fields, 'applicationDisplayName'),
    );
  if (user.includes('@') && !/^app@sharepoint$/i.test(user)) return entraUser(tenant, guestOf(user), objectIdOf(fields, 'actor'));
  if (/^(6|serviceprincipal)$/.test(type) && isGuid(user)) return entraServicePrincipal(tenant, { objectId: user, appId: isGuid(app) ? app : '' }, '');
  if (/^(5|application)$/.test(type) || /^app@sharepoint$/i.test(user)) {
    return isGuid(app) ? entraApplication(tenant, app, said(fields, 'applicationDisplayName') || user) : nameless(user, tenant);
  }
  if (/anonymous|^urn:spo:anon/i.test(user))
    return { kind: 'anonymous', provider: 'entra', realm: tenant || 'unknown', name: bounded(user), display: 'anonymous' };
  return nameless(user, tenant);
}

function nameless(user: string, tenant: string): IdentityRef {
  if (user === '' || /^(not available|unknown)$/i.test(user)) return entraNobody(tenant);
  if (system.test(user)) return microsoftService(user);
  if (isGuid(user)) return entraUser(tenant, '', user);
  const realm = tenant === '' ? 'unknown' : tenant.toLowerCase();
  return { kind: /^s-1-/i.test(user) ? 'human' : 'service', provider: 'entra', realm, name: `name/${user}`, display: bounded(user) };
}

/** SharePoint names guests `urn:spo:guest#mail`, and people by claims: `i:0#.f|membership|mail`. */
function guestOf(user: string): string {
  return user.replace(/^urn:spo:guest#/i, '').replace(/^i:0[#\w.]*\.f\|membership\|/i, '');
}

/** The object id among the several identities that Entra's records list for the actor or the target (`User_GUID`, or the GUID alone). */
export function objectIdOf(fields: Fields, which: 'actor' | 'target'): string {
  const listed = list(look(fields, which)).map((entry) => said(entry, 'ID') || said(entry, 'id'));
  const tagged = listed.map((id) => /^(?:User|ServicePrincipal|Application|Device|Group)_(.+)$/.exec(id)?.[1] ?? '').find(isGuid);
  // For applications UserKey names something else.
  const key = which === 'actor' && said(fields, 'userId').includes('@') && !/^app@/i.test(said(fields, 'userId')) ? said(fields, 'userKey') : '';
  return tagged ?? listed.find(isGuid) ?? (isGuid(key) ? key : '');
}
