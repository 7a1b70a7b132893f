import type { FramedRecord } from '../source.ts';
import { isRecord, look, opened, openMicrosoft, parseJson, said } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** An audit record by the names of the Management Activity API, whatever it was wrapped in. */
export interface AuditRecord {
  readonly fields: Fields;
  /** The columns around `AuditData` that could not be read as JSON, cut by a spreadsheet or a tool. */
  readonly damaged: boolean;
}

/** Opens a record, or null when it is none of the unified audit log. */
export function openAudit(framed: FramedRecord): AuditRecord | null {
  const record = openMicrosoft(framed);
  if (!record) return null;
  const { outer } = record;
  const data = look(outer, 'auditData') ?? look(outer, 'o365audit');
  if (isRecord(data)) return looksLikeAudit(data) ? { fields: opened(data), damaged: false } : null;
  if (typeof data === 'string' && data !== '') {
    const whole = parseJson(data);
    if (isRecord(whole) && looksLikeAudit(whole)) return { fields: opened(whole), damaged: false };
    return said(outer, 'creationDate') === '' && said(outer, 'createdDateTime') === '' ? null : { fields: ofEnvelope(outer), damaged: true };
  }
  if (said(outer, 'type') === 'OfficeActivity' || (said(outer, 'officeWorkload') !== '' && said(outer, 'timeGenerated') !== ''))
    return { fields: ofTable(outer), damaged: false };
  return looksLikeAudit(outer) ? { fields: outer, damaged: false } : null;
}

/** The members that every record has; other formats have a CreationTime too, none with a RecordType beside it. */
function looksLikeAudit(value: Fields): boolean {
  return said(value, 'creationTime') !== '' && (said(value, 'recordType') !== '' || (said(value, 'operation') !== '' && said(value, 'workload') !== ''));
}

/** The columns that Purview and Search-UnifiedAuditLog put beside AuditData. */
function ofEnvelope(outer: Fields): Fields {
  return {
    CreationTime: said(outer, 'creationDate') || said(outer, 'createdDateTime'),
    Id: said(outer, 'recordId') || said(outer, 'identity') || said(outer, 'id'),
    Operation: said(outer, 'operation') || said(outer, 'operations'),
    RecordType: said(outer, 'recordType') || said(outer, 'auditLogRecordType'),
    UserId: said(outer, 'userId') || said(outer, 'userIds'),
  };
}

// https://learn.microsoft.com/azure/azure-monitor/reference/tables/officeactivity
const renamed: Readonly<Record<string, string>> = {
  TimeGenerated: 'CreationTime',
  OfficeWorkload: 'Workload',
  OfficeObjectId: 'ObjectId',
  OfficeId: 'Id',
  Client_IPAddress: 'ClientIPAddress',
  Logon_Type: 'LogonType',
  Site_Url: 'SiteUrl',
  Application: 'ApplicationDisplayName',
};

/** The Log Analytics table OfficeActivity renames some members and leaves the others. */
function ofTable(outer: Fields): Fields {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(outer)) {
    const key = renamed[name] ?? name;
    if (key !== '__proto__' && (value !== '' || !(key in fields))) fields[key] = value;
  }
  return fields;
}
