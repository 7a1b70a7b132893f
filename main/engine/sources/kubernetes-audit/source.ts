import type { EventReading } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { at, bounded, detectBy, list, present, readAs, readOrigin, readPortalTime, readTime, skipped, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { openEvent } from './audit-event.ts';
import { readIssuance } from './issuance.ts';
import { actionOf, planeOf, readObjects } from './objects.ts';
import { callerFacts, extra, readCaller } from './principal.ts';
import type { Caller } from './principal.ts';
import { readOutcome } from './rung.ts';

export const kubernetesAudit: Source = {
  id: 'kubernetes-audit',
  title: 'Kubernetes audit log',
  version: '1',
  docs: [
    { title: 'Kubernetes auditing', url: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/', read: null },
    {
      title: 'kube-apiserver audit configuration (audit.k8s.io/v1)',
      url: 'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
      read: null,
    },
    { title: 'AKSAudit', url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/aksaudit', read: null },
  ],
  framing: 'audit.log lines, webhook EventList, EKS in CloudWatch Logs, AKS kube-audit in storage, Event Hub and Log Analytics, log shippers',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'auditID, stage and verb of audit.k8s.io', (framed) => openEvent(framed) !== null);
}

/** The first of these that is there; the request's own time before the stage's. */
const times = ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp'] as const;

function read(framed: FramedRecord): Reading {
  const opened = openEvent(framed);
  if (!opened) return skipped('not_this_format', 'No event of audit.k8s.io: auditID, stage or verb is missing.');
  const { event, cluster } = opened;
  const remarks: Remark[] = [];
  const written = times.filter((name) => textAt(event, name) !== '');
  const created = textAt(event, 'metadata', 'creationTimestamp');
  if (written.length === 0 && created === '') return skipped('time_missing', 'The event has no requestReceivedTimestamp and no other time.');
  const timeText = written[0] === undefined ? created : textAt(event, written[0]);
  const time = readTime(timeText) ?? readPortalTime(timeText);
  if (!time) return skipped('time_unreadable', `The time of the event cannot be read: ${bounded(timeText, 60)}`);
  if (written[0] !== times[0])
    remarks.push({ code: 'time_missing', message: `requestReceivedTimestamp is missing; ${written[0] ?? 'metadata.creationTimestamp'} was read.` });
  if (!time.zoned) remarks.push({ code: 'time_zone_assumed', message: 'The time has no zone; Kubernetes writes UTC.' });
  const caller = readCaller(event, cluster);
  const reading = eventOf(event, cluster, time, timeText, caller);
  const issued = reading.rung === 4 ? readIssuance(event, cluster, reading, caller) : [];
  return readAs([reading], [...callerFacts(caller, time.at), ...issued], remarks);
}

function eventOf(event: Fields, cluster: string, time: ParsedTime, timeText: string, caller: Caller): EventReading {
  const addresses = list(at(event, 'sourceIPs')).map(text).filter(Boolean);
  const audit = textAt(event, 'auditID');
  const userAgent = textAt(event, 'userAgent');
  return {
    at: time.at,
    timeText,
    action: actionOf(event),
    plane: planeOf(event),
    ...readOutcome(event),
    identity: caller.identity,
    principal: caller.principal,
    credential: caller.credential,
    resources: readObjects(event, cluster),
    ...readOrigin(addresses[0] ?? ''),
    userAgent: userAgent === '' ? null : bounded(userAgent, 1024),
    realm: cluster,
    vendorId: audit === '' ? null : `${audit} ${textAt(event, 'stage')}`,
    ids: idsOf(event, addresses),
  };
}

function idsOf(event: Fields, addresses: readonly string[]): Readonly<Record<string, string>> {
  const user = at(event, 'user');
  const annotations = at(event, 'annotations');
  const ids = present({
    auditID: textAt(event, 'auditID'),
    stage: textAt(event, 'stage'),
    level: textAt(event, 'level'),
    requestURI: textAt(event, 'requestURI'),
    stageTimestamp: textAt(event, 'stageTimestamp'),
    sourceIPs: addresses.length > 1 ? addresses.join(' ') : '',
    groups: list(at(user, 'groups')).map(text).join(' '),
    userUid: textAt(user, 'uid'),
    impersonatedUser: textAt(event, 'impersonatedUser', 'username'),
    impersonatedGroups: list(at(event, 'impersonatedUser', 'groups'))
      .map(text)
      .join(' '),
    credentialId: extra(user, 'authentication.kubernetes.io/credential-id'),
    podName: extra(user, 'authentication.kubernetes.io/pod-name'),
    podUid: extra(user, 'authentication.kubernetes.io/pod-uid'),
    nodeName: extra(user, 'authentication.kubernetes.io/node-name'),
    awsArn: extra(user, 'arn'),
    awsPrincipalId: extra(user, 'principalId'),
    azureObjectId: extra(user, 'oid'),
    decision: text(at(annotations, 'authorization.k8s.io/decision')),
    decisionReason: text(at(annotations, 'authorization.k8s.io/reason')),
    issuedCredentialId: text(at(annotations, 'authentication.kubernetes.io/issued-credential-id')),
    message: textAt(event, 'responseStatus', 'message'),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}
