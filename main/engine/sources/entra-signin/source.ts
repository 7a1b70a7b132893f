import type { EventReading, ResourceRef } from '../../../../shared/model.ts';
import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import { bounded, detectBy, entraRealm, openMicrosoftAs, readAs, readMicrosoftTime, readOrigin, remarksOnTime, said, saidOf, skipped } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';
import { kindOfSignIn, readCaller, tenantOfSignIn } from './caller.ts';
import { readCredentials } from './credentials.ts';
import { readFacts } from './facts.ts';
import { readIds, requestId } from './ids.ts';
import { readOutcome } from './outcome.ts';

export const entraSignIn: Source = {
  id: 'entra-signin',
  title: 'Microsoft Entra sign-ins',
  version: '1',
  docs: [
    { title: 'signIn resource type (Microsoft Graph)', url: 'https://learn.microsoft.com/graph/api/resources/signin', read: null },
    {
      title: 'Sign-in log activity details',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-in-log-activity-details',
      read: null,
    },
    { title: 'Log Analytics table SigninLogs', url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs', read: null },
    { title: 'Microsoft Entra error codes', url: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes', read: null },
  ],
  framing: 'Microsoft Graph and its PowerShell, diagnostic settings (Event Hub, storage), Log Analytics tables, the portal’s CSV',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  return openMicrosoftAs(framed, 'signin');
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'a sign-in category, or a sign-in’s error code, time and application,', (framed) => open(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const record = open(framed);
  if (!record) return skipped('not_this_format', 'No sign-in record of Entra ID: neither the category nor the fields of one.');
  const timeText = saidOf(record, 'createdDateTime') || said(record.outer, 'time') || said(record.outer, 'timeGenerated') || said(record.outer, 'date');
  if (timeText === '') return skipped('time_missing', 'The sign-in has no time.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `The time of the sign-in is not a time: ${bounded(timeText, 60)}`);
  const kind = kindOfSignIn(record);
  const tenant = tenantOfSignIn(record);
  const identity = readCaller(record, kind, tenant);
  const { rung, basis, code } = readOutcome(record);
  const credentials = readCredentials(record, kind, identity, code);
  const agent = saidOf(record, 'userAgent');
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `entra:${said(record.outer, 'operationName') || 'Sign-in activity'}`,
    plane: 'identity',
    rung,
    basis,
    identity,
    principal:
      saidOf(record, 'userPrincipalName') ||
      said(record.inner, 'username') ||
      saidOf(record, 'servicePrincipalId') ||
      said(record.inner, 'userId') ||
      identity.display,
    credential: credentials.presented,
    resources: resourcesOf(record, tenant),
    ...readOrigin(saidOf(record, 'ipAddress') || said(record.outer, 'callerIpAddress')),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: tenant === '' ? identity.realm : entraRealm(tenant),
    vendorId: requestId(record) || null,
    ids: readIds(record, kind),
  };
  const remarks = identity.kind === 'anonymous' ? [{ code: 'field_unreadable' as const, message: 'The sign-in names nobody.' }] : [];
  return readAs([event], readFacts(record, event, credentials), [...remarksOnTime(timeText, time, 'The time'), ...remarks]);
}

/** What was signed in to: the application that the token is for. */
function resourcesOf(record: MicrosoftRecord, tenant: string): readonly ResourceRef[] {
  const { inner, outer } = record;
  const flat = inner === outer;
  const id = said(inner, 'resourceIdentity') || (flat && said(inner, 'resourceId').startsWith('/') ? '' : said(inner, 'resourceId'));
  const display = said(inner, 'resourceDisplayName') || (said(inner, 'requestId') === '' ? '' : said(inner, 'resource'));
  if (id === '' && display === '') return [];
  return [
    { kind: 'application', key: bounded(`entra:${entraRealm(tenant)}:resource/${(id || display).toLowerCase()}`, 1024), display: bounded(display || id, 200) },
  ];
}
