import type { EventReading, FactReading } from '../../../../shared/model.ts';
import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import { bounded, detectBy, entraRealm, openMicrosoft, present, readAs, readLooseOrigin, readMicrosoftTime, remarksOnTime, said, skipped } from '../kit.ts';
import type { Fields, MicrosoftRecord } from '../kit.ts';
import { hasAccount, planeOf, readAccount, readCredential, readOutcome, readResources, tableOf } from './parts.ts';

export const m365Defender: Source = {
  id: 'm365-defender',
  title: 'Microsoft Defender XDR advanced hunting',
  version: '1',
  docs: [
    { title: 'Advanced hunting schema tables', url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables', read: null },
    { title: 'DeviceLogonEvents table', url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-devicelogonevents-table', read: null },
    { title: 'IdentityLogonEvents table', url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/identitylogonevents', read: null },
  ],
  framing: 'Streaming API (Event Hub, storage), hunting queries as CSV or JSON, Log Analytics tables',
  detect,
  read,
};

function open(framed: FramedRecord): MicrosoftRecord | null {
  const record = openMicrosoft(framed);
  if (!record) return null;
  const { outer, inner } = record;
  if (/^AdvancedHunting-/i.test(said(outer, 'category'))) return record;
  const hunted = said(inner, 'reportId') !== '' && (said(inner, 'timestamp') !== '' || said(inner, 'timeGenerated') !== '');
  return hunted && (said(inner, 'actionType') !== '' || said(inner, 'errorCode') !== '') ? record : null;
}

function detect(sample: Sample): Detection {
  return detectBy(sample, 'an AdvancedHunting category, or ActionType and ReportId with a time,', (framed) => open(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const record = open(framed);
  if (!record) return skipped('not_this_format', 'No event of advanced hunting: neither the category nor ActionType with ReportId.');
  const { outer, inner } = record;
  if (inner === outer && /^AdvancedHunting-/i.test(said(outer, 'category'))) return skipped('field_unreadable', 'The properties of this event cannot be read.');
  if (said(inner, 'actionType') === '' && said(inner, 'errorCode') === '') {
    return skipped('not_an_api_call', `${tableOf(outer) || 'This table'} describes devices, alerts or mail; it records nobody’s use of a credential.`);
  }
  const timeText = said(inner, 'timestamp') || said(inner, 'timeGenerated') || said(outer, 'time');
  if (timeText === '') return skipped('time_missing', 'The record has no Timestamp.');
  const time = readMicrosoftTime(timeText);
  if (!time) return skipped('time_unreadable', `Timestamp is not a time: ${bounded(timeText, 60)}`);
  const table = tableOf(outer);
  // In a Log Analytics table TenantId is the workspace's.
  const tenant = said(outer, 'timeGenerated') === '' ? said(outer, 'tenantId') : '';
  const identity = readAccount(inner, tenant);
  const agent = said(inner, 'userAgent');
  const event: EventReading = {
    at: time.at,
    timeText,
    action: `defender-${table.toLowerCase() || 'hunting'}:${said(inner, 'actionType') || 'Sign-in'}`,
    plane: planeOf(table, said(inner, 'actionType')),
    ...readOutcome(inner),
    identity,
    principal: said(inner, 'accountUpn') || said(inner, 'accountName') || said(inner, 'initiatingProcessAccountName') || identity.display,
    credential: readCredential(inner),
    resources: readResources(inner),
    ...readLooseOrigin(said(inner, 'remoteIP'), said(inner, 'ipAddress')),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: tenant === '' ? identity.realm : entraRealm(tenant),
    vendorId: vendorIdOf(inner, table, timeText),
    ids: idsOf(outer, inner, table),
  };
  return readAs([event], factsOf(event, inner), remarksOnTime(timeText, time, 'Timestamp'));
}

/** A ReportId counts from time to time anew; with the device and the time it is unique. */
function vendorIdOf(inner: Fields, table: string, time: string): string | null {
  const id = said(inner, 'reportId');
  return id === '' ? null : [table, id, said(inner, 'deviceName') || said(inner, 'deviceId'), time].join('#');
}

/** Command lines stay in the original: they may hold secrets. */
function idsOf(outer: Fields, inner: Fields, table: string): Readonly<Record<string, string>> {
  const names =
    'reportId deviceId deviceName accountSid accountObjectId accountDomain logonType logonId protocol failureReason isLocalAdmin remoteDeviceName remotePort initiatingProcessFileName ' +
    'initiatingProcessId processId fileName folderPath application applicationId correlationId requestId sessionId country riskLevelDuringSignIn conditionalAccessStatus';
  const found: Record<string, string> = Object.fromEntries(names.split(' ').map((name) => [name, said(inner, name)]));
  const ids = present({ ...found, table, category: said(outer, 'category') });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 300);
  return ids;
}

function factsOf(event: EventReading, inner: Fields): readonly FactReading[] {
  const { identity, credential, at } = event;
  if (identity.kind === 'anonymous') return [];
  const attributes = present({ sid: said(inner, hasAccount(inner) ? 'accountSid' : 'initiatingProcessAccountSid'), objectId: said(inner, 'accountObjectId') });
  const known: readonly FactReading[] = Object.keys(attributes).length === 0 ? [] : [{ fact: 'identity', identity, attributes }];
  if (event.rung !== 4 || !credential || !/LogonSuccess|Sign-in$/.test(event.action)) return known;
  return [
    ...known,
    { fact: 'credential', credential, what: 'issued', at, detail: event.action },
    { fact: 'holding', identity, credential, basis: 'issued', via: null, from: at },
  ];
}
