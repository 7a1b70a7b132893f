import type { IdentityRef, Plane } from '../../../../shared/model.ts';
import { activitySource, basis, doneOnRecord, isRecord, record, someone, text, textAt, thing, unsaid } from '../kit.ts';
import type { Act, Fields, Left, Outcome } from '../kit.ts';

/** Webhooks, and the reports of operations and of sign-ins. */
export const zoom = activitySource({
  id: 'zoom',
  title: 'Zoom',
  version: '1',
  docs: [
    { title: 'Webhooks: event payloads', url: 'https://developers.zoom.us/docs/api/webhooks/', read: null },
    {
      title: 'Reports API: operation logs and sign in / sign out activities',
      url: 'https://developers.zoom.us/docs/api/rest/reference/zoom-api/methods/#tag/reports',
      read: null,
    },
  ],
  framing: 'webhook notifications (JSON lines), reports ({"operation_logs"}, {"activity_logs"})',
  marks: 'event with a payload of account_id and object, or an operator with operation_detail, or a sign-in with client_type',
  open: (fields) => (isWebhook(fields) || isOperation(fields) || isSignIn(fields) ? [fields] : []),
  read: (fields) => (isWebhook(fields) ? readWebhook(fields) : isOperation(fields) ? readOperation(fields) : readSignIn(fields)),
});

function isWebhook(fields: Fields): boolean {
  const payload = fields['payload'];
  return (
    /^[a-z_]+(\.[a-z_]+)+$/.test(text(fields['event'])) &&
    isRecord(payload) &&
    isRecord(payload['object']) &&
    ('account_id' in payload || 'operator' in payload)
  );
}

function isOperation(fields: Fields): boolean {
  return 'operator' in fields && 'operation_detail' in fields && 'category_type' in fields;
}

function isSignIn(fields: Fields): boolean {
  return /^sign (in|out)$/i.test(text(fields['type'])) && 'client_type' in fields && 'time' in fields;
}

/** `event_ts` came in later; before it only some payloads had a time, and without one there is no event. */
function readWebhook(fields: Fields): Act | Left {
  const payload = record(fields['payload']);
  const object = record(payload['object']);
  const participant = record(object['participant']);
  const event = text(fields['event']);
  const time = fields['event_ts'] ?? payload['time_stamp'] ?? object['date_time'] ?? participant['join_time'] ?? participant['leave_time'];
  const id = text(object['uuid']) || text(object['id']);
  return {
    time,
    timeField: 'event_ts',
    action: `zoom:${event}`,
    plane: planeOf(event),
    outcome: webhookOutcome(event),
    identity: whoActed(payload, object, event),
    resources: id === '' ? [] : [thing('zoom', event.replace(/\..*$/, ''), id, text(object['topic']) || text(object['email']) || text(object['room_name']))],
    address: text(object['ip_address']) || text(participant['ip_address']) || text(participant['public_ip']),
    ids: {
      account_id: text(payload['account_id']),
      creation_type: text(payload['creation_type']),
      client_type: text(object['client_type']),
      owner: text(object['owner_email']),
    },
  };
}

/** A notification is sent because something has happened; alerts are about things, and invitations only ask. */
function webhookOutcome(event: string): Outcome {
  if (/alert|_requested$|_pending$|requested_|\.invited$|\.started_pending/.test(event)) return unsaid('event', event);
  if (/denied$|rejected$|_blocked$/.test(event)) return { rung: 2, basis: [basis('event', event)] };
  if (/_failed$|failed$/.test(event)) return { rung: 3, basis: [basis('event', event)] };
  return doneOnRecord('event', event, 'Zoom webhook');
}

/** The operator; for what users do themselves (sign in, accept) the user. */
function whoActed(payload: Fields, object: Fields, event: string): IdentityRef {
  const operator = text(payload['operator']);
  const id = text(payload['operator_id']);
  const account = text(payload['account_id']);
  if (operator !== '' || id !== '') return someone('human', 'zoom', account, id || operator, operator || id);
  const participant = record(object['participant']);
  const self = event.startsWith('user.') ? object : participant;
  const email = text(self['email']) || text(self['user_name']);
  return someone('human', 'zoom', account, text(self['id']) || text(self['user_id']) || email, email);
}

function readOperation(log: Fields): Act {
  const action = `${text(log['category_type'])} ${text(log['action'])}`.trim();
  return {
    time: log['time'],
    timeField: 'time',
    action: `zoom:${action}`,
    plane: planeOf(action.toLowerCase()),
    outcome: doneOnRecord('action', text(log['action']), 'Zoom operation log'),
    identity: someone('human', 'zoom', 'zoom', text(log['operator'])),
    ids: { detail: text(log['operation_detail']) },
  };
}

function readSignIn(log: Fields): Act {
  const type = text(log['type']);
  return {
    time: log['time'],
    timeField: 'time',
    action: `zoom:${type}`,
    plane: 'identity',
    outcome: doneOnRecord('type', type, 'Zoom sign-in activity'),
    identity: someone('human', 'zoom', 'zoom', text(log['email'])),
    address: text(log['ip_address']),
    ids: { client_type: text(log['client_type']), version: text(log['version']), owner: textAt(log, 'owner') },
  };
}

function planeOf(event: string): Plane {
  if (/^(user|account|app|role|group|im group)/.test(event)) return 'identity';
  return /recording|chat|meeting|webinar|phone/.test(event) ? 'data' : 'management';
}
