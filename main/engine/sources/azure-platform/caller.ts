import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import {
  bounded,
  entraServicePrincipal,
  entraSession,
  entraToken,
  entraUser,
  identityOfClaims,
  isRecord,
  look,
  masked,
  microsoftService,
  readClaims,
  said,
  saidOf,
  subscriptionOf,
  tenantOf,
  tokenOfClaims,
} from '../kit.ts';
import type { Claims, MicrosoftRecord } from '../kit.ts';

/** Who called a service, and with what. */
export interface Caller {
  readonly identity: IdentityRef;
  readonly credential: CredentialRef | null;
  readonly claims: Claims;
}

export function readCaller(record: MicrosoftRecord, resourceId: string): Caller {
  const { outer, inner } = record;
  const identity = look(outer, 'identity');
  const claims = readClaims(look(identity, 'claims') ?? look(identity, 'claim') ?? look(inner, 'claims'));
  const tenant = tenantOf(resourceId) || (said(outer, 'timeGenerated') === '' ? said(outer, 'tenantId') : '') || said(outer, 'AADTenantId');
  if (Object.keys(claims).length > 0) return { identity: identityOfClaims(claims, said(outer, 'caller'), tenant), credential: tokenOfClaims(claims), claims };
  if (isRecord(look(identity, 'requester')) || said(identity, 'type') !== '' || said(outer, 'authenticationType') !== '')
    return storageCaller(record, resourceId, claims);
  return graphCaller(record, tenant, claims) ?? { identity: named(record, resourceId, tenant), credential: null, claims };
}

/** Whether it is a record of MicrosoftGraphActivityLogs; a query may have left the table's name out. */
export function isGraph(record: MicrosoftRecord): boolean {
  return (
    /graphactivity/i.test(`${said(record.outer, 'category')}${said(record.outer, 'type')}`) ||
    saidOf(record, 'requestUri').startsWith('https://graph.microsoft.')
  );
}

/** Calls of Microsoft Graph (MicrosoftGraphActivityLogs): the token is the one that the sign-in of that id was answered with. */
function graphCaller(record: MicrosoftRecord, tenant: string, claims: Claims): Caller | null {
  const user = saidOf(record, 'userId');
  const principal = saidOf(record, 'servicePrincipalId');
  if (!isGraph(record) || (user === '' && principal === '')) return null;
  const uti = saidOf(record, 'signInActivityId') || saidOf(record, 'uniqueTokenIdentifier');
  const session = saidOf(record, 'sessionId');
  const identity = user === '' ? entraServicePrincipal(tenant, { objectId: principal, appId: saidOf(record, 'appId') }, '') : entraUser(tenant, '', user);
  const credential =
    uti === ''
      ? session === ''
        ? null
        : entraSession(session, identity.display)
      : entraToken(uti, { appid: saidOf(record, 'appId'), scp: bounded(saidOf(record, 'scopes'), 300) });
  return { identity, credential, claims };
}

/**
 * Azure Storage: OAuth names the requester, a shared key or a signature only its hash. Hashes are written for this purpose and open
 * nothing. https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage-reference
 */
function storageCaller({ outer }: MicrosoftRecord, resourceId: string, claims: Claims): Caller {
  const identity = look(outer, 'identity');
  const type = said(identity, 'type') || said(outer, 'authenticationType');
  const hash = said(identity, 'tokenHash') || said(outer, 'authenticationHash');
  const requester = look(identity, 'requester') ?? outer;
  const tenant = said(requester, 'tenantId') === '' || requester === outer ? said(outer, 'requesterTenantId') : said(requester, 'tenantId');
  const objectId = said(requester, 'objectId') || said(outer, 'requesterObjectId');
  const appId = said(requester, 'appId') || said(outer, 'requesterAppId');
  const upn = said(requester, 'upn') || said(outer, 'requesterUpn');
  const uti = said(requester, 'uniqueTokenId') || said(requester, 'tokenId');
  const account = resourceId.toLowerCase().replace(/\/(blob|file|queue|table)services\/.*$/, '');
  const key = credentialOf(type, hash, account);
  if (/oauth/i.test(type) || objectId !== '' || upn !== '') {
    const who = upn === '' ? entraServicePrincipal(tenant, { objectId, appId }, '') : entraUser(tenant, upn, objectId);
    return { identity: who, credential: uti === '' ? null : entraToken(uti), claims };
  }
  const holder: IdentityRef = {
    kind: 'anonymous',
    provider: 'azure',
    realm: subscriptionOf(resourceId) || 'unknown',
    name: key ? `holder-of-key/${account}` : 'anonymous',
    display: key ? `whoever holds ${key.display}` : 'anonymous',
  };
  return { identity: holder, credential: key, claims };
}

/** `key1(HASH)`, `SasSignature(HASH)`: a signature that rests on an account key names both. */
function credentialOf(type: string, hash: string, account: string): CredentialRef | null {
  const signature = /sassignature\(([0-9a-f]{16,64})\)/i.exec(hash)?.[1];
  const accountKey = /(key\d)\(([0-9a-f]{16,64})\)/i.exec(hash);
  if (signature !== undefined) {
    return {
      kind: 'session',
      id: { plain: `azure-sas:${signature.toLowerCase()}` },
      display: `shared access signature ${masked(signature)}`,
      lifetime: 'ephemeral',
      attributes: { account, ...(accountKey ? { signedBy: accountKey[1] ?? '' } : {}) },
    };
  }
  if (accountKey) {
    return {
      kind: 'access_key',
      id: { plain: `azure-key:${(accountKey[2] ?? '').toLowerCase()}` },
      display: `${accountKey[1]} of ${account.slice(account.lastIndexOf('/') + 1)}`,
      lifetime: 'static',
      attributes: { account },
    };
  }
  return /key/i.test(type) && account !== ''
    ? {
        kind: 'access_key',
        id: { plain: `azure:${account}` },
        display: `account keys of ${account.slice(account.lastIndexOf('/') + 1)}`,
        lifetime: 'static',
        attributes: { resource: account },
      }
    : null;
}

/** A name in one of the fields that services use for it; else nobody. */
function named({ outer, inner }: MicrosoftRecord, resourceId: string, tenant: string): IdentityRef {
  const plain = look(outer, 'identity');
  const name =
    [
      typeof plain === 'string' ? said(outer, 'identity') : '',
      said(outer, 'caller'),
      said(inner, 'userPrincipalName'),
      said(inner, 'user'),
      said(outer, 'userId'),
      said(inner, 'userId'),
      said(inner, 'principalName'),
    ].find((value) => value !== '') ?? '';
  if (name.includes('@')) return entraUser(tenant, name, '');
  if (/^(portal|microsoft\.|azure)/i.test(name)) return microsoftService(name);
  const realm = subscriptionOf(resourceId) || 'unknown';
  if (name !== '') return { kind: 'service', provider: 'azure', realm, name: `name/${name}`, display: bounded(name) };
  const device = said(inner, 'deviceId');
  if (device !== '') return { kind: 'workload', provider: 'azure', realm, name: `device/${device}`, display: bounded(device) };
  return { kind: 'anonymous', provider: 'azure', realm, name: 'not-recorded', display: 'not recorded' };
}
