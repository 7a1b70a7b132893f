import type { EventReading, Plane, ResourceRef } from '../../../../shared/model.ts';
import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import {
  azurePlane,
  azureResource,
  bounded,
  detectBy,
  factsOfClaims,
  idsOfClaims,
  isAddress,
  look,
  openMicrosoftAs,
  present,
  readAs,
  readMicrosoftTime,
  readOrigin,
  remarksOnTime,
  said,
  saidOf,
  skipped,
  subscriptionOf,
  tenantOf,
} from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';
import { isGraph, readCaller } from './caller.ts';
import { readOutcome } from './outcome.ts';

export const azurePlatform: Source = {
  id: 'azure-platform',
  title: 'Azure resource logs',
  version: '1',
  docs: [
    { title: 'Resource log schema', url: 'https://learn.microsoft.com/azure/azure-monitor/essentials/resource-logs-schema', read: null },
    {
      title: 'Log Analytics table MicrosoftGraphActivityLogs',
      url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/microsoftgraphactivitylogs',
      read: null,
    },
    {
      title: 'Blob Storage monitoring data reference',
      url: 'https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage-reference',
      read: null,
    },
    { title: 'Event Hubs monitoring data reference', url: 'https://learn.microsoft.com/azure/event-hubs/monitor-event-hubs-reference', read: null },
  ],
  framing:
    'Diagnostic settings (Event Hub, storage) and Log Analytics (AzureDiagnostics): Microsoft Graph activity, Storage, Event Hubs, gateways and other services',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  return openMicrosoftAs(framed, 'platform');
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'a resource log: resourceId, category and operation', (framed) => open(framed) !== null);
}

const timeFields = ['time', 'eventTimeString', 'timeGenerated', 'timestamp'];

function read(framed: FramedRecord): Reading {
  const record = open(framed);
  if (!record) return skipped('not_this_format', 'No Azure resource log: resourceId, category or operation is missing.');
  const { outer, inner } = record;
  const timeText = timeFields.map((name) => said(outer, name)).find((value) => value !== '') ?? '';
  if (timeText === '') return skipped('time_missing', 'The record has no time.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `The time is not a time: ${bounded(timeText, 60)}`);
  const resourceId = said(outer, 'resourceId') || said(outer, '_ResourceId');
  const caller = readCaller(record, resourceId);
  const agent = saidOf(record, 'userAgent') || said(inner, 'userAgentHeader') || said(outer, 'userAgentHeader');
  const event: EventReading = {
    at: time.at,
    timeText,
    action: actionOf(record),
    plane: planeOf(record, resourceId),
    ...readOutcome(record),
    identity: caller.identity,
    principal:
      saidOf(record, 'caller') ||
      caller.claims['upn'] ||
      caller.claims['oid'] ||
      saidOf(record, 'servicePrincipalId') ||
      saidOf(record, 'userId') ||
      caller.identity.display,
    credential: caller.credential,
    resources: resourcesOf(record, resourceId),
    ...readOrigin(addressOf(record)),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: subscriptionOf(resourceId) || tenantOf(resourceId) || said(outer, 'AADTenantId').toLowerCase() || 'unknown',
    vendorId: null,
    ids: idsOf(record, caller.claims),
  };
  return readAs([event], factsOfClaims(caller.claims, caller.identity), remarksOnTime(timeText, time, 'The time'));
}

/** The category, or the Log Analytics table where it has none. */
function logOf(record: MicrosoftRecord): string {
  return said(record.outer, 'category') || said(record.outer, 'type') || (isGraph(record) ? 'MicrosoftGraphActivityLogs' : '');
}

function actionOf(record: MicrosoftRecord): string {
  const { outer, inner } = record;
  const operation =
    said(outer, 'operationName') ||
    said(outer, 'eventName') ||
    said(inner, 'operationName') ||
    (isGraph(record) ? 'Microsoft Graph Activity' : '(not recorded)');
  const method = said(inner, 'requestMethod') || said(outer, 'requestMethod');
  const category = logOf(record);
  return `azure-${category.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'platform'}:${isGraph(record) && method !== '' ? `${method} ${operation}` : operation}`;
}

function planeOf(record: MicrosoftRecord, resourceId: string): Plane {
  const uri = saidOf(record, 'requestUri');
  if (isGraph(record)) return /\/(messages|mailfolders|drives?|sites|chats|calendar|events)\b/i.test(uri) ? 'data' : 'identity';
  const namespace = /\/providers\/(microsoft\.[^/]+)\//i.exec(resourceId)?.[1] ?? '';
  return azurePlane(`${namespace}/x`);
}

function addressOf(record: MicrosoftRecord): string {
  const found = ['callerIpAddress', 'ipAddress', 'clientIp', 'clientIpAddress', 'cIp'].map((name) => saidOf(record, name)).find((value) => value !== '') ?? '';
  // Some services write no brackets around an IPv6 address with a port.
  const port = /^(.*):\d{2,5}$/.exec(found)?.[1] ?? '';
  return port.split(':').length === 8 && isAddress(port) ? port : found;
}

/** What was asked for by its address, and the Azure resource that answered. */
function resourcesOf(record: MicrosoftRecord, resourceId: string): readonly ResourceRef[] {
  const uri = saidOf(record, 'uri') || saidOf(record, 'requestUri');
  // A query may carry a signature.
  const address = uri.split('?')[0] ?? '';
  const key = said(record.inner, 'objectKey') || said(record.outer, 'objectKey');
  const object = key !== '' ? key : address;
  return [
    ...(object === ''
      ? []
      : [{ kind: key === '' ? 'address' : 'object', key: bounded(object, 1024), display: bounded(object.replace(/^https?:\/\//, ''), 200) }]),
    ...(resourceId === '' ? [] : [azureResource(resourceId)]),
  ];
}

function idsOf(record: MicrosoftRecord, claims: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names =
    'correlationId activityId requestId clientRequestId operationId signInActivityId sessionId userId servicePrincipalId appId roles scopes wids clientAuthMethod identityProvider tokenIssuedAt requestMethod apiVersion ' +
    'statusText serviceType accountName authenticationType ruleId deviceId protocol resultDescription';
  const found: Record<string, string> = Object.fromEntries(names.split(' ').map((name) => [name, saidOf(record, name)]));
  const identity = look(record.outer, 'identity');
  const ids = present({
    ...found,
    category: said(record.outer, 'category'),
    authenticationType: said(identity, 'type') || (found['authenticationType'] ?? ''),
    tokenHash: said(identity, 'tokenHash') || said(record.outer, 'authenticationHash'),
    delegatedRole: said(look(identity, 'authorization'), 'roleDefinitionId'),
    ...idsOfClaims(claims),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}
