import type { EventReading } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { at, bounded, list, present, readAs, readOrigin, readPortalTime, readTime, skipped, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { openEntry } from './entry.ts';
import { readIssuance } from './issuance.ts';
import { planeOf } from './planes.ts';
import { chainFacts, readCaller } from './principal.ts';
import type { Caller } from './principal.ts';
import { readResources } from './resources.ts';
import { readOutcome } from './rung.ts';

export const gcpAudit: Source = {
  id: 'gcp-audit',
  title: 'Google Cloud audit logs',
  version: '1',
  docs: [
    { title: 'Understanding audit logs', url: 'https://cloud.google.com/logging/docs/audit/understanding-audit-logs', read: null },
    { title: 'AuditLog', url: 'https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog', read: null },
    { title: 'Service Account Credentials audit logging', url: 'https://cloud.google.com/iam/docs/audit-logging/audit-logging-iamcreds', read: null },
  ],
  framing: 'gcloud logging read, Cloud Storage sinks, Pub/Sub, BigQuery exports, Logs Explorer JSON and CSV, Microsoft Sentinel (GCPAuditLogs), NDJSON',
  detect,
  read,
};

/** Application logs come in the same envelope: they are claimed only where an audit entry stands beside them. */
function detect(sample: Sample): Detection {
  const entries = sample.records.map(openEntry).filter((entry) => entry !== null);
  const audits = entries.filter(({ audit }) => audit !== null).length;
  if (audits === 0) return { confidence: 0, reasons: [] };
  const others = entries.length - audits;
  const reasons = [`logName and an AuditLog with methodName and serviceName in ${audits} of ${sample.records.length} records`];
  if (others > 0) reasons.push(`${others} other entries of Cloud Logging, which record no call`);
  return { confidence: entries.length / sample.records.length, reasons };
}

function read(framed: FramedRecord): Reading {
  const opened = openEntry(framed);
  if (!opened) return skipped('not_this_format', 'No entry of Cloud Logging: logName is missing.');
  const { entry, audit } = opened;
  if (!audit) return skipped('not_an_api_call', 'An entry of another log: it holds no AuditLog.');
  const timeText = textAt(entry, 'timestamp');
  if (timeText === '') return skipped('time_missing', 'The entry has no timestamp.');
  const time = readTime(at(entry, 'timestamp')) ?? readPortalTime(timeText);
  if (!time) return skipped('time_unreadable', `timestamp is not a time: ${bounded(timeText, 60)}`);
  const caller = readCaller(entry, audit);
  const event = eventOf(entry, audit, time, timeText, caller);
  const remarks: Remark[] = time.zoned ? [] : [{ code: 'time_zone_assumed', message: 'The time has no zone; Cloud Logging writes UTC.' }];
  return readAs([event], [...chainFacts(caller, time.at), ...(event.rung === 4 ? readIssuance(entry, audit, event, caller) : [])], remarks);
}

function eventOf(entry: Fields, audit: Fields, time: ParsedTime, timeText: string, caller: Caller): EventReading {
  const service = textAt(audit, 'serviceName').replace(/\.googleapis\.com$/, '') || 'gcp';
  const method = textAt(audit, 'methodName') || '(no method)';
  const insertId = textAt(entry, 'insertId');
  const userAgent = textAt(audit, 'requestMetadata', 'callerSuppliedUserAgent');
  return {
    at: time.at,
    timeText,
    action: `${service}:${method}`,
    plane: planeOf(service, method),
    ...readOutcome(entry, audit),
    identity: caller.identity,
    principal: caller.principal,
    credential: caller.credential,
    resources: readResources(entry, audit),
    ...readOrigin(textAt(audit, 'requestMetadata', 'callerIp')),
    userAgent: userAgent === '' ? null : bounded(userAgent, 1024),
    realm: realmOf(entry),
    vendorId: insertId === '' ? null : `${textAt(entry, 'logName')} ${insertId} ${time.at}`,
    ids: idsOf(entry, audit),
  };
}

function realmOf(entry: Fields): string {
  const labelled = textAt(entry, 'resource', 'labels', 'project_id');
  const [kind = '', id = ''] = textAt(entry, 'logName').split('/');
  return labelled || (kind === 'projects' ? id : `${kind}/${id}`);
}

function idsOf(entry: Fields, audit: Fields): Readonly<Record<string, string>> {
  const info = at(audit, 'authenticationInfo');
  const metadata = at(audit, 'requestMetadata');
  const ids = present({
    insertId: textAt(entry, 'insertId'),
    log: decoded(textAt(entry, 'logName').split('/logs/')[1] ?? ''),
    severity: textAt(entry, 'severity'),
    operationId: textAt(entry, 'operation', 'id'),
    operationFirst: textAt(entry, 'operation', 'first'),
    operationLast: textAt(entry, 'operation', 'last'),
    trace: textAt(entry, 'trace'),
    resourceType: textAt(entry, 'resource', 'type'),
    rootTriggerId: text(at(at(entry, 'labels'), 'compute.googleapis.com/root_trigger_id')),
    principalSubject: textAt(info, 'principalSubject'),
    principalEmail: textAt(info, 'principalEmail'),
    authoritySelector: textAt(info, 'authoritySelector'),
    oauthClientId: textAt(info, 'oauthInfo', 'oauthClientId'),
    serviceAccountKeyName: textAt(info, 'serviceAccountKeyName'),
    callerNetwork: textAt(metadata, 'callerNetwork'),
    permissions: permissions(audit),
    k8sDecision: text(at(at(entry, 'labels'), 'authorization.k8s.io/decision')),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}

function permissions(audit: Fields): string {
  return [...new Set(list(at(audit, 'authorizationInfo')).map((check) => textAt(check, 'permission')))].filter(Boolean).join(' ');
}

function decoded(name: string): string {
  return name.replaceAll(/%2f/gi, '/');
}
