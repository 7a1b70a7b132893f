import type { IdentityRef, ResourceRef } from '../../../../shared/model.ts';
import {
  bounded,
  entraApplication,
  entraNobody,
  entraRealm,
  entraServicePrincipal,
  entraUser,
  isRecord,
  list,
  look,
  microsoftService,
  said,
  saidOf,
  tenantOf,
  text,
} from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';

/** The tenant whose audit log it is; in a Log Analytics table TenantId is the workspace's. */
export function tenantOfAudit({ outer, inner }: MicrosoftRecord): string {
  return (
    tenantOf(said(outer, 'resourceId')) ||
    said(outer, 'AADTenantId') ||
    (said(outer, 'timeGenerated') === '' ? said(outer, 'tenantId') : '') ||
    said(inner, 'tenantId')
  );
}

/** Who made the change: a person, an application, or a service of Entra itself. */
export function initiatorOf(record: MicrosoftRecord, tenant: string): IdentityRef {
  const by = look(record.inner, 'initiatedBy');
  const user = look(by, 'user');
  const app = look(by, 'app');
  const userId = said(user, 'id') || row(record, 'actorObjectId');
  const userName = said(user, 'userPrincipalName') || row(record, 'actorUserPrincipalName');
  if (userName !== '' || said(user, 'id') !== '')
    return entraUser(tenant, userName.includes('@') ? userName : '', userId || userName, said(user, 'displayName'));
  const principal = said(app, 'servicePrincipalId') || row(record, 'actorServicePrincipalId');
  const appId = said(app, 'appId');
  const display = said(app, 'displayName') || said(app, 'servicePrincipalName') || row(record, 'actorDisplayName') || row(record, 'actorServicePrincipalName');
  if (principal !== '' || appId !== '') return entraServicePrincipal(tenant, { objectId: principal, appId }, display);
  // Entra's own services act without a service principal in the tenant.
  const named = display || (typeof by === 'string' ? text(by) : '') || saidOf(record, 'identity');
  if (named.includes('@')) return entraUser(tenant, named, '');
  if (named !== '') return app !== undefined || /^microsoft|azure|entra|service/i.test(named) ? microsoftService(named) : entraApplication(tenant, '', named);
  return entraNobody(tenant);
}

/** A column of the portal's table. */
function row(record: MicrosoftRecord, name: string): string {
  return said(record.inner, name);
}

/** What was changed; the first is the one that the activity names. */
export interface Target {
  readonly type: string;
  readonly id: string;
  readonly display: string;
  readonly userPrincipalName: string;
  readonly changed: ReadonlyMap<string, { readonly old: string; readonly new: string }>;
}

export function targetsOf(record: MicrosoftRecord): readonly Target[] {
  const listed = list(look(record.inner, 'targetResources'));
  return listed.length > 0 ? listed.slice(0, 50).map(targetOf) : rowTargets(record);
}

function targetOf(value: unknown): Target {
  const changed = new Map<string, { readonly old: string; readonly new: string }>();
  for (const property of list(look(value, 'modifiedProperties'))) {
    const name = said(property, 'displayName') || said(property, 'name');
    if (name !== '' && !changed.has(name)) changed.set(name, { old: wording(look(property, 'oldValue')), new: wording(look(property, 'newValue')) });
  }
  return {
    type: said(value, 'type'),
    id: said(value, 'id'),
    display: said(value, 'displayName'),
    userPrincipalName: said(value, 'userPrincipalName'),
    changed,
  };
}

function wording(value: unknown): string {
  return isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : text(value);
}

/** The portal's table: `Target1Type`, `Target1ModifiedProperty1NewValue`. */
function rowTargets(record: MicrosoftRecord): readonly Target[] {
  const targets: Target[] = [];
  for (let place = 1; place <= 3; place += 1) {
    const column = (name: string): string => said(record.inner, `target${place}${name}`);
    if (column('ObjectId') === '' && column('DisplayName') === '') continue;
    const changed = new Map<string, { readonly old: string; readonly new: string }>();
    for (let property = 1; property <= 20; property += 1) {
      const name = column(`ModifiedProperty${property}Name`);
      if (name !== '') changed.set(name, { old: column(`ModifiedProperty${property}OldValue`), new: column(`ModifiedProperty${property}NewValue`) });
    }
    targets.push({ type: column('Type'), id: column('ObjectId'), display: column('DisplayName'), userPrincipalName: column('UserPrincipalName'), changed });
  }
  return targets;
}

/** A target that can itself act, as an identity. */
export function identityOfTarget(target: Target | undefined, tenant: string): IdentityRef | null {
  if (!target) return null;
  switch (target.type.toLowerCase()) {
    case 'user':
      return target.userPrincipalName === '' && target.id === '' ? null : entraUser(tenant, target.userPrincipalName, target.id, target.display);
    case 'serviceprincipal':
      return target.id === '' ? null : entraServicePrincipal(tenant, { objectId: target.id, appId: '' }, target.display);
    case 'application':
      return target.id === '' ? null : { ...entraApplication(tenant, target.id, target.display), name: `application-object/${target.id.toLowerCase()}` };
    default:
      return null;
  }
}

export function resourceOfTarget(target: Target, tenant: string): ResourceRef {
  const kind = target.type === '' ? 'directory-object' : target.type.toLowerCase();
  const key = target.id || target.userPrincipalName.toLowerCase() || target.display;
  return {
    kind,
    key: bounded(`entra:${entraRealm(tenant)}:${kind}/${key}`, 1024),
    display: bounded(target.userPrincipalName || target.display || key || kind, 200),
  };
}
