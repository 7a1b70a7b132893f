import type { EventReading, Plane, ResourceRef } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { at, bounded, detectBy, list, present, readAs, readOrigin, readPortalTime, readTime, skipped, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { orgOf, readActor, said, targetsOf } from './actor.ts';
import type { Actor } from './actor.ts';
import { readFacts } from './facts.ts';
import { openEvents } from './log-event.ts';
import { readOutcome } from './rung.ts';

export const oktaSystem: Source = {
  id: 'okta-system',
  title: 'Okta System Log',
  version: '1',
  docs: [
    { title: 'System Log API', url: 'https://developer.okta.com/docs/reference/api/system-log/', read: null },
    { title: 'Event types', url: 'https://developer.okta.com/docs/reference/api/event-types/', read: null },
  ],
  framing: 'System Log API, administrator’s CSV, EventBridge log stream, event hooks, Log Analytics (Okta_CL), NDJSON',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'eventType, published, actor and outcome of a LogEvent', (framed) => openEvents(framed).length > 0);
}

function read(framed: FramedRecord): Reading {
  const found = openEvents(framed);
  if (found.length === 0) return skipped('not_this_format', 'No LogEvent of Okta: eventType, published or outcome is missing.');
  const readings = found.map(readEvent);
  const good = readings.flatMap((reading) => (reading.kind === 'read' ? [reading] : []));
  const [first] = readings;
  if (good.length === 0 && first) return first;
  const lost = readings.flatMap((reading): readonly Remark[] => (reading.kind === 'skipped' ? [{ code: reading.code, message: reading.message }] : []));
  return readAs(
    good.flatMap(({ events }) => events),
    good.flatMap(({ facts }) => facts),
    [...good.flatMap(({ remarks }) => remarks), ...lost],
  );
}

function readEvent(event: Fields): Reading {
  const timeText = textAt(event, 'published');
  if (timeText === '') return skipped('time_missing', 'The event has no published.');
  const time = readTime(at(event, 'published')) ?? readPortalTime(timeText);
  if (!time) return skipped('time_unreadable', `published is not a time: ${bounded(timeText, 60)}`);
  const actor = readActor(event);
  const reading = eventOf(event, time, timeText, actor);
  const remarks: Remark[] = time.zoned ? [] : [{ code: 'time_zone_assumed', message: 'The time has no zone; Okta writes UTC.' }];
  return readAs([reading], reading.rung === 4 ? readFacts(event, reading, actor) : [], remarks);
}

function eventOf(event: Fields, time: ParsedTime, timeText: string, actor: Actor): EventReading {
  const chain = list(at(event, 'request', 'ipChain'));
  const userAgent = said(textAt(event, 'client', 'userAgent', 'rawUserAgent'));
  const realm = orgOf(event);
  return {
    at: time.at,
    timeText,
    action: `okta:${textAt(event, 'eventType')}`,
    plane: planeOf(textAt(event, 'eventType')),
    ...readOutcome(event),
    identity: actor.identity,
    principal: actor.principal,
    credential: actor.credential,
    resources: targetsOf(event)
      .slice(0, 50)
      .map((target) => resourceOf(realm, target)),
    ...readOrigin(said(textAt(event, 'client', 'ipAddress')) || textAt(chain[0], 'ip')),
    userAgent: userAgent === '' ? null : bounded(userAgent, 1024),
    realm,
    vendorId: textAt(event, 'uuid') || null,
    ids: idsOf(event),
  };
}

/** Okta is about identities; what is not is the sending of messages, its workflows and the configuration of the organisation. */
function planeOf(eventType: string): Plane {
  if (
    /^(workflows|system\.(email|sms|voice|push)|system\.(log_stream|import|agent|org|feature)|zone|network_zone|event_hook|inline_hook|support)\b/.test(
      eventType,
    )
  )
    return 'management';
  if (/^pam\.(secret|resource\.checkout)/.test(eventType)) return 'secrets';
  return 'identity';
}

function resourceOf(realm: string, target: Fields): ResourceRef {
  const kind = textAt(target, 'type');
  const id = said(textAt(target, 'id')) || textAt(target, 'alternateId');
  return {
    kind: kind
      .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
      .replaceAll(/[\s_]+/g, '-')
      .toLowerCase(),
    key: bounded(`okta:${realm}:${kind}/${id}`, 1024),
    display: bounded(textAt(target, 'displayName') || said(textAt(target, 'alternateId')) || id, 200),
  };
}

function idsOf(event: Fields): Readonly<Record<string, string>> {
  const debug = at(event, 'debugContext', 'debugData');
  const context = at(event, 'authenticationContext');
  const security = at(event, 'securityContext');
  const ids = present({
    uuid: textAt(event, 'uuid'),
    transactionId: textAt(event, 'transaction', 'id'),
    transactionType: textAt(event, 'transaction', 'type'),
    requestApiTokenId: textAt(event, 'transaction', 'detail', 'requestApiTokenId'),
    externalSessionId: said(textAt(context, 'externalSessionId')),
    rootSessionId: said(textAt(context, 'rootSessionId')),
    authenticationStep: textAt(context, 'authenticationStep'),
    credentialType: textAt(context, 'credentialType'),
    credentialProvider: textAt(context, 'credentialProvider'),
    requestId: textAt(debug, 'requestId'),
    requestUri: textAt(debug, 'requestUri'),
    dtHash: textAt(debug, 'dtHash'),
    deviceFingerprint: textAt(debug, 'deviceFingerprint'),
    threatSuspected: textAt(debug, 'threatSuspected'),
    risk: textAt(debug, 'risk'),
    behaviors: textAt(debug, 'behaviors'),
    grantedScopes: textAt(debug, 'grantedScopes'),
    clientId: said(textAt(event, 'client', 'id')),
    country: textAt(event, 'client', 'geographicalContext', 'country'),
    asNumber: textAt(security, 'asNumber'),
    asOrg: textAt(security, 'asOrg'),
    isProxy: textAt(security, 'isProxy'),
    actorType: textAt(event, 'actor', 'type'),
    actorId: textAt(event, 'actor', 'id'),
    displayMessage: textAt(event, 'displayMessage'),
    reason: textAt(event, 'outcome', 'reason'),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}
