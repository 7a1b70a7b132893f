import type { FramedRecord } from '../source.ts';
import { at, isRecord, jsonCell, parseJson, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** An event of the API server's audit log and the cluster it came from, as far as the wrapper names it. */
export interface AuditEvent {
  readonly event: Fields;
  readonly cluster: string;
}

/** The audit event in whatever it was framed as, or null when there is none. Every wrapper gives the same event. */
export function openEvent(framed: FramedRecord): AuditEvent | null {
  switch (framed.form) {
    case 'json':
      return unwrapped(framed.value, 0);
    case 'text':
      return unwrapped(parseJson(framed.text.slice(Math.max(0, framed.text.indexOf('{')))), 0);
    case 'row':
      return portalRow(framed.row) ?? unwrapped(framed.row, 0);
  }
}

/** Log shippers and Azure's diagnostic settings carry the event as JSON text under these names. */
const carriers = ['log', 'log_s', 'message', '@message', 'properties_log_s', 'MESSAGE', 'textPayload'];

function unwrapped(value: unknown, depth: number): AuditEvent | null {
  if (!isRecord(value) || depth > 3) return null;
  if (looksLikeEvent(value)) return { event: value, cluster: 'unknown' };
  const inside = [at(value, 'properties'), at(value, 'detail'), at(value, 'jsonPayload'), ...carriers.map((name) => at(value, name))];
  for (const written of inside) {
    const found = unwrapped(typeof written === 'string' ? jsonCell(written) : written, depth + 1);
    if (found) return found.cluster === 'unknown' ? { event: found.event, cluster: clusterOf(value) } : found;
  }
  return portalRow(value);
}

/** The last name in an Azure resource id, or the cluster in the name of an EKS log group (`/aws/eks/NAME/cluster`). */
function clusterOf(value: Fields): string {
  const id = textAt(value, 'resourceId') || textAt(value, '_ResourceId') || textAt(value, 'ResourceId');
  const azure = /managedclusters\/([^/]+)$/i.exec(id)?.[1];
  const eks = /^\/aws\/eks\/([^/]+)\/cluster$/.exec(textAt(value, 'logGroup') || textAt(value, '@log').replace(/^\d+:/, ''))?.[1];
  return azure?.toLowerCase() ?? eks ?? 'unknown';
}

/** An event of audit.k8s.io. Core events (`kind: Event` of `v1`) have neither an audit id nor a stage. */
export function looksLikeEvent(value: Fields): boolean {
  if (textAt(value, 'apiVersion').startsWith('audit.k8s.io/') && textAt(value, 'kind') === 'Event') return true;
  return textAt(value, 'auditID') !== '' && textAt(value, 'stage') !== '' && (textAt(value, 'verb') !== '' || textAt(value, 'requestURI') !== '');
}

/** Tables AKSAudit and AKSAuditAdmin of Azure Monitor. https://learn.microsoft.com/azure/azure-monitor/reference/tables/aksaudit */
function portalRow(row: Fields): AuditEvent | null {
  if (textAt(row, 'AuditId') === '' || textAt(row, 'Stage') === '' || textAt(row, 'Verb') === '') return null;
  const cell = (name: string): unknown => {
    const value = at(row, name);
    return typeof value === 'string' ? jsonCell(value) : value;
  };
  return {
    event: {
      kind: 'Event',
      auditID: text(cell('AuditId')),
      stage: text(cell('Stage')),
      level: text(cell('Level')),
      verb: text(cell('Verb')),
      requestURI: text(cell('RequestUri')),
      user: cell('User'),
      impersonatedUser: cell('ImpersonatedUser'),
      sourceIPs: cell('SourceIps'),
      userAgent: text(cell('UserAgent')),
      objectRef: cell('ObjectRef'),
      responseStatus: cell('ResponseStatus'),
      requestObject: cell('RequestObject'),
      responseObject: cell('ResponseObject'),
      annotations: cell('Annotations'),
      requestReceivedTimestamp: text(cell('RequestReceivedTime')),
      stageTimestamp: text(cell('StageReceivedTime')) || text(cell('TimeGenerated')),
    },
    cluster: clusterOf(row),
  };
}
