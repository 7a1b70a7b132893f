import type { Basis, EventReading, IdentityRef, ResourceRef } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import {
  basis,
  bounded,
  detectBy,
  entraRealm,
  entraServicePrincipal,
  entraUser,
  look,
  microsoftService,
  openMicrosoftAs,
  present,
  readAs,
  readMicrosoftTime,
  remarksOnTime,
  said,
  saidOf,
  skipped,
  tenantOf,
} from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';

export const entraProvisioning: Source = {
  id: 'entra-provisioning',
  title: 'Microsoft Entra provisioning',
  version: '1',
  docs: [
    {
      title: 'provisioningObjectSummary resource type (Microsoft Graph)',
      url: 'https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary',
      read: null,
    },
    {
      title: 'Log Analytics table AADProvisioningLogs',
      url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/aadprovisioninglogs',
      read: null,
    },
    {
      title: 'Understand the provisioning logs',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/concept-provisioning-logs',
      read: null,
    },
  ],
  framing: 'Microsoft Graph, diagnostic settings (Event Hub, storage), Log Analytics (AADProvisioningLogs)',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  return openMicrosoftAs(framed, 'provisioning');
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'category ProvisioningLogs, or a job, cycle and change of provisioning,', (framed) => open(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const record = open(framed);
  if (!record) return skipped('not_this_format', 'No provisioning record of Entra ID: neither the category nor the steps of one.');
  const { outer, inner } = record;
  const timeText = said(inner, 'activityDateTime') || said(outer, 'time') || said(outer, 'timeGenerated');
  if (timeText === '') return skipped('time_missing', 'The record has no activityDateTime.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `activityDateTime is not a time: ${bounded(timeText, 60)}`);
  const tenant = tenantOf(said(outer, 'resourceId')) || said(inner, 'tenantId') || said(outer, 'AADTenantId');
  const identity = initiatorOf(record, tenant);
  const what = said(inner, 'provisioningAction') || said(inner, 'action');
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `entra:Provisioning activity${what === '' ? '' : ` (${what})`}`,
    plane: 'identity',
    ...readOutcome(record),
    identity,
    principal: said(look(inner, 'initiatedBy'), 'displayName') || said(look(inner, 'initiatedBy'), 'name') || identity.display,
    credential: null,
    resources: resourcesOf(record, tenant),
    ip: null,
    origin: null,
    userAgent: null,
    realm: entraRealm(tenant),
    vendorId: said(inner, 'id') || null,
    ids: idsOf(record),
  };
  const servant = servicePrincipalOf(record, tenant);
  const appId = said(look(inner, 'targetSystem'), 'details', 'applicationId');
  const attributes = present({ appId, provisions: said(look(inner, 'targetSystem'), 'displayName') || said(look(inner, 'targetSystem'), 'name') });
  return readAs(
    [event],
    servant && Object.keys(attributes).length > 0 ? [{ fact: 'identity', identity: servant, attributes }] : [],
    remarksOnTime(timeText, time, 'activityDateTime'),
  );
}

function servicePrincipalOf({ inner }: MicrosoftRecord, tenant: string): IdentityRef | null {
  const principal = look(inner, 'servicePrincipal');
  const id = said(principal, 'id');
  return id === '' ? null : entraServicePrincipal(tenant, { objectId: id, appId: '' }, said(principal, 'displayName') || said(principal, 'name'));
}

/** A person who asked for it, an application, or Entra's provisioning service on its own schedule. */
function initiatorOf(record: MicrosoftRecord, tenant: string): IdentityRef {
  const by = look(record.inner, 'initiatedBy');
  const name = said(by, 'displayName') || said(by, 'name');
  const id = said(by, 'id');
  switch ((said(by, 'initiatorType') || said(by, 'type')).toLowerCase()) {
    case 'user':
      return entraUser(tenant, name.includes('@') ? name : '', id, name);
    case 'application':
    case 'app':
      return entraServicePrincipal(tenant, { objectId: id, appId: '' }, name);
    default:
      return name === '' ? (servicePrincipalOf(record, tenant) ?? microsoftService('Azure AD Provisioning Service')) : microsoftService(name);
  }
}

/** The status of the whole; of a failure, the error of the system that was provisioned says whether Entra was let in. */
function readOutcome({ outer, inner }: MicrosoftRecord): { readonly rung: Rung; readonly basis: readonly Basis[] } {
  const info = look(inner, 'provisioningStatusInfo') ?? look(inner, 'statusInfo');
  const [field, status] = said(info, 'status') === '' ? ['resultType', said(outer, 'resultType')] : ['provisioningStatusInfo.status', said(info, 'status')];
  const error = look(info, 'errorInformation');
  const code = said(error, 'errorCode');
  const reason = said(error, 'reason') || said(error, 'errorReason') || said(outer, 'resultDescription');
  const because = [
    basis(field, status),
    ...(code === '' ? [] : [basis('errorCode', code)]),
    ...(reason === '' || /^success$/i.test(status) ? [] : [basis('reason', reason)]),
  ];
  if (/^success$/i.test(status)) return { rung: 4, basis: because };
  if (!/^fail(ure|ed)$/i.test(status)) return { rung: 0, basis: because };
  const words = `${code} ${reason}`;
  if (/invalid_?credential|credential.{0,20}(invalid|expired)|unauthori[sz]ed|\b401\b|invalid_?(token|grant)|token (has )?expired/i.test(words))
    return { rung: 1, basis: because };
  return { rung: /forbidden|\b403\b|insufficient|access ?denied|permission|not authori[sz]ed/i.test(words) ? 2 : 3, basis: because };
}

function resourcesOf({ inner }: MicrosoftRecord, tenant: string): readonly ResourceRef[] {
  const found: ResourceRef[] = [];
  const target = look(inner, 'targetIdentity');
  const system = look(inner, 'targetSystem');
  const targetId = said(target, 'id') || said(target, 'displayName') || said(target, 'name');
  const systemName = said(system, 'displayName') || said(system, 'name') || said(system, 'id');
  if (targetId !== '') {
    found.push({
      kind: (said(target, 'identityType') || 'account').split(':').at(-1)?.toLowerCase() ?? 'account',
      key: bounded(`provisioned:${systemName}:${targetId}`, 1024),
      display: bounded(said(target, 'displayName') || said(target, 'name') || targetId, 200),
    });
  }
  const source = look(inner, 'sourceIdentity');
  const sourceId = said(source, 'id');
  if (sourceId !== '') {
    const kind = (said(source, 'identityType') || 'directory-object').toLowerCase();
    found.push({
      kind,
      key: bounded(`entra:${entraRealm(tenant)}:${kind}/${sourceId}`, 1024),
      display: bounded(said(source, 'details', 'userPrincipalName') || said(source, 'displayName') || said(source, 'name') || sourceId, 200),
    });
  }
  return found;
}

function idsOf(record: MicrosoftRecord): Readonly<Record<string, string>> {
  const { outer, inner } = record;
  const error = look(look(inner, 'provisioningStatusInfo'), 'errorInformation');
  const ids = present({
    id: said(inner, 'id'),
    correlationId: saidOf(record, 'correlationId'),
    category: said(outer, 'category'),
    jobId: said(inner, 'jobId'),
    cycleId: said(inner, 'cycleId'),
    changeId: said(inner, 'changeId'),
    servicePrincipal: said(look(inner, 'servicePrincipal'), 'id'),
    sourceSystem: said(look(inner, 'sourceSystem'), 'displayName') || said(look(inner, 'sourceSystem'), 'name'),
    targetSystem: said(look(inner, 'targetSystem'), 'displayName') || said(look(inner, 'targetSystem'), 'name'),
    errorCategory: said(error, 'errorCategory'),
    errorCode: said(error, 'errorCode'),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}
