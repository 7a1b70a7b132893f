import type { IdentityRef, Plane, ResourceRef } from '../../../../shared/model.ts';
import { activitySource, basis, doneOnRecord, isRecord, record, someone, text, textAt, thing, unsaid, webSession } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

export const box = activitySource({
  id: 'box',
  title: 'Box events',
  version: '1',
  docs: [
    { title: 'Event object', url: 'https://developer.box.com/reference/resources/event/', read: null },
    { title: 'Enterprise event types', url: 'https://developer.box.com/guides/events/enterprise-events/for-enterprise/', read: null },
    { title: 'Shield alert events', url: 'https://developer.box.com/guides/events/event-triggers/shield-alert-events/', read: null },
  ],
  framing: 'events API ({"entries"}), JSON lines',
  marks: 'event_id, event_type, created_at and created_by of a Box event',
  open: (fields) =>
    text(fields['event_id']) !== '' && /^[A-Z][A-Z0-9_]+$/.test(text(fields['event_type'])) && 'created_at' in fields && 'created_by' in fields ? [fields] : [],
  read,
});

function read(event: Fields): Act {
  const type = text(event['event_type']);
  const session = text(event['session_id']);
  return {
    time: event['created_at'],
    timeField: 'created_at',
    action: `box:${type}`,
    plane: planeOf(type),
    outcome: readOutcome(type),
    identity: whoActed(event, type),
    credential: webSession('box', session),
    resources: sourceOf(record(event['source'])),
    address: text(event['ip_address']),
    vendorId: text(event['event_id']),
    ids: {
      session_id: session,
      service: textAt(event, 'additional_details', 'service_name'),
      service_id: textAt(event, 'additional_details', 'service_id'),
      ekm_id: textAt(event, 'additional_details', 'ekm_id'),
      rule: textAt(event, 'additional_details', 'shield_alert', 'rule_name'),
      action_by: textAt(event, 'action_by', 'login'),
    },
  };
}

/** Box records what was done; failed logins, refusals and Shield's alerts have types of their own. */
function readOutcome(type: string): Outcome {
  if (type === 'FAILED_LOGIN' || type === 'DEVICE_TRUST_CHECK_FAILED') return { rung: 1, basis: [basis('event_type', type)] };
  if (/_ALERT$|^SHIELD_JUSTIFICATION/.test(type) || type === 'CONTENT_WORKFLOW_ABNORMAL_DOWNLOAD_ACTIVITY') return unsaid('event_type', type);
  if (/(_BLOCKED|_DENIED|ACCESS_REVOKED_BY_POLICY)$/.test(type)) return { rung: 2, basis: [basis('event_type', type)] };
  if (/(_FAILED|_FAILURE)$/.test(type)) return { rung: 3, basis: [basis('event_type', type)] };
  return doneOnRecord('event_type', type, 'Box enterprise events');
}

/** Alerts are made by Box about a user, who stands inside the alert. */
function whoActed(event: Fields, type: string): IdentityRef {
  const about = record(record(record(event['additional_details'])['shield_alert'])['user']);
  const by = type === 'SHIELD_ALERT' && text(about['id']) !== '' ? about : record(event['created_by']);
  const login = text(by['login']) || text(by['email']);
  const id = text(by['id']);
  return someone(/@boxdevedition\.com$/i.test(login) ? 'service' : 'human', 'box', 'box', id === '' ? login : `user/${id}`, login || text(by['name']) || id);
}

function sourceOf(source: Fields): readonly ResourceRef[] {
  const id = text(source['id']) || text(source['item_id']) || text(source['user_id']) || text(source['group_id']);
  const type = text(source['type']) || text(source['item_type']) || 'item';
  if (id === '') return [];
  const parent = isRecord(source['parent']) ? text(source['parent']['name']) : '';
  const name = text(source['name']) || text(source['item_name']) || text(source['user_name']) || text(source['group_name']);
  return [thing('box', type, id, parent === '' ? name : `${parent}/${name}`)];
}

function planeOf(type: string): Plane {
  if (/LOGIN|USER|GROUP|ROLE|SSO|OAUTH|COLLABOR|DEVICE|ADMIN_INVITE|MFA|2FA/.test(type)) return 'identity';
  if (/^(APPLICATION|POLICY|SHIELD|LEGAL|RETENTION|ENTERPRISE)/.test(type)) return 'management';
  return /ACCESS_TOKEN|KEY/.test(type) ? 'secrets' : 'data';
}
