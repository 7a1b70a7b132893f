import type { EventReading } from '../../../../shared/model.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { bounded, detectBy, entraRealm, list, look, pairsOf, present, readAs, readLooseOrigin, readMicrosoftTime, said, skipped } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { readCaller } from './caller.ts';
import { factsOfDirectory } from './changes.ts';
import { factsOfAccess, readCredentials } from './credentials.ts';
import { openAudit } from './open.ts';
import { isOverridden, readOutcome } from './outcome.ts';
import { planeOf, readResources } from './resources.ts';

export const m365Ual: Source = {
  id: 'm365-ual',
  title: 'Microsoft 365 unified audit log',
  version: '1',
  docs: [
    {
      title: 'Management Activity API schema',
      url: 'https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema',
      read: null,
    },
    { title: 'Audit log activities', url: 'https://learn.microsoft.com/purview/audit-log-activities', read: null },
    { title: 'Export, configure and view audit log records', url: 'https://learn.microsoft.com/purview/audit-log-export-records', read: null },
    { title: 'Log Analytics table OfficeActivity', url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/officeactivity', read: null },
  ],
  framing:
    'Management Activity API blobs, Purview and Search-UnifiedAuditLog (CSV, JSON, AuditData), Microsoft Graph audit queries, Log Analytics (OfficeActivity), plaso',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'CreationTime with RecordType or Operation, or AuditData holding them,', (framed) => openAudit(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const record = openAudit(framed);
  if (!record) return skipped('not_this_format', 'No record of the unified audit log: CreationTime, RecordType or Operation is missing.');
  const { fields, damaged } = record;
  const timeText = said(fields, 'creationTime');
  if (timeText === '') return skipped('time_missing', 'The record has no CreationTime.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `CreationTime is not a time: ${bounded(timeText, 60)}`);
  const identity = readCaller(fields);
  const credentials = readCredentials(fields, identity);
  const extended = pairsOf(look(fields, 'extendedProperties'), 'name', 'value');
  const agent = said(fields, 'userAgent') || extended['UserAgent'] || said(fields, 'clientInfoString');
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `${said(fields, 'workload').toLowerCase() || 'm365'}:${said(fields, 'operation') || '(not recorded)'}`,
    plane: planeOf(fields),
    ...readOutcome(fields),
    identity,
    principal: bounded(said(fields, 'userId') || said(fields, 'userKey') || identity.display, 2048),
    credential: credentials.presented,
    resources: readResources(fields),
    // Exchange writes the mail client's address in ClientIPAddress and may put its own server's in ClientIP.
    ...readLooseOrigin(said(fields, 'clientIPAddress'), said(fields, 'clientIP'), said(fields, 'actorIpAddress'), said(fields, 'ipAddress')),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: entraRealm(said(fields, 'organizationId')),
    vendorId: vendorIdOf(fields),
    ids: idsOf(fields, extended),
  };
  return readAs([event], [...factsOfAccess(fields, event, credentials), ...factsOfDirectory(fields, event)], remarksOn(fields, damaged, time.zoned));
}

/** What became of a rule of data loss prevention later is told under the id of the match. */
function vendorIdOf(fields: Fields): string | null {
  const id = said(fields, 'id');
  const operation = said(fields, 'operation');
  if (id === '' || operation === '') return null;
  return operation.startsWith('Dlp') ? `${id}#${operation}${isOverridden(fields) ? '#override' : ''}` : id;
}

function remarksOn(fields: Fields, damaged: boolean, zoned: boolean): readonly Remark[] {
  const found: Remark[] = [];
  if (!zoned) found.push({ code: 'time_zone_assumed', message: 'CreationTime has no zone; the schema says that it is UTC.' });
  if (damaged) found.push({ code: 'field_unreadable', message: 'AuditData is no whole JSON; only the columns beside it were read.' });
  if (said(fields, 'operation') === '') found.push({ code: 'field_unreadable', message: 'The record names no Operation.' });
  return found;
}

const names: readonly string[] = (
  'id recordType organizationId organizationName workload userType userKey userId clientAppId appId applicationId applicationDisplayName clientRequestId correlationId sessionId externalAccess logonType internalLogonType ' +
  'logonUserSid mailboxGuid mailboxOwnerUPN mailboxOwnerSid originatingServer errorNumber logonError interSystemsId intraSystemId azureActiveDirectoryEventType eventSource itemType site webId listId ' +
  'listItemUniqueId targetUserOrGroupName targetUserOrGroupType eventData resultReasonType incidentId sharePointMetaData geoLocation'
).split(' ');

// What a cmdlet changed, without what may be a secret.
const tellingParameters =
  /^(Identity|User|Trustee|AccessRights|ForwardTo|ForwardAsAttachmentTo|ForwardingAddress|ForwardingSmtpAddress|DeliverToMailboxAndForward|RedirectTo|MoveToFolder|DeleteMessage|Name|Role|Member|Members|GrantSendOnBehalfTo|AuditEnabled|AuditBypassEnabled|UnifiedAuditLogIngestionEnabled)$/;

function idsOf(fields: Fields, extended: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of names) found[name] = said(fields, name);
  const context = look(fields, 'appAccessContext');
  const parameters = Object.entries(pairsOf(look(fields, 'parameters'), 'name', 'value')).filter(
    ([name, value]) => tellingParameters.test(name) && value !== '',
  );
  const operation = pairsOf(look(fields, 'operationProperties'), 'name', 'value');
  const ids = present({
    ...found,
    aadSessionId: said(context, 'AADSessionId'),
    uniqueTokenId: said(context, 'uniqueTokenId'),
    apiId: said(context, 'APIId'),
    accessClientAppId: said(context, 'clientAppId'),
    tokenIssuedAt: said(context, 'issuedAtTime') || said(context, 'tokenIssuedAtTime'),
    parameters: parameters.map(([name, value]) => `${name}=${value}`).join('; '),
    mailAccessType: operation['MailAccessType'] ?? '',
    requestType: extended['RequestType'] ?? '',
    resultStatusDetail: extended['ResultStatusDetail'] ?? '',
    userAuthenticationMethod: extended['UserAuthenticationMethod'] ?? '',
    members: list(look(fields, 'members'))
      .map((member) => said(member, 'UPN') || said(member, 'upn'))
      .filter(Boolean)
      .slice(0, 20)
      .join(', '),
    destination: said(look(fields, 'destFolder'), 'path') || said(fields, 'destinationRelativeUrl'),
    target: list(look(fields, 'target'))
      .map((entry) => said(entry, 'ID'))
      .filter(Boolean)
      .slice(0, 8)
      .join(', '),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}
