import type { Basis, CredentialRef, IdentityRef, Plane, ResourceRef } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, bounded, entraRealm, entraServicePrincipal, entraToken, entraUser, isGuid, look, masked, rungOfEntraCode, said } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** The table of advanced hunting, from the category (`AdvancedHunting-DeviceLogonEvents`) or the Log Analytics column. */
export function tableOf(outer: Fields): string {
  return /^AdvancedHunting-(\w+)$/i.exec(said(outer, 'category'))?.[1] ?? (/Events(Beta)?$/.test(said(outer, 'type')) ? said(outer, 'type') : '');
}

/**
 * Logons say how they ended. Of most other things a sensor says only that it saw them, which tells nothing of a credential.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-devicelogonevents-table
 */
export function readOutcome(inner: Fields): { readonly rung: Rung; readonly basis: readonly Basis[] } {
  const action = said(inner, 'actionType');
  const code = said(inner, 'errorCode');
  if (code !== '' && (said(inner, 'requestId') !== '' || action === '')) return { rung: rungOfEntraCode(code), basis: [basis('ErrorCode', code)] };
  const reason = said(inner, 'failureReason');
  const because = [basis('ActionType', action), ...(reason === '' ? [] : [basis('FailureReason', reason)])];
  switch (action) {
    case 'LogonSuccess':
      return { rung: 4, basis: because };
    case 'LogonFailed':
      return { rung: rungOfEntraCode(reason) === 2 ? 2 : 1, basis: because };
  }
  const raw = said(look(inner, 'rawEventData'), 'resultStatus');
  if (/^(success|succeeded|true|partiallysucceeded)$/i.test(raw)) return { rung: 4, basis: [...because, basis('RawEventData.ResultStatus', raw)] };
  if (/^(fail|failed|failure|false)$/i.test(raw)) return { rung: 3, basis: [...because, basis('RawEventData.ResultStatus', raw)] };
  if (/(Blocked|Denied|AccessDenied)$/.test(action)) return { rung: 2, basis: because };
  return { rung: /(Failed|Failure)$/.test(action) ? 3 : 0, basis: because };
}

/** The account that acted: by its name in Entra ID, else by domain and name as Windows has it. */
export function readAccount(inner: Fields, tenant: string): IdentityRef {
  for (const prefix of ['account', 'initiatingProcessAccount', 'requestAccount']) {
    const upn = said(inner, `${prefix}Upn`);
    const objectId = said(inner, `${prefix}ObjectId`);
    if (upn.includes('@') || isGuid(objectId)) return entraUser(tenant, upn.includes('@') ? upn : '', objectId, said(inner, `${prefix}DisplayName`));
    const name = said(inner, `${prefix}Name`);
    if (name !== '') return windowsAccount(inner, tenant, said(inner, `${prefix}Domain`), name);
  }
  const principal = said(inner, 'servicePrincipalId');
  if (principal !== '') return entraServicePrincipal(tenant, { objectId: principal, appId: said(inner, 'applicationId') }, said(inner, 'servicePrincipalName'));
  return { kind: 'anonymous', provider: 'windows', realm: entraRealm(tenant), name: 'not-recorded', display: 'not recorded' };
}

/** Built-in accounts exist on every device apart; local accounts have the device's name for a domain. */
function windowsAccount(inner: Fields, tenant: string, domain: string, name: string): IdentityRef {
  const own = /^(nt authority|nt service|window manager|font driver host)$/i.test(domain) || /^(system|local service|network service)$/i.test(name);
  const place = (own || domain === '' ? said(inner, 'deviceName') : domain).toLowerCase() || 'unknown';
  return {
    kind: own || name.endsWith('$') ? 'service' : 'human',
    provider: 'windows',
    realm: entraRealm(tenant),
    name: `${place}/${name.toLowerCase()}`,
    display: bounded(domain === '' ? name : `${domain}\\${name}`),
  };
}

/** Whether the account itself is named, and not only the one that the process ran under. */
export function hasAccount(inner: Fields): boolean {
  return said(inner, 'accountName') !== '' || said(inner, 'accountUpn') !== '' || said(inner, 'accountObjectId') !== '';
}

/** A logon session is known by its number on its device; a sign-in to Entra ID by the id of its request. */
export function readCredential(inner: Fields): CredentialRef | null {
  const request = said(inner, 'uniqueTokenId') || said(inner, 'requestId');
  if (said(inner, 'errorCode') === '0' && isGuid(request)) return entraToken(request);
  const logon = said(inner, hasAccount(inner) ? 'logonId' : 'initiatingProcessLogonId');
  const device = (said(inner, 'deviceId') || said(inner, 'deviceName')).toLowerCase();
  if (logon === '' || logon === '0' || device === '') return null;
  return {
    kind: 'session',
    id: { plain: `windows:${device}#${logon}` },
    display: `logon ${logon} on ${said(inner, 'deviceName') || masked(device)}`,
    lifetime: 'ephemeral',
    attributes: {},
  };
}

export function readResources(inner: Fields): readonly ResourceRef[] {
  const found: ResourceRef[] = [];
  const device = said(inner, 'destinationDeviceName') || said(inner, 'deviceName');
  if (device !== '') found.push({ kind: 'device', key: `device:${device.toLowerCase()}`, display: bounded(device, 200) });
  const object = said(inner, 'objectId') || said(inner, 'objectName');
  if (object !== '')
    found.push({
      kind: (said(inner, 'objectType') || 'object').toLowerCase(),
      key: bounded(`object:${object}`, 1024),
      display: bounded(said(inner, 'objectName') || object, 200),
    });
  const application = said(inner, 'resourceDisplayName') || said(inner, 'application');
  if (application !== '')
    found.push({ kind: 'application', key: bounded(`application:${said(inner, 'resourceId') || application}`, 1024), display: bounded(application, 200) });
  return found;
}

export function planeOf(table: string, action: string): Plane {
  if (/logon|signin|identity|directory/i.test(`${table} ${action}`)) return 'identity';
  if (/network/i.test(table)) return 'network';
  return /cloudapp|email|url/i.test(table) ? 'data' : 'compute';
}
