import type { EventReading } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { at, bounded, detectBy, readAs, readOrigin, readPortalTime, readTime, record, skipped, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { accountOf } from './caller.ts';
import { readFacts } from './facts.ts';
import { readIds } from './ids.ts';
import { tellCaller } from './known-caller.ts';
import type { Told } from './known-caller.ts';
import { planeOf } from './planes.ts';
import { readResources } from './resources.ts';
import { timeZone } from './rows.ts';
import { readOutcome } from './rung.ts';
import { isDigest, isInsight, looksLikeTrail, openTrail } from './trail.ts';

export const awsCloudTrail: Source = {
  id: 'aws-cloudtrail',
  title: 'AWS CloudTrail',
  version: '1',
  docs: [
    {
      title: 'CloudTrail record contents',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
      read: '2026-11-21',
    },
    {
      title: 'CloudTrail userIdentity element',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html',
      read: '2026-11-21',
    },
  ],
  framing: 'S3 log files, lookup-events, CloudWatch Logs, EventBridge, Athena and CloudTrail Lake tables, Log Analytics (AWSCloudTrail), NDJSON',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'eventVersion, eventSource and eventName', (framed) => {
    const trail = openTrail(framed);
    return trail !== null && (looksLikeTrail(trail) || isDigest(trail));
  });
}

function read(framed: FramedRecord): Reading {
  const trail = openTrail(framed);
  if (trail && isDigest(trail)) return skipped('not_an_api_call', 'A CloudTrail digest: it vouches for log files and records no call.');
  if (!trail || !looksLikeTrail(trail)) return skipped('not_this_format', 'No CloudTrail record: eventVersion, eventSource or eventName is missing.');
  if (isInsight(trail)) return skipped('not_an_api_call', 'A CloudTrail Insight: it sums up many calls and is none itself.');
  return readTrail(trail);
}

function readTrail(trail: Fields): Reading {
  const remarks: Remark[] = [];
  const timeText = textAt(trail, 'eventTime') || textAt(trail, '@timestamp');
  if (timeText === '') return skipped('time_missing', 'The record has no eventTime.');
  const time = timeOf(timeText);
  if (!time) return skipped('time_unreadable', `eventTime is not a time: ${bounded(timeText, 60)}`);
  if (textAt(trail, 'eventTime') === '') remarks.push({ code: 'time_missing', message: substitute(trail) });
  if (!time.zoned && textAt(trail, timeZone) === '') remarks.push({ code: 'time_zone_assumed', message: 'The time has no zone; CloudTrail writes UTC.' });
  const told = tellCaller(trail);
  remarks.push(...remarksOn(trail));
  const event = eventOf(trail, time, timeText, told);
  return readAs([event], readFacts(trail, event, told.caller, told.standing), remarks);
}

/** Logstash's CloudTrail codec moves eventTime into @timestamp; CloudWatch Logs has an @timestamp of its own. */
function substitute(trail: Fields): string {
  if (textAt(trail, '@version') !== '') return 'eventTime is missing; @timestamp was read, where Logstash puts it.';
  return 'eventTime is missing; @timestamp was read instead, which may say when the log was written.';
}

function timeOf(source: string): ParsedTime | null {
  return readTime(source) ?? readPortalTime(source);
}

function remarksOn(trail: Fields): readonly Remark[] {
  const found: Remark[] = [];
  const identity = at(trail, 'userIdentity');
  if (typeof identity !== 'object' || identity === null)
    found.push({ code: 'field_unreadable', message: 'userIdentity is missing or unreadable: nobody can be named for this event.' });
  const accounts = [textAt(trail, 'recipientAccountId'), textAt(identity, 'accountId')];
  if (accounts.some((account) => /^\d(\.\d+)?E\+\d+$/i.test(account)))
    found.push({ code: 'number_damaged', message: 'An account id was rewritten by a spreadsheet and can no longer be read in full.' });
  return found;
}

function eventOf(trail: Fields, time: ParsedTime, timeText: string, { caller, ids }: Told): EventReading {
  const service = textAt(trail, 'eventSource')
    .replace(/\.amazonaws\.com(\.cn)?$/i, '')
    .toLowerCase();
  const name = textAt(trail, 'eventName');
  const account = textAt(trail, 'recipientAccountId') || accountOf(trail, record(at(trail, 'userIdentity')));
  const { rung, basis } = readOutcome(trail);
  const userAgent = text(at(trail, 'userAgent'));
  return {
    at: time.at,
    timeText,
    action: `${service}:${name}`,
    plane: planeOf(service, name),
    rung,
    basis,
    identity: caller.identity,
    principal: caller.principal,
    credential: caller.credential,
    resources: readResources(trail, service, account),
    ...readOrigin(textAt(trail, 'sourceIPAddress')),
    userAgent: userAgent === '' ? null : bounded(userAgent, 1024),
    realm: account || 'unknown',
    vendorId: textAt(trail, 'eventID') || null,
    ids: readIds(trail, ids),
  };
}
