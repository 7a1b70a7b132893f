import type { EventReading, IdentityRef } from '../../../../shared/model.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import {
  azurePlane,
  azureResource,
  bounded,
  detectBy,
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
  remarksOnTime,
  said,
  skipped,
  subscriptionOf,
  tokenOfClaims,
} from '../kit.ts';
import type { Claims, MicrosoftRecord } from '../kit.ts';
import { readFacts } from './facts.ts';
import { operationOf, readOutcome } from './outcome.ts';

export const azureActivity: Source = {
  id: 'azure-activity',
  title: 'Azure activity log',
  version: '1',
  docs: [
    { title: 'Activity log event schema', url: 'https://learn.microsoft.com/azure/azure-monitor/essentials/activity-log-schema', read: null },
    { title: 'Log Analytics table AzureActivity', url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/azureactivity', read: null },
  ],
  framing: 'REST API, az and Az PowerShell, Event Hub and storage, Log Analytics (AzureActivity), the portal’s CSV, dftimewolf and plaso',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  return openMicrosoftAs(framed, 'activity');
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'a Resource Manager operation with its time and category', (framed) => open(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const record = open(framed);
  if (!record) return skipped('not_this_format', 'No record of the Azure activity log: no Resource Manager operation with its category.');
  const { outer } = record;
  const timeText = said(outer, 'eventTimestamp') || said(outer, 'time') || said(outer, 'timeGenerated');
  if (timeText === '') return skipped('time_missing', 'The record has no eventTimestamp.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `eventTimestamp is not a time: ${bounded(timeText, 60)}`);
  const claims = readClaims(look(outer, 'identity', 'claims') ?? look(outer, 'claims_d') ?? look(outer, 'claims'));
  const resourceId = resourceIdOf(record);
  const identity = callerOf(record, claims);
  const operation = operationOf(record);
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `azure:${operation || '(not recorded)'}`,
    plane: azurePlane(operation),
    ...readOutcome(record),
    identity,
    principal: callerName(record) || claims['upn'] || claims['oid'] || claims['appid'] || identity.display,
    credential: tokenOfClaims(claims),
    resources: resourceId === '' ? [] : [azureResource(resourceId)],
    ...readOrigin(addressOf(record)),
    userAgent: null,
    realm: subscriptionOf(resourceId) || said(outer, 'subscriptionId').toLowerCase() || said(outer, 'subscription') || (claims['tid'] ?? 'unknown'),
    vendorId: said(outer, 'eventDataId') || null,
    ids: idsOf(record, claims),
  };
  return readAs([event], readFacts(event, claims, resourceId), [...remarksOnTime(timeText, time, 'eventTimestamp'), ...remarksOn(identity)]);
}

function remarksOn(identity: IdentityRef): readonly Remark[] {
  return identity.kind === 'anonymous' ? [{ code: 'field_unreadable', message: 'Neither caller nor claims: nobody can be named for this event.' }] : [];
}

function callerName({ outer }: MicrosoftRecord): string {
  return said(outer, 'caller') || said(outer, 'eventInitiatedBy');
}

/** Alerts, health and recommendations are the platform's own; they have neither caller nor claims. */
function callerOf(record: MicrosoftRecord, claims: Claims): IdentityRef {
  const caller = callerName(record);
  const category = categoryOf(record);
  const own = caller === '' && Object.keys(claims).length === 0 && /health|alert|recommendation|autoscale|security/i.test(category);
  if (own) return microsoftService(operationOf(record).split('/')[0] || category);
  if (/^microsoft\.[\w.]+(\/.*)?$/i.test(caller)) return microsoftService(caller);
  // In Log Analytics TenantId is the workspace's, not the caller's.
  const tenant = said(record.outer, 'timeGenerated') === '' ? said(record.outer, 'tenantId') : '';
  const app = said(record.outer, 'identity', 'authorization', 'evidence', 'principalType').toLowerCase() === 'serviceprincipal';
  return identityOfClaims(app && claims['idtyp'] === undefined ? { ...claims, idtyp: 'app' } : claims, caller, tenant);
}

function categoryOf({ outer, inner }: MicrosoftRecord): string {
  return said(inner, 'eventCategory') || said(outer, 'categoryValue') || said(outer, 'category') || said(outer, 'eventCategory');
}

function resourceIdOf({ outer, inner }: MicrosoftRecord): string {
  const named = said(outer, 'resourceId') || said(outer, '_ResourceId') || said(inner, 'entity') || said(outer, 'authorization', 'scope');
  if (named !== '') return named;
  return said(outer, 'identity', 'authorization', 'scope') || (said(outer, 'resource').startsWith('/') ? said(outer, 'resource') : '');
}

function addressOf({ outer, inner }: MicrosoftRecord): string {
  const request = look(outer, 'httpRequest');
  return said(request, 'clientIpAddress') || said(outer, 'callerIpAddress') || said(inner, 'clientIpAddress');
}

function idsOf(record: MicrosoftRecord, claims: Claims): Readonly<Record<string, string>> {
  const { outer, inner } = record;
  const evidence = look(outer, 'identity', 'authorization', 'evidence') ?? look(outer, 'authorization', 'evidence');
  const ids = present({
    eventDataId: said(outer, 'eventDataId'),
    correlationId: said(outer, 'correlationId'),
    operationId: said(outer, 'operationId') || said(inner, 'operationId'),
    eventName: said(outer, 'eventName') || said(inner, 'eventName'),
    category: categoryOf(record),
    subscriptionId: said(outer, 'subscriptionId'),
    resourceGroup: said(outer, 'resourceGroupName') || said(outer, 'resourceGroup'),
    method: said(outer, 'httpRequest', 'method'),
    clientRequestId: said(outer, 'httpRequest', 'clientRequestId'),
    serviceRequestId: said(inner, 'serviceRequestId') || said(inner, 'eventProperties', 'serviceRequestId'),
    role: said(evidence, 'role') || said(outer, 'authorization', 'role'),
    roleAssignmentId: said(evidence, 'roleAssignmentId'),
    roleAssignmentScope: said(evidence, 'roleAssignmentScope'),
    principalId: said(evidence, 'principalId'),
    principalType: said(evidence, 'principalType'),
    tenantId: said(outer, 'timeGenerated') === '' ? said(outer, 'tenantId') : '',
    ...idsOfClaims(claims),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}
