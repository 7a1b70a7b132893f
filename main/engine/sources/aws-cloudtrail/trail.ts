import type { FramedRecord } from '../source.ts';
import { at, isRecord, parseJson, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { trailOfObject, trailOfRow } from './rows.ts';

/** The CloudTrail record in whatever it was framed as, or null when there is none. Every wrapper gives the same record. */
export function openTrail(framed: FramedRecord): Fields | null {
  switch (framed.form) {
    case 'json':
      return unwrapped(framed.value);
    case 'row':
      return rowTrail(framed.row);
    case 'text':
      return unwrapped(parseJson(framed.text));
  }
}

/** Columns that carry the whole record as JSON: lookup-events, CloudWatch Logs Insights, Splunk. */
const wholeRecordColumns = ['CloudTrailEvent', '@message', 'message', '_raw'];

function rowTrail(row: Readonly<Record<string, string>>): Fields | null {
  for (const column of wholeRecordColumns) {
    const inner = Object.hasOwn(row, column) ? unwrapped(parseJson(row[column] ?? '')) : null;
    if (inner && looksLikeTrail(inner)) return inner;
  }
  return trailOfRow(row);
}

/** lookup-events holds the record as JSON text; EventBridge and CloudWatch hold it in `detail` or `message`. */
function unwrapped(value: unknown): Fields | null {
  if (!isRecord(value)) return null;
  const written = textAt(value, 'CloudTrailEvent') || (looksLikeTrail(value) ? '' : textAt(value, 'message'));
  const parsed = written.startsWith('{') ? parseJson(written) : undefined;
  if (isRecord(parsed) && looksLikeTrail(parsed)) return parsed;
  const detail = at(value, 'detail');
  if (isRecord(detail) && looksLikeTrail(detail)) return detail;
  return trailOfObject(value) ?? value;
}

/** A record of CloudTrail: an API call, a sign-in, a service event or an Insight. Notifications of S3 or SQS (`aws:s3`) are not. */
export function looksLikeTrail(trail: Fields): boolean {
  if (textAt(trail, 'eventType') === 'AwsCloudTrailInsight') return isRecord(at(trail, 'insightDetails'));
  const source = textAt(trail, 'eventSource');
  if (textAt(trail, 'eventName') === '' || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(source)) return false;
  // A query may have left the version out; then the source and another field of CloudTrail have to speak for the record.
  return (
    textAt(trail, 'eventVersion') !== '' ||
    (/\.amazonaws\.com(\.cn)?$/i.test(source) && ['userIdentity', 'eventID', 'awsRegion'].some((name) => at(trail, name) !== undefined))
  );
}

/** A digest file proves the integrity of log files; it records no call. */
export function isDigest(trail: Fields): boolean {
  return textAt(trail, 'digestS3Bucket') !== '' && textAt(trail, 'digestStartTime') !== '';
}

/** An Insight summarises many calls. */
export function isInsight(trail: Fields): boolean {
  return textAt(trail, 'eventType') === 'AwsCloudTrailInsight' || textAt(trail, 'eventCategory') === 'Insight';
}
