import type { Basis, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import {
  basis,
  bounded,
  detectBy,
  entraRealm,
  factsOfChange,
  look,
  openMicrosoftAs,
  pairsOf,
  present,
  readAs,
  readMicrosoftTime,
  readOrigin,
  remarksOnTime,
  said,
  saidOf,
  skipped,
} from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';
import { identityOfTarget, initiatorOf, resourceOfTarget, targetsOf, tenantOfAudit } from './parts.ts';
import type { Target } from './parts.ts';

export const entraAudit: Source = {
  id: 'entra-audit',
  title: 'Microsoft Entra audit',
  version: '1',
  docs: [
    { title: 'directoryAudit resource type (Microsoft Graph)', url: 'https://learn.microsoft.com/graph/api/resources/directoryaudit', read: null },
    { title: 'Log Analytics table AuditLogs', url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/auditlogs', read: null },
    {
      title: 'Audit log activity reference',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities',
      read: null,
    },
  ],
  framing: 'Microsoft Graph and its PowerShell, diagnostic settings (Event Hub, storage), Log Analytics (AuditLogs), the portal’s CSV',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  return openMicrosoftAs(framed, 'audit');
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'activityDisplayName with initiatedBy or targetResources', (framed) => open(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const record = open(framed);
  if (!record) return skipped('not_this_format', 'No audit record of Entra ID: no activity with who started it or what it changed.');
  const { outer, inner } = record;
  const timeText = said(inner, 'activityDateTime') || said(outer, 'time') || said(outer, 'timeGenerated') || said(outer, 'date');
  if (timeText === '') return skipped('time_missing', 'The record has no activityDateTime.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `activityDateTime is not a time: ${bounded(timeText, 60)}`);
  const tenant = tenantOfAudit(record);
  const identity = initiatorOf(record, tenant);
  const targets = targetsOf(record);
  const activity = activityOf(record);
  const agent = said(outer, 'userAgent') || pairsOf(look(inner, 'additionalDetails'), 'key', 'value')['User-Agent'] || '';
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `entra:${activity || '(not recorded)'}`,
    plane: 'identity',
    ...readOutcome(record),
    identity,
    principal: said(look(inner, 'initiatedBy'), 'user', 'userPrincipalName') || said(inner, 'actorUserPrincipalName') || identity.display,
    credential: null,
    resources: targets.map((target) => resourceOfTarget(target, tenant)),
    ...readOrigin(said(look(inner, 'initiatedBy'), 'user', 'ipAddress') || saidOf(record, 'ipAddress') || said(outer, 'callerIpAddress')),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: tenant === '' ? identity.realm : entraRealm(tenant),
    vendorId: said(inner, 'id') || null,
    ids: idsOf(record, targets),
  };
  return readAs([event], factsOf(record, event, targets, tenant), remarksOnTime(timeText, time, 'activityDateTime'));
}

function activityOf({ outer, inner }: MicrosoftRecord): string {
  return said(inner, 'activityDisplayName') || said(inner, 'activity') || said(outer, 'operationName');
}

const wrongSecret =
  /(incorrect|wrong|invalid|bad).{0,20}(password|credential|code|answer)|password.{0,20}(incorrect|wrong)|OldPassword|did not pass|failed to (verify|authenticate)/i;
const noAuthority =
  /insufficient|not authori[sz]ed|unauthori[sz]ed|access ?denied|authorization_requestdenied|forbidden|permission|blocked by|policy (does not|doesn't) allow|not allowed/i;

/** `result` is success, failure or timeout; of a failure, `resultReason` may say why. */
function readOutcome({ outer, inner }: MicrosoftRecord): { readonly rung: Rung; readonly basis: readonly Basis[] } {
  const [field, result] = said(inner, 'result') === '' ? ['resultType', said(outer, 'resultType')] : ['result', said(inner, 'result')];
  const reason = said(inner, 'resultReason') || said(outer, 'resultDescription');
  const because = [basis(field, result), ...(reason === '' || /^succe/i.test(result) ? [] : [basis('resultReason', reason)])];
  if (/^(success|succeeded|0)$/i.test(result)) return { rung: 4, basis: because };
  if (!/^(failure|failed)$/i.test(result)) return { rung: 0, basis: because };
  return { rung: wrongSecret.test(reason) ? 1 : noAuthority.test(reason) ? 2 : 3, basis: because };
}

function idsOf(record: MicrosoftRecord, targets: readonly Target[]): Readonly<Record<string, string>> {
  const { outer, inner } = record;
  const by = look(inner, 'initiatedBy');
  const found = {
    id: said(inner, 'id'),
    correlationId: saidOf(record, 'correlationId'),
    category: said(inner, 'category') || said(outer, 'category'),
    operationType: said(inner, 'operationType') || said(outer, 'AADOperationType'),
    loggedByService: said(inner, 'loggedByService') || said(inner, 'service'),
    resultReason: said(inner, 'resultReason'),
    userId: said(by, 'user', 'id') || said(inner, 'actorObjectId'),
    appId: said(by, 'app', 'appId'),
    servicePrincipalId: said(by, 'app', 'servicePrincipalId') || said(inner, 'actorServicePrincipalId'),
    changed: targets.flatMap((target) => [...target.changed.keys()]).join(', '),
    ...Object.fromEntries(
      Object.entries(pairsOf(look(inner, 'additionalDetails'), 'key', 'value'))
        .filter(([key]) => key !== 'User-Agent')
        .slice(0, 12),
    ),
  };
  const ids = present(found);
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}

function factsOf(record: MicrosoftRecord, event: EventReading, targets: readonly Target[], tenant: string): readonly FactReading[] {
  const by = look(record.inner, 'initiatedBy');
  const known = present({
    tenantId: tenant,
    objectId: said(by, 'user', 'id') || said(by, 'app', 'servicePrincipalId'),
    appId: said(by, 'app', 'appId'),
    displayName: said(by, 'user', 'displayName'),
  });
  const facts: FactReading[] = [];
  if (event.identity.kind !== 'anonymous' && Object.keys(known).length > 0) facts.push({ fact: 'identity', identity: event.identity, attributes: known });
  if (event.rung !== 4) return facts;
  const acting = targets.map((target) => ({ target, identity: identityOfTarget(target, tenant) })).find((each) => each.identity !== null);
  const changed = new Map(targets.flatMap((target) => [...target.changed]));
  if (acting?.identity) facts.push(...aboutTarget(acting.identity, acting.target));
  facts.push(
    ...factsOfChange({
      activity: activityOf(record).replace(/[.\s]+$/, ''),
      at: event.at,
      initiator: event.identity,
      via: null,
      target: acting?.identity ?? null,
      changed,
      reason: said(record.inner, 'resultReason'),
    }),
  );
  return facts;
}

function aboutTarget(identity: IdentityRef, target: Target): readonly FactReading[] {
  const attributes = present({ objectId: target.id, displayName: target.display });
  return Object.keys(attributes).length === 0 ? [] : [{ fact: 'identity', identity, attributes }];
}
