import { limits } from '../limits.ts';
import { parseJson } from './json.ts';

/** What an exporter put around a record, one layer at a time; the record itself when nothing fits exactly. */
export function peel(value: unknown): unknown {
  let inner = value;
  for (let layer = 0; layer < 3; layer += 1) {
    const next = peelOnce(inner);
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}

type Bag = Readonly<Record<string, unknown>>;

/** Keys beside `message` in CloudWatch Logs output: subscriptions, filter-log-events, get-log-events, Logs Insights. */
const logKeys = new Set([
  'id',
  'eventId',
  'timestamp',
  'ingestionTime',
  'logStreamName',
  'logStream',
  'logGroup',
  'message',
  'extractedFields',
  'owner',
  'messageType',
  'subscriptionFilters',
]);

function peelOnce(value: unknown): unknown {
  const bag = asBag(value);
  if (!bag) return undefined;
  // cloudtrail:LookupEvents
  if (typeof bag['CloudTrailEvent'] === 'string') return jsonObject(bag['CloudTrailEvent']);
  // EventBridge
  if (typeof bag['detail-type'] === 'string' && asBag(bag['detail'])) return bag['detail'];
  // CloudWatch Logs
  if (typeof bag['message'] === 'string' && 'timestamp' in bag && Object.keys(bag).every((key) => logKeys.has(key))) return jsonObject(bag['message']);
  if (typeof bag['@message'] === 'string') return jsonObject(bag['@message']);
  // Splunk
  if (typeof bag['_raw'] === 'string') return jsonObject(bag['_raw']);
  const result = asBag(bag['result']);
  if (result && typeof result['_raw'] === 'string' && ('preview' in bag || 'offset' in bag)) return result;
  // Pub/Sub
  const message = asBag(bag['message']);
  if (message && typeof message['data'] === 'string' && ('ackId' in bag || 'subscription' in bag || 'messageId' in message)) {
    return jsonObject(Buffer.from(message['data'], 'base64').toString('utf8'));
  }
  return undefined;
}

/** Columns in which tables carry the whole record. */
const wholeRecordColumns = ['_raw', '@message', 'message'] as const;

/** The record inside a row, where one column holds it as JSON. */
export function peelRow(row: Readonly<Record<string, string>>): unknown {
  for (const column of wholeRecordColumns) {
    const text = row[column];
    const value = text === undefined ? undefined : jsonObject(text);
    if (value !== undefined) return peel(value);
  }
  return undefined;
}

function asBag(value: unknown): Bag | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : null;
}

function jsonObject(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  const parsed = parseJson(Buffer.from(text), false, limits);
  return parsed.kind === 'value' ? (asBag(parsed.value) ?? undefined) : undefined;
}
