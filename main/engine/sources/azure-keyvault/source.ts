import type { Basis, CredentialRef, EventReading, FactReading, IdentityRef, ResourceRef } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import {
  azureResource,
  basis,
  bounded,
  detectBy,
  factsOfClaims,
  httpStatus,
  identityOfClaims,
  idsOfClaims,
  look,
  microsoftService,
  openMicrosoftAs,
  present,
  readAs,
  readClaims,
  readMicrosoftTime,
  readOrigin,
  record as fields,
  remarksOnTime,
  rungOfHttp,
  said,
  saidOf,
  skipped,
  subscriptionOf,
  tokenOfClaims,
} from '../kit.ts';
import type { Claims, MicrosoftRecord } from '../kit.ts';

export const azureKeyVault: Source = {
  id: 'azure-keyvault',
  title: 'Azure Key Vault',
  version: '1',
  docs: [
    { title: 'Azure Key Vault logging', url: 'https://learn.microsoft.com/azure/key-vault/general/logging', read: null },
    { title: 'Log Analytics table AZKVAuditLogs', url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/azkvauditlogs', read: null },
  ],
  framing: 'Diagnostic settings (Event Hub, storage), Log Analytics (AzureDiagnostics, AZKVAuditLogs); vaults and managed HSMs',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  return openMicrosoftAs(framed, 'keyvault');
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'AuditEvent of a resource of Microsoft.KeyVault', (framed) => open(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const found = open(framed);
  if (!found) return skipped('not_this_format', 'No audit event of a key vault.');
  const { outer, inner } = found;
  const timeText = said(outer, 'time') || said(outer, 'timeGenerated');
  if (timeText === '') return skipped('time_missing', 'The record has no time.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `The time is not a time: ${bounded(timeText, 60)}`);
  const claims = claimsOf(found);
  const operation = said(outer, 'operationName');
  const identity = callerOf(operation, claims);
  const vault = said(outer, 'resourceId') || said(outer, '_ResourceId');
  const agent = saidOf(found, 'clientInfo');
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `keyvault:${operation || '(not recorded)'}`,
    plane: /^vault/i.test(operation) ? 'management' : 'secrets',
    ...readOutcome(found),
    identity,
    principal: claims['upn'] ?? claims['unique_name'] ?? claims['oid'] ?? claims['appid'] ?? identity.display,
    credential: tokenOfClaims(claims),
    resources: resourcesOf(found, vault),
    ...readOrigin(said(outer, 'callerIpAddress') || said(inner, 'callerIpAddress')),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: subscriptionOf(vault) || 'unknown',
    vendorId: null,
    ids: idsOf(found, claims),
  };
  const remarks: readonly Remark[] =
    identity.kind === 'anonymous' ? [{ code: 'field_unreadable', message: 'The record holds no claims: nobody can be named for this request.' }] : [];
  return readAs([event], [...factsOfClaims(claims, identity), ...exposures(event)], [...remarksOnTime(timeText, time, 'The time'), ...remarks]);
}

/** `identity.claim`; in AzureDiagnostics every claim is a column of its own. */
function claimsOf({ outer }: MicrosoftRecord): Claims {
  const nested = look(outer, 'identity', 'claim') ?? look(outer, 'identity', 'claims');
  if (nested !== undefined) return readClaims(nested);
  const columns = Object.entries(fields(outer)).flatMap(([name, value]) =>
    /^identity_claims?_/.test(name) ? [[name.replace(/^identity_claims?_/, ''), value] as const] : [],
  );
  return readClaims(Object.fromEntries(columns));
}

/** The vault tells Event Grid of a near expiry by itself. */
function callerOf(operation: string, claims: Claims): IdentityRef {
  return /EventGridNotification$|RotateIfDue$/i.test(operation) && Object.keys(claims).length === 0
    ? microsoftService('Microsoft.KeyVault')
    : identityOfClaims(claims);
}

/**
 * `resultType` is `Success` for whatever Key Vault could answer, 401, 403 and 404 among it: only the HTTP status tells. The first
 * request of most clients carries no token at all and is answered 401, which tells them where to get one.
 */
function readOutcome({ outer, inner }: MicrosoftRecord): { readonly rung: Rung; readonly basis: readonly Basis[] } {
  const stated = said(inner, 'httpStatusCode') || said(outer, 'httpStatusCode');
  const signature = said(outer, 'resultSignature');
  const result = said(outer, 'resultType');
  const description = said(outer, 'resultDescription');
  const status = httpStatus(stated.replace(/\.0$/, '')) ?? httpStatus(signature);
  const because = [
    ...(stated === '' ? [] : [basis('httpStatusCode', stated)]),
    ...(signature === '' || (stated !== '' && status !== null && status < 300) ? [] : [basis('resultSignature', signature)]),
    ...(description === '' ? [] : [basis('resultDescription', description)]),
  ];
  if (status !== null) return { rung: rungOfHttp(status), basis: because };
  return { rung: /^(fail|error)/i.test(result) ? 3 : 0, basis: [basis('httpStatusCode', ''), basis('resultType', result), ...because] };
}

/** The object by its address (`https://VAULT.vault.azure.net/secrets/NAME/VERSION`), and the vault. */
function resourcesOf({ inner, outer }: MicrosoftRecord, vault: string): readonly ResourceRef[] {
  const address = [said(inner, 'id'), said(inner, 'requestUri'), said(outer, 'requestUri')].find((value) => objectOf(value) !== null) ?? '';
  const found = objectOf(address);
  return [...(found ? [found] : []), ...(vault === '' ? [] : [azureResource(vault)])];
}

function objectOf(address: string): ResourceRef | null {
  const match = /^https:\/\/([^/]+)\/(secrets|keys|certificates|storage|deletedsecrets|deletedkeys|deletedcertificates)\/([^/?]+)(?:\/([^/?]+))?/i.exec(
    address,
  );
  if (!match) return null;
  const [, host = '', collection = '', name = '', version = ''] = match;
  const kind = `${collection
    .toLowerCase()
    .replace(/^deleted/, '')
    .replace(/s$/, '')}`;
  const isVersion = /^[0-9a-f]{32}$/i.test(version);
  return {
    kind: kind === 'storage' ? 'storage-account' : kind,
    key: bounded(`https://${host.toLowerCase()}/${collection.toLowerCase()}/${name}${isVersion ? `/${version}` : ''}`, 1024),
    display: bounded(`${host.split('.')[0] ?? host}/${name}`, 200),
  };
}

const reads = /^(SecretGet|SecretBackup|SecretGetDeleted|KeyBackup|CertificateBackup|KeyRelease)$/i;

/** A secret whose value was handed out: the caller has it from then on, whatever it opens. */
function exposures(event: EventReading): readonly FactReading[] {
  const secret = event.resources[0];
  const operation = event.action.slice('keyvault:'.length);
  if (event.rung !== 4 || !reads.test(operation) || !secret || !secret.key.startsWith('https://') || event.identity.kind === 'anonymous') return [];
  const credential: CredentialRef = {
    kind: secret.kind === 'certificate' ? 'certificate' : 'api_key',
    id: { plain: `keyvault:${secret.key.replace(/\/[0-9a-f]{32}$/i, '')}` },
    display: bounded(`${secret.kind} ${secret.display}`, 200),
    lifetime: 'unknown',
    attributes: { resource: secret.key },
  };
  return [{ fact: 'holding', identity: event.identity, credential, basis: 'exposed', via: event.credential, from: event.at }];
}

function idsOf(found: MicrosoftRecord, claims: Claims): Readonly<Record<string, string>> {
  const { outer, inner } = found;
  const names =
    'correlationId operationVersion requestUri isAccessPolicyMatch isRbacAuthorized appliedAssignmentId trustedService addrAuthType subnetId tlsVersion algorithm keyProperties durationMs';
  const list: Record<string, string> = Object.fromEntries(names.split(' ').map((name) => [name, saidOf(found, name)]));
  const ids = present({
    ...list,
    category: said(outer, 'category'),
    httpStatusCode: said(inner, 'httpStatusCode') || said(outer, 'httpStatusCode'),
    resultSignature: said(outer, 'resultSignature'),
    resultType: said(outer, 'resultType'),
    ...idsOfClaims(claims),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}
