import type { IdentityRef, Plane, ResourceRef } from '../../../../shared/model.ts';
import { activitySource, at, basis, doneOnRecord, isRecord, record, sessionFacts, someone, text, textAt, thing, unsaid, webSession } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

export const slack = activitySource({
  id: 'slack',
  title: 'Slack audit logs',
  version: '1',
  docs: [
    { title: 'Audit Logs API', url: 'https://docs.slack.dev/admins/audit-logs-api/', read: null },
    { title: 'Audit Logs API: methods and actions', url: 'https://docs.slack.dev/reference/audit-logs-api/methods-actions-reference/', read: null },
    { title: 'Audit Logs API: anomaly events', url: 'https://docs.slack.dev/reference/audit-logs-api/anomalous-events-reference/', read: null },
  ],
  framing: 'Audit Logs API ({"entries"}), JSON lines',
  marks: 'date_create, action, actor and entity with a context of Slack',
  open: (fields) => ('date_create' in fields && text(fields['action']) !== '' && isRecord(fields['actor']) && isRecord(fields['context']) ? [fields] : []),
  read,
});

function read(entry: Fields): Act {
  const action = text(entry['action']);
  const place = textAt(entry, 'context', 'location', 'id');
  const session = textAt(entry, 'context', 'session_id');
  const credential = webSession('slack', session);
  const identity = whoActed(record(entry['actor']));
  return {
    time: entry['date_create'],
    timeField: 'date_create',
    action: `slack:${action}`,
    plane: planeOf(action),
    outcome: readOutcome(action),
    identity,
    realm: place,
    credential,
    facts: (moment) => sessionFacts(action === 'user_login' ? 'issued' : action === 'user_logout' ? 'revoked' : null, credential, identity, moment, action),
    resources: entityOf(record(entry['entity'])),
    address: textAt(entry, 'context', 'ip_address'),
    userAgent: textAt(entry, 'context', 'ua'),
    vendorId: text(entry['id']),
    ids: {
      location: place,
      locationType: textAt(entry, 'context', 'location', 'type'),
      domain: textAt(entry, 'context', 'location', 'domain'),
      session_id: session,
      app: textAt(entry, 'context', 'app', 'id'),
      reason: [at(entry, 'details', 'reason')].flat().map(text).join(', '),
      previous_ip_address: textAt(entry, 'details', 'previous_ip_address'),
    },
  };
}

/** Slack logs what was done; a failed sign-in has an action of its own, and an anomaly is Slack's finding about earlier acts. */
function readOutcome(action: string): Outcome {
  if (action === 'anomaly') return unsaid('action', action);
  if (action === 'user_login_failed') return { rung: 1, basis: [basis('action', action)] };
  if (/_(denied|blocked|rejected)$/.test(action)) return { rung: 2, basis: [basis('action', action)] };
  if (/_(failed|failure)$/.test(action)) return { rung: 3, basis: [basis('action', action)] };
  return doneOnRecord('action', action, 'Slack audit log');
}

/** Ids of users and apps are unique over all of Slack, so that a person is the same in every workspace of an enterprise. */
function whoActed(actor: Fields): IdentityRef {
  const user = record(actor['user']);
  const id = text(user['id']);
  const email = text(user['email']);
  if (id !== '' || email !== '') return someone('human', 'slack', 'slack', id || email, email || text(user['name']) || id);
  const app = record(actor['app']);
  return someone('application', 'slack', 'slack', text(app['id']), text(app['name']));
}

function entityOf(entity: Fields): readonly ResourceRef[] {
  const type = text(entity['type']);
  const inner = record(entity[type]);
  const id = text(inner['id']);
  return id === '' ? [] : [thing('slack', type, id, text(inner['name']) || text(inner['title']) || text(inner['email']))];
}

function planeOf(action: string): Plane {
  if (/token|oauth|secret|key/.test(action)) return 'secrets';
  if (/^(file|message|canvas|huddle|channel|private_channel|public_channel|mpim|list)/.test(action)) return 'data';
  if (/user|role|guest|login|logout|sso|idp|scim/.test(action)) return 'identity';
  return 'management';
}
