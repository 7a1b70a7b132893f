import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { activitySource, bounded, doneOnRecord, isRecord, masked, outcomeOf, record, sessionFacts, someone, text, textAt, thing, webSession } from '../kit.ts';
import type { Act, Fields, Left, OutcomeWords } from '../kit.ts';

/** The three streams of the Events API: sign-in attempts, uses of items, and audit events. */
export const onePassword = activitySource({
  id: 'onepassword',
  title: '1Password events',
  version: '1',
  docs: [
    { title: 'Events API reference', url: 'https://developer.1password.com/docs/events-api/reference/', read: null },
    { title: 'Audit events', url: 'https://developer.1password.com/docs/events-api/audit-events/', read: null },
    { title: 'Item usage actions', url: 'https://developer.1password.com/docs/events-api/item-usage-actions/', read: null },
  ],
  framing: 'Events API ({"items"}), JSON lines',
  marks: 'uuid and timestamp with category and target_user, item_uuid and vault_uuid, or actor_uuid and object_type',
  open: (fields) => (kindOf(fields) === null ? [] : [fields]),
  read,
});

function kindOf(fields: Fields): 'sign-in' | 'item-usage' | 'audit' | null {
  if (text(fields['uuid']) === '' || !('timestamp' in fields)) return null;
  if (text(fields['category']) !== '' && isRecord(fields['target_user'])) return 'sign-in';
  if (text(fields['item_uuid']) !== '' && text(fields['vault_uuid']) !== '') return 'item-usage';
  return text(fields['actor_uuid']) !== '' && text(fields['action']) !== '' && 'object_type' in fields ? 'audit' : null;
}

function read(event: Fields): Act | Left {
  switch (kindOf(event)) {
    case 'sign-in':
      return readSignIn(event);
    case 'item-usage':
      return readUsage(event);
    case 'audit':
      return readAudit(event);
    case null:
      return { skip: 'The record is of none of the three streams.' };
  }
}

const categories: OutcomeWords = {
  success: 4,
  firewall_reported_success: 4,
  credentials_failed: 1,
  mfa_failed: 1,
  sso_failed: 1,
  firewall_failed: 2,
  modern_version_failed: 3,
};

function readSignIn(event: Fields): Act {
  const user = record(event['target_user']);
  const outcome = outcomeOf('category', text(event['category']), categories);
  const identity = person(user, text(event['account_uuid']));
  const session = webSession('1password', text(event['session_uuid']));
  return {
    ...client(event),
    action: `1password:${text(event['category'])} ${text(event['type'])}`.trim(),
    plane: 'identity',
    outcome,
    identity,
    credential: session,
    facts: (at) => sessionFacts(outcome.rung === 4 ? 'issued' : null, session, identity, at, 'sign-in'),
    ids: { type: text(event['type']), session_uuid: text(event['session_uuid']), country: text(event['country']), ...clientIds(event) },
  };
}

function readUsage(event: Fields): Act {
  const identity = person(record(event['user']), text(event['account_uuid']));
  const item: CredentialRef = {
    kind: 'password',
    id: { plain: bounded(`1password:${text(event['vault_uuid'])}/${text(event['item_uuid'])}`, 200) },
    display: `vault item ${masked(bounded(text(event['item_uuid']), 60))}`,
    lifetime: 'static',
    attributes: {},
  };
  const action = text(event['action']);
  return {
    ...client(event),
    action: `1password:${action || 'item used'}`,
    plane: 'secrets',
    outcome: doneOnRecord('item_uuid', text(event['item_uuid']), '1Password item usage'),
    identity,
    resources: [thing('1password', 'item', `${text(event['vault_uuid'])}/${text(event['item_uuid'])}`, text(event['item_uuid']))],
    ids: { vault_uuid: text(event['vault_uuid']), used_version: text(event['used_version']), ...clientIds(event) },
    facts: (at) => (identity.kind === 'anonymous' ? [] : [{ fact: 'holding', identity, credential: item, basis: 'exposed', via: null, from: at }]),
  };
}

function readAudit(event: Fields): Act {
  const actor = record(event['actor_details']);
  const [action, type] = [text(event['action']), text(event['object_type'])];
  return {
    ...client(event),
    action: `1password:${action} ${type}`.trim(),
    plane: /^(item|vault|file|uva|gva)/.test(type) ? 'secrets' : /^(user|group|invite|gm|device|sso|account|mfa)/.test(type) ? 'identity' : 'management',
    outcome: doneOnRecord('action', action, '1Password audit events'),
    identity: person({ uuid: event['actor_uuid'], email: actor['email'], name: actor['name'] }, text(event['account_uuid'])),
    credential: webSession('1password', textAt(event, 'session', 'uuid')),
    resources: text(event['object_uuid']) === '' ? [] : [thing('1password', type, text(event['object_uuid']))],
    address: textAt(event, 'session', 'ip'),
    ids: {
      aux_uuid: text(event['aux_uuid']),
      aux_info: text(event['aux_info']),
      session_uuid: textAt(event, 'session', 'uuid'),
      login_time: textAt(event, 'session', 'login_time'),
      device_uuid: textAt(event, 'session', 'device_uuid'),
    },
  };
}

function person(user: Fields, account: string): IdentityRef {
  const id = text(user['uuid']) || text(user['email']);
  return someone(
    text(user['type']) === 'service_account' ? 'service' : 'human',
    '1password',
    account || '1password',
    id,
    text(user['email']) || text(user['name']) || id,
  );
}

function client(event: Fields): Pick<Act, 'time' | 'timeField' | 'address' | 'vendorId'> {
  return { time: event['timestamp'], timeField: 'timestamp', address: textAt(event, 'client', 'ip_address'), vendorId: text(event['uuid']) };
}

function clientIds(event: Fields): Readonly<Record<string, string>> {
  return { app: textAt(event, 'client', 'app_name'), platform: textAt(event, 'client', 'platform_name'), os: textAt(event, 'client', 'os_name') };
}
