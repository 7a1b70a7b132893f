import type { FramedRecord } from '../source.ts';
import { look, openMicrosoft, said } from './microsoft-record.ts';
import type { MicrosoftRecord } from './microsoft-record.ts';
import { isRecord } from './values.ts';

/** The logs of Entra ID and Azure, which share one envelope and, streamed to one hub, one file. */
export type MicrosoftKind = 'signin' | 'audit' | 'risk' | 'provisioning' | 'keyvault' | 'activity' | 'platform';

/**
 * Names by which a record states its log: the category of a diagnostic setting, or the Log Analytics table.
 * https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options
 */
const named: ReadonlyMap<string, MicrosoftKind> = new Map([
  ['signinlogs', 'signin'],
  ['noninteractiveusersigninlogs', 'signin'],
  ['serviceprincipalsigninlogs', 'signin'],
  ['managedidentitysigninlogs', 'signin'],
  ['microsoftserviceprincipalsigninlogs', 'signin'],
  ['adfssigninlogs', 'signin'],
  ['aadnoninteractiveusersigninlogs', 'signin'],
  ['aadserviceprincipalsigninlogs', 'signin'],
  ['aadmanagedidentitysigninlogs', 'signin'],
  ['auditlogs', 'audit'],
  ['customsecurityattributeauditlogs', 'audit'],
  ['aadcustomsecurityattributeauditlogs', 'audit'],
  ['riskyusers', 'risk'],
  ['userriskevents', 'risk'],
  ['riskyserviceprincipals', 'risk'],
  ['serviceprincipalriskevents', 'risk'],
  ['aadriskyusers', 'risk'],
  ['aaduserriskevents', 'risk'],
  ['aadriskyserviceprincipals', 'risk'],
  ['aadserviceprincipalriskevents', 'risk'],
  ['provisioninglogs', 'provisioning'],
  ['aadprovisioninglogs', 'provisioning'],
  ['azureactivity', 'activity'],
  ['azkvauditlogs', 'keyvault'],
  ['microsoftgraphactivitylogs', 'platform'],
]);
const activityCategories =
  /^(administrative|write|delete|action|security|servicehealth|service health|alert|recommendation|policy|autoscale|resourcehealth|resource health)$/i;
// The Kubernetes API server's own audit events: a format of their own inside this envelope.
const foreign = /^(kube-audit|kube-audit-admin)$/i;

/** Which log a record belongs to, or null when it is none of these. Never two. */
export function microsoftKind(record: MicrosoftRecord): MicrosoftKind | null {
  const { outer } = record;
  const category = said(outer, 'category');
  const stated = named.get(category.toLowerCase()) ?? named.get(said(outer, 'type').toLowerCase());
  if (stated) return stated;
  if (said(outer, 'operationName') === 'Sign-in activity') return 'signin';
  return entraShape(outer) ?? azureShape(record, category);
}

/** The record in its envelope where it belongs to this log, else null. */
export function openMicrosoftAs(framed: FramedRecord, kind: MicrosoftKind): MicrosoftRecord | null {
  const record = openMicrosoft(framed);
  return record && microsoftKind(record) === kind ? record : null;
}

function has(fields: unknown, ...names: readonly string[]): boolean {
  return names.every((name) => look(fields, name) !== undefined);
}

/** What Microsoft Graph, its PowerShell and the portals export, which has no envelope. */
function entraShape(fields: unknown): MicrosoftKind | null {
  if (has(fields, 'provisioningSteps') || (has(fields, 'jobId', 'cycleId', 'changeId') && has(fields, 'activityDateTime'))) return 'provisioning';
  const changes = ['activityDisplayName', 'initiatedBy', 'targetResources'].filter((name) => has(fields, name)).length;
  if (changes >= 2) return 'audit';
  if (has(fields, 'activity', 'actorType', 'result') && has(fields, 'service')) return 'audit';
  const status = look(fields, 'status');
  if (has(fields, 'createdDateTime') && isRecord(status) && has(status, 'errorCode')) return 'signin';
  if (has(fields, 'resultType', 'appId', 'createdDateTime', 'correlationId') || has(fields, 'resultType', 'appDisplayName', 'userPrincipalName'))
    return 'signin';
  if (has(fields, 'date', 'requestId', 'correlationId', 'status') && (has(fields, 'application') || has(fields, 'resource'))) return 'signin';
  if (has(fields, 'detectedDateTime') && (has(fields, 'riskEventType') || has(fields, 'riskType'))) return 'risk';
  return has(fields, 'riskLastUpdatedDateTime', 'riskState', 'riskLevel') ? 'risk' : null;
}

function isKubernetes(log: unknown): boolean {
  return said(log, 'apiVersion').startsWith('audit.k8s.io/');
}

function azureShape({ outer, inner }: MicrosoftRecord, category: string): MicrosoftKind | null {
  if (has(outer, 'activityStatusValue') || has(outer, 'operationNameValue') || has(outer, 'activityStatus', 'caller')) return 'activity';
  if (has(inner, 'responseStatusCode', 'requestMethod') && said(inner, 'requestUri').startsWith('https://graph.microsoft.')) return 'platform';
  if (has(outer, 'eventTimestamp', 'operationName') && (has(outer, 'eventDataId') || has(outer, 'resourceId'))) return 'activity';
  if (has(outer, 'operationName', 'eventInitiatedBy')) return 'activity';
  const resource = said(outer, 'resourceId') || said(outer, '_ResourceId') || said(outer, 'ResourceId');
  if (!/^\/(subscriptions|tenants|providers)\//i.test(resource) || (foreign.test(category) && isKubernetes(look(inner, 'log')))) return null;
  if (activityCategories.test(category) && said(outer, 'operationName').includes('/')) return 'activity';
  if (/\/providers\/microsoft\.keyvault\//i.test(resource) && (/^auditevent$/i.test(category) || has(inner, 'httpStatusCode'))) return 'keyvault';
  if (!has(outer, 'time') && !has(outer, 'timeGenerated') && !has(outer, 'eventTimeString') && !has(outer, 'timestamp')) return null;
  return category !== '' && (has(outer, 'operationName') || has(outer, 'eventName') || has(outer, 'properties') || has(outer, 'resourceProvider'))
    ? 'platform'
    : null;
}
