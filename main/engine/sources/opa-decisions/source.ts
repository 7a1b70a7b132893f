import type { EventReading, ResourceRef } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { at, bounded, detectBy, list, present, readAs, readOrigin, readTime, record, skipped, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { openDecision, pathOf } from './decision.ts';
import { readOutcome } from './rung.ts';
import { readSubject, realmOf } from './subject.ts';

export const opaDecisions: Source = {
  id: 'opa-decisions',
  title: 'Open Policy Agent decision logs',
  version: '1',
  docs: [
    { title: 'Decision logs', url: 'https://www.openpolicyagent.org/docs/management-decision-logs', read: null },
    { title: 'Envoy: what a policy returns', url: 'https://www.openpolicyagent.org/docs/envoy-primer', read: null },
  ],
  framing: 'Decision log uploads (arrays, gzip), console log lines, NDJSON, log shippers',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'decision_id with a path, a query or an input', (framed) => openDecision(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const decision = openDecision(framed);
  if (!decision) return skipped('not_this_format', 'No decision of Open Policy Agent: decision_id is missing.');
  const timeText = textAt(decision, 'timestamp') || textAt(decision, 'time');
  if (timeText === '') return skipped('time_missing', 'The decision has no timestamp.');
  const time = readTime(timeText);
  if (!time) return skipped('time_unreadable', `timestamp is not a time: ${bounded(timeText, 60)}`);
  const remarks: Remark[] = time.zoned ? [] : [{ code: 'time_zone_assumed', message: 'The time has no zone; OPA writes UTC.' }];
  const hidden = [...list(at(decision, 'erased')), ...list(at(decision, 'masked'))].map(text).filter(Boolean);
  if (hidden.length > 0)
    remarks.push({ code: 'field_unreadable', message: bounded(`OPA left out or masked ${hidden.join(', ')}: what stood there cannot be read.`) });
  return readAs([eventOf(decision, time, timeText)], [], remarks);
}

function eventOf(decision: Fields, time: ParsedTime, timeText: string): EventReading {
  const { identity, principal, credential } = readSubject(decision);
  const agent = text(at(at(decision, 'input', 'attributes', 'request', 'http'), 'user-agent'));
  return {
    at: time.at,
    timeText,
    action: bounded(`opa:${pathOf(decision) || 'query'}`, 200),
    plane: 'identity',
    ...readOutcome(decision),
    identity,
    principal,
    credential,
    resources: resourcesOf(decision),
    ...readOrigin(textAt(decision, 'requested_by')),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: realmOf(decision),
    vendorId: textAt(decision, 'decision_id'),
    ids: idsOf(decision),
  };
}

/** The policy that decided, and what it was asked about as far as the input says so in the usual words. */
function resourcesOf(decision: Fields): readonly ResourceRef[] {
  const input = at(decision, 'input');
  const realm = realmOf(decision);
  const http = at(at(input, 'attributes'), 'request', 'http');
  const path = at(input, 'path') ?? at(http, 'path');
  const parts = Array.isArray(path) ? `/${list(path).map(text).join('/')}` : text(path);
  const method = textAt(input, 'method') || textAt(http, 'method');
  const admission = at(input, 'request');
  const object =
    textAt(admission, 'kind', 'kind') === ''
      ? ''
      : [textAt(admission, 'kind', 'kind'), textAt(admission, 'namespace'), textAt(admission, 'name')].filter(Boolean).join('/');
  const asked = object || textAt(input, 'resource', 'id') || textAt(input, 'resource') || textAt(input, 'object');
  const found: ResourceRef[] = [];
  if (asked !== '') found.push({ kind: 'resource', key: bounded(`opa:${realm}:${asked}`, 1024), display: bounded(asked, 200) });
  if (parts !== '')
    found.push({
      kind: 'path',
      key: bounded(`opa:${realm}:${parts.split('?')[0]}`, 1024),
      display: bounded([method, parts.split('?')[0]].filter(Boolean).join(' '), 200),
    });
  const policy = pathOf(decision);
  if (policy !== '') found.push({ kind: 'policy', key: bounded(`opa:${realm}:policy/${policy}`, 1024), display: bounded(policy, 200) });
  return found;
}

/** Ids by which the decision joins the events it was made for, and which policy it was. */
function idsOf(decision: Fields): Readonly<Record<string, string>> {
  const input = at(decision, 'input');
  const http = at(at(input, 'attributes'), 'request', 'http');
  const revisions = Object.entries(record(at(decision, 'bundles'))).map(([name, bundle]) => `${name}=${textAt(bundle, 'revision')}`);
  const ids = present({
    decisionId: textAt(decision, 'decision_id'),
    batchDecisionId: textAt(decision, 'batch_decision_id'),
    traceId: textAt(decision, 'trace_id'),
    spanId: textAt(decision, 'span_id'),
    requestId:
      textAt(input, 'request_id') ||
      textAt(input, 'requestId') ||
      textAt(http, 'id') ||
      text(at(at(http, 'headers'), 'x-request-id')) ||
      textAt(input, 'request', 'uid'),
    policyPath: pathOf(decision),
    bundleRevisions: revisions.join(' '),
    opaId: textAt(decision, 'labels', 'id'),
    opaVersion: textAt(decision, 'labels', 'version'),
    operation: textAt(input, 'action') || textAt(input, 'operation') || textAt(input, 'request', 'operation'),
    erased: list(at(decision, 'erased')).map(text).join(' '),
    masked: list(at(decision, 'masked')).map(text).join(' '),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}
