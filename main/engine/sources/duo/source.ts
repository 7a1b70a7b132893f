import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import {
  activitySource,
  at,
  basis,
  bounded,
  doneOnRecord,
  isRecord,
  list,
  masked,
  outcomeOf,
  parseJson,
  someone,
  text,
  textAt,
  thing,
  unsaid,
} from '../kit.ts';
import type { Act, Fields, Left, Outcome, OutcomeWords } from '../kit.ts';

/** Four logs: authentication (versions 1 and 2), administrator, activity; telephony only says that a message was sent. */
export const duo = activitySource({
  id: 'duo',
  title: 'Cisco Duo',
  version: '1',
  docs: [
    { title: 'Admin API: authentication logs', url: 'https://duo.com/docs/adminapi#authentication-logs', read: null },
    { title: 'Admin API: administrator logs', url: 'https://duo.com/docs/adminapi#administrator-logs', read: null },
    { title: 'Admin API: activity logs', url: 'https://duo.com/docs/adminapi#activity-logs', read: null },
    { title: 'Admin API: telephony logs', url: 'https://duo.com/docs/adminapi#telephony-logs', read: null },
  ],
  framing: 'Admin API ({"response"}, also with "authlogs" or "items" inside), JSON lines',
  marks: 'timestamp with txid and result, or with action and username, or context and credits',
  open,
  read,
});

function open(fields: Fields): readonly Fields[] {
  const nested = [at(fields, 'response', 'authlogs'), at(fields, 'response', 'items')].flatMap((value) => list(value)).filter(isRecord);
  return (nested.length > 0 ? nested : [fields]).filter((one) => kindOf(one) !== null);
}

function kindOf(log: Fields): 'authentication' | 'administrator' | 'activity' | 'telephony' | null {
  const timed = 'timestamp' in log || 'isotimestamp' in log;
  if (timed && text(log['result']) !== '' && ('factor' in log || 'event_type' in log) && ('txid' in log || 'integration' in log || 'username' in log))
    return 'authentication';
  if (timed && text(log['action']) !== '' && 'username' in log && 'object' in log && 'description' in log) return 'administrator';
  if ('ts' in log && isRecord(log['action']) && isRecord(log['actor']) && 'activity_id' in log) return 'activity';
  if ((timed || 'ts' in log) && 'context' in log && 'credits' in log) return 'telephony';
  return null;
}

function read(log: Fields): Act | Left {
  switch (kindOf(log)) {
    case 'authentication':
      return readAuthentication(log);
    case 'administrator':
      return readAdministrator(log);
    case 'activity':
      return readActivity(log);
    case 'telephony':
      return { skip: 'A call or message that Duo sent: it names a telephone, and neither a user nor a result.', code: 'not_an_api_call' };
    case null:
      return { skip: 'The record is of none of Duo’s logs.' };
  }
}

/** The ISO text of some exports is damaged by spaces ("11: 41: 31"); the epoch beside it is whole. */
const timeOf = (log: Fields): unknown => log['timestamp'] ?? log['isotimestamp'];

const results: OutcomeWords = { success: 4, failure: 1, denied: 1, fraud: 1, error: 3 };

/** Why Duo or its policy turned away somebody who could prove who they are; other reasons mean that the proof failed. */
const refusals =
  /^(user_disabled|locked_out|deny_unenrolled_user|restricted_|invalid_management_certificate|invalid_device|out_of_date|software_restricted|version_restricted|platform_restricted|rooted_device|no_screen_lock|no_disk_encryption|endpoint_|anonymous_ip|location_restricted|invalid_referring|bypass_user_denied|policy|no_keys_pressed_policy|factor_restricted|denied_by_policy|denied_network|could_not_determine_if_endpoint)/;

function readAuthentication(log: Fields): Act {
  const user = textAt(log, 'user', 'name') || text(log['username']);
  const reason = text(log['reason']).toLowerCase().replaceAll(' ', '_');
  const found = outcomeOf('result', text(log['result']), results);
  const rung = found.rung === 1 && refusals.test(reason) ? 2 : found.rung;
  const application = textAt(log, 'application', 'name') || text(log['integration']);
  const device = textAt(log, 'auth_device', 'key') || textAt(log, 'auth_device', 'name') || text(log['device']);
  return {
    time: timeOf(log),
    timeField: 'timestamp',
    action: `duo:${text(log['event_type']) || 'authentication'}`,
    plane: 'identity',
    outcome: { rung, basis: reason === '' ? found.basis : [...found.basis, basis('reason', text(log['reason']))] },
    identity: someone('human', 'duo', 'duo', textAt(log, 'user', 'key') === '' ? user : `user/${textAt(log, 'user', 'key')}`, user),
    principal: user || text(log['email']),
    credential: device === '' ? null : factor(device, text(log['factor']), textAt(log, 'auth_device', 'name')),
    resources: application === '' ? [] : [thing('duo', 'application', textAt(log, 'application', 'key') || application, application)],
    address: textAt(log, 'access_device', 'ip') || text(log['ip']),
    vendorId: text(log['txid']),
    ids: {
      factor: text(log['factor']),
      reason: text(log['reason']),
      email: text(log['email']),
      alias: text(log['alias']),
      auth_device_ip: textAt(log, 'auth_device', 'ip'),
      hostname: textAt(log, 'access_device', 'hostname'),
    },
  };
}

function factor(device: string, kind: string, name: string): CredentialRef {
  return {
    kind: 'mfa_device',
    id: { plain: `duo:${bounded(device, 200)}` },
    display: `${kind || 'second factor'} ${name === '' ? masked(bounded(device, 60)) : bounded(name, 60)}`,
    lifetime: 'static',
    attributes: {},
  };
}

/** An action is written once it is done; errors of administrators have actions of their own. */
function administratorOutcome(action: string, description: string): Outcome {
  if (/login_error|_auth_failed|_failed_login/.test(action)) return { rung: 1, basis: [basis('action', action), basis('description', description)] };
  if (/(_error|_failed|_failure)$/.test(action)) return { rung: 3, basis: [basis('action', action)] };
  return doneOnRecord('action', action, 'Duo administrator log');
}

function readAdministrator(log: Fields): Act {
  const action = text(log['action']);
  const description = text(log['description']);
  const parsed = parseJson(description);
  const object = text(log['object']);
  return {
    time: timeOf(log),
    timeField: 'timestamp',
    action: `duo:${action}`,
    plane: /integration|skey|secret/.test(action)
      ? 'secrets'
      : /login|admin|user|group|phone|bypass|hardtoken|u2f|webauthn|activation/.test(action)
        ? 'identity'
        : 'management',
    outcome: administratorOutcome(action, description),
    identity: administrator(text(log['username'])),
    resources: object === '' ? [] : [thing('duo', 'object', object)],
    address: textAt(parsed, 'ip_address'),
    ids: { description: bounded(isRecord(parsed) ? '' : description, 300), factor: textAt(parsed, 'factor'), error: textAt(parsed, 'error') },
  };
}

function administrator(name: string): IdentityRef {
  return /^(system|api)$/i.test(name)
    ? someone('provider', 'duo', 'duo', name)
    : someone('human', 'duo', 'duo', name === '' ? '' : `administrator/${name}`, name);
}

function readActivity(log: Fields): Act {
  const action = textAt(log, 'action', 'name');
  const result = textAt(log, 'outcome', 'result');
  return {
    time: log['ts'],
    timeField: 'ts',
    action: `duo:${action}`,
    plane: 'identity',
    outcome: result === '' ? unsaid('outcome.result', result) : outcomeOf('outcome.result', result, { success: 4, failure: 3, denied: 2 }),
    identity: someone(
      /^(api|system|application)$/i.test(textAt(log, 'actor', 'type')) ? 'application' : 'human',
      'duo',
      'duo',
      textAt(log, 'actor', 'key') || textAt(log, 'actor', 'name'),
      textAt(log, 'actor', 'name'),
    ),
    resources:
      textAt(log, 'target', 'key') === '' ? [] : [thing('duo', textAt(log, 'target', 'type'), textAt(log, 'target', 'key'), textAt(log, 'target', 'name'))],
    address: textAt(log, 'access_device', 'ip', 'address') || textAt(log, 'access_device', 'ip'),
    vendorId: text(log['activity_id']),
    ids: { akey: text(log['akey']), old_target: textAt(log, 'old_target', 'key') },
  };
}
