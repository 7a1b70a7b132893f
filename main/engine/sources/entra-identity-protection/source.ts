import type { EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import {
  basis,
  bounded,
  detectBy,
  entraRealm,
  entraServicePrincipal,
  entraUser,
  look,
  openMicrosoftAs,
  pairsOf,
  parseJson,
  present,
  readAs,
  readMicrosoftTime,
  readOrigin,
  remarksOnTime,
  said,
  saidOf,
  skipped,
  tenantOf,
} from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';

export const entraIdentityProtection: Source = {
  id: 'entra-identity-protection',
  title: 'Microsoft Entra ID Protection',
  version: '1',
  docs: [
    { title: 'riskDetection resource type (Microsoft Graph)', url: 'https://learn.microsoft.com/graph/api/resources/riskdetection', read: null },
    { title: 'riskyUser resource type (Microsoft Graph)', url: 'https://learn.microsoft.com/graph/api/resources/riskyuser', read: null },
    {
      title: 'Log Analytics table AADUserRiskEvents',
      url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/aaduserriskevents',
      read: null,
    },
  ],
  framing: 'Microsoft Graph, diagnostic settings (Event Hub, storage), Log Analytics (AADUserRiskEvents, AADRiskyUsers and those of service principals)',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  return openMicrosoftAs(framed, 'risk');
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'a category of risk, or riskState with its time,', (framed) => open(framed) !== null);
}

/** A detection is Microsoft's opinion of a sign-in or a user. It says nothing of how a use of a credential ended: always unknown. */
function read(framed: FramedRecord): Reading {
  const record = open(framed);
  if (!record) return skipped('not_this_format', 'No record of ID Protection: neither the category nor the fields of one.');
  const { outer, inner } = record;
  const field = ['activityDateTime', 'detectedDateTime', 'riskLastUpdatedDateTime'].find((name) => readMicrosoftTime(said(inner, name)) !== null);
  const timeText = field === undefined ? said(outer, 'time') || said(outer, 'timeGenerated') : said(inner, field);
  if (timeText === '') return skipped('time_missing', 'The record has no time of activity, detection or update.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `The time is not a time: ${bounded(timeText, 60)}`);
  const tenant = tenantOf(said(outer, 'resourceId')) || (said(outer, 'timeGenerated') === '' ? said(outer, 'tenantId') : '');
  const identity = whoIsAtRisk(record, tenant);
  const extra = additional(look(inner, 'additionalInfo'));
  const agent = extra['userAgent'] ?? '';
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `entra-id-protection:${said(inner, 'riskEventType') || said(inner, 'riskType') || said(outer, 'operationName') || 'risk state'}`,
    plane: 'identity',
    rung: 0,
    basis: [basis('riskState', said(inner, 'riskState')), basis('riskDetail', said(inner, 'riskDetail'))],
    identity,
    principal: said(inner, 'userPrincipalName') || said(inner, 'servicePrincipalId') || said(inner, 'userId') || identity.display,
    credential: null,
    resources: [],
    ...readOrigin(saidOf(record, 'ipAddress')),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: tenant === '' ? identity.realm : entraRealm(tenant),
    // A risky user keeps the id of the user through every change of state.
    vendorId: said(inner, 'detectedDateTime') === '' ? null : said(inner, 'id') || null,
    ids: idsOf(record, extra),
  };
  return readAs([event], factsOf(record, identity), remarksOnTime(timeText, time, field ?? 'time'));
}

function whoIsAtRisk({ inner }: MicrosoftRecord, tenant: string): IdentityRef {
  const principal = said(inner, 'servicePrincipalId');
  const appId = said(inner, 'appId');
  if (principal !== '' || (appId !== '' && said(inner, 'userPrincipalName') === '')) {
    const display = said(inner, 'servicePrincipalDisplayName') || said(inner, 'appDisplayName') || said(inner, 'displayName');
    return entraServicePrincipal(tenant, { objectId: principal, appId }, display);
  }
  const name = said(inner, 'userPrincipalName');
  const id = said(inner, 'userId') || (said(inner, 'detectedDateTime') === '' ? said(inner, 'id') : '');
  return entraUser(tenant, name, id, said(inner, 'userDisplayName'));
}

/** JSON text of keys and values: `[{"Key":"userAgent","Value":"…"}]`. */
function additional(value: unknown): Readonly<Record<string, string>> {
  return pairsOf(typeof value === 'string' ? parseJson(value) : value, 'key', 'value');
}

function idsOf(record: MicrosoftRecord, extra: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names =
    'id correlationId requestId userId servicePrincipalId appId riskEventType riskType riskState riskLevel riskDetail source activity detectionTimingType detectedDateTime lastUpdatedDateTime ' +
    'riskLastUpdatedDateTime tokenIssuerType keyIds isDeleted isGuest isProcessing';
  const found: Record<string, string> = Object.fromEntries(names.split(' ').map((name) => [name, said(record.inner, name)]));
  const ids = present({
    ...found,
    correlationId: said(record.inner, 'correlationId') || said(record.outer, 'correlationId'),
    category: said(record.outer, 'category'),
    alertUrl: extra['alertUrl'] ?? '',
    riskReasons: extra['riskReasons'] ?? '',
    relatedLocation: extra['relatedLocation'] ?? '',
    mitreTechniques: extra['mitreTechniques'] ?? '',
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}

function factsOf({ inner }: MicrosoftRecord, identity: IdentityRef): readonly FactReading[] {
  if (identity.kind === 'anonymous') return [];
  const attributes = present({
    objectId: said(inner, 'userId') || said(inner, 'servicePrincipalId'),
    appId: said(inner, 'appId'),
    displayName: said(inner, 'userDisplayName') || said(inner, 'servicePrincipalDisplayName'),
  });
  return Object.keys(attributes).length === 0 ? [] : [{ fact: 'identity', identity, attributes }];
}
