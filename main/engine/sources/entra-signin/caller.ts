import type { IdentityRef } from '../../../../shared/model.ts';
import { entraServicePrincipal, entraUser, said, saidOf, tenantOf } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';

export type SignInKind = 'interactive' | 'non-interactive' | 'service principal' | 'managed identity' | 'federation server';

/** Which of the sign-in logs the record is from. */
export function kindOfSignIn(record: MicrosoftRecord): SignInKind {
  const words = `${said(record.outer, 'category')} ${said(record.outer, 'type')} ${eventTypes(record)}`.toLowerCase();
  if (words.includes('managedidentity')) return 'managed identity';
  if (words.includes('serviceprincipal')) return 'service principal';
  if (words.includes('noninteractive')) return 'non-interactive';
  if (words.includes('adfs')) return 'federation server';
  const person = saidOf(record, 'userPrincipalName') || saidOf(record, 'username') || saidOf(record, 'userId');
  if (person === '' && saidOf(record, 'servicePrincipalId') !== '')
    return saidOf(record, 'managedIdentityType') === '' ? 'service principal' : 'managed identity';
  return said(record.inner, 'isInteractive') === 'false' && !words.includes('signinlogs') ? 'non-interactive' : 'interactive';
}

function eventTypes(record: MicrosoftRecord): string {
  const listed = record.inner['signInEventTypes'] ?? record.inner['SignInEventTypes'];
  return Array.isArray(listed) ? listed.join(' ') : typeof listed === 'string' ? listed : '';
}

/** The tenant whose log it is. In a Log Analytics table TenantId is the workspace's, so the resource id and AADTenantId go first. */
export function tenantOfSignIn(record: MicrosoftRecord): string {
  const { outer, inner } = record;
  const resource = tenantOf(said(outer, 'resourceId'));
  if (resource !== '') return resource;
  const stated = said(outer, 'AADTenantId') || said(inner, 'resourceTenantId');
  return stated || (said(outer, 'timeGenerated') === '' ? said(outer, 'tenantId') : '') || said(inner, 'homeTenantId');
}

/** Who signed in. */
export function readCaller(record: MicrosoftRecord, kind: SignInKind, tenant: string): IdentityRef {
  const { inner } = record;
  const objectId = saidOf(record, 'servicePrincipalId');
  if (kind === 'service principal' || kind === 'managed identity') {
    const display = saidOf(record, 'servicePrincipalName') || saidOf(record, 'appDisplayName') || said(inner, 'application');
    return entraServicePrincipal(tenant, { objectId, appId: appIdOf(record) }, display, kind === 'managed identity' ? 'workload' : 'service');
  }
  const name = saidOf(record, 'userPrincipalName') || said(inner, 'username');
  return entraUser(tenant, name.includes('@') ? name : '', said(inner, 'userId'), saidOf(record, 'userDisplayName') || said(inner, 'user') || name);
}

export function appIdOf(record: MicrosoftRecord): string {
  return said(record.inner, 'appId') || said(record.inner, 'applicationId');
}
