import type { FramedRecord } from '../source.ts';
import { at, isRecord, jsonCell, list, nestedRow, parseJson, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** A LogEntry and the AuditLog in it. `audit` is null for an entry of another log. */
export interface Entry {
  readonly entry: Fields;
  readonly audit: Fields | null;
}

/** The LogEntry in whatever it was framed as, or null when there is none. Every wrapper gives the same entry. */
export function openEntry(framed: FramedRecord): Entry | null {
  switch (framed.form) {
    case 'json':
      return isRecord(framed.value) ? entryOf(framed.value) : null;
    case 'text': {
      const value = parseJson(framed.text);
      return isRecord(value) ? entryOf(value) : null;
    }
    case 'row':
      return tableRow(framed.row) ?? entryOf(nestedRow(framed.row));
  }
}

const logName = /^(projects|organizations|folders|billingAccounts)\/[^/]+\/logs\//;

function entryOf(value: Fields): Entry | null {
  const plain = Object.keys(value).some((key) => key.startsWith('protoPayload.')) ? nestedRow(value) : value;
  const entry = at(plain, 'log_name') === undefined ? plain : record(camel(plain, 0));
  if (!logName.test(textAt(entry, 'logName'))) return portalEntry(entry);
  return { entry, audit: auditOf(entry) };
}

/** BigQuery names the payload `protopayload_auditlog`; the Log Analytics views of Cloud Logging `proto_payload.audit_log`. */
function auditOf(entry: Fields): Fields | null {
  const named = at(entry, 'protoPayload', 'auditLog') ?? at(entry, 'protopayload_auditlog') ?? at(entry, 'protoPayload');
  const found = record(typeof named === 'string' ? jsonCell(named) : named);
  const isAudit = textAt(found, '@type').endsWith('.AuditLog') || (textAt(found, 'methodName') !== '' && textAt(found, 'serviceName') !== '');
  return isAudit ? withParsed(found) : null;
}

/** BigQuery exports hold these as JSON text. */
function withParsed(audit: Fields): Fields {
  const written = ['request', 'response', 'metadata', 'serviceData'].filter((name) => typeof at(audit, `${name}Json`) === 'string');
  return written.length === 0 ? audit : { ...audit, ...Object.fromEntries(written.map((name) => [name, jsonCell(textAt(audit, `${name}Json`))])) };
}

/** snake_case columns as the API spells them; what a request or response holds is the service's own. */
function camel(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return list(value).map((inner) => camel(inner, depth + 1));
  if (!isRecord(value) || depth > 8) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
      return [name, ['request', 'response', 'metadata', 'labels'].includes(name) ? inner : camel(inner, depth + 1)];
    }),
  );
}

function tableRow(row: Readonly<Record<string, string>>): Entry | null {
  return Object.hasOwn(row, 'MethodName') ? portalEntry(Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, jsonCell(cell)]))) : null;
}

/** Microsoft Sentinel's table GCPAuditLogs. https://learn.microsoft.com/azure/azure-monitor/reference/tables/gcpauditlogs */
function portalEntry(row: Fields): Entry | null {
  if (textAt(row, 'MethodName') === '' || textAt(row, 'ServiceName') === '' || !logName.test(textAt(row, 'LogName'))) return null;
  const status = parsed(at(row, 'Status'));
  const authentication = record(parsed(at(row, 'AuthenticationInfo')));
  const project = textAt(row, 'ProjectId');
  return {
    entry: {
      insertId: textAt(row, 'InsertId'),
      logName: textAt(row, 'LogName'),
      timestamp: textAt(row, 'Timestamp') || textAt(row, 'TimeGenerated') || textAt(row, 'TimeGenerated [UTC]'),
      severity: textAt(row, 'Severity'),
      resource: { type: textAt(row, 'GCPResourceType'), labels: project === '' ? {} : { project_id: project } },
    },
    audit: {
      serviceName: textAt(row, 'ServiceName'),
      methodName: textAt(row, 'MethodName'),
      resourceName: textAt(row, 'GCPResourceName') || textAt(row, 'ResourceName'),
      authenticationInfo:
        textAt(authentication, 'principalEmail') === '' ? { ...authentication, principalEmail: textAt(row, 'PrincipalEmail') } : authentication,
      authorizationInfo: parsed(at(row, 'AuthorizationInfo')),
      requestMetadata: parsed(at(row, 'RequestMetadata')),
      request: parsed(at(row, 'Request')),
      response: parsed(at(row, 'Response')),
      metadata: parsed(at(row, 'Metadata')),
      ...(isRecord(status) ? { status } : text(status) === '' ? {} : { status: { code: text(status), message: textAt(row, 'StatusMessage') } }),
    },
  };
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? jsonCell(value) : value;
}
