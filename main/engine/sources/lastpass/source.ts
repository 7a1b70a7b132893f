import { activitySource, basis, doneOnRecord, isRecord, record, someone, text, thing } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

export const lastPass = activitySource({
  id: 'lastpass',
  title: 'LastPass reports',
  version: '1',
  docs: [
    {
      title: 'Enterprise API: event reporting',
      url: 'https://support.lastpass.com/s/document-item?bundleId=lastpass&topicId=LastPass/api_event_reporting.html',
      read: null,
    },
    {
      title: 'Report event types',
      url: 'https://support.lastpass.com/s/document-item?bundleId=lastpass&topicId=LastPass/reporting_admin_console.html',
      read: null,
    },
  ],
  framing: 'Enterprise API ({"data":{"Event1":…}}), JSON lines, CSV of the admin console',
  marks: 'Time, Username, IP_Address and Action of a report',
  open(fields) {
    const nested = Object.values(record(fields['data'])).filter(isRecord);
    return (nested.length > 0 ? nested : [fields]).filter(isEvent);
  },
  read,
});

function isEvent(fields: Fields): boolean {
  const address = 'IP_Address' in fields || 'IP Address' in fields || 'ip_address' in fields;
  return 'Time' in fields && ('Username' in fields || 'User' in fields) && address && text(fields['Action']) !== '';
}

function read(event: Fields): Act {
  const action = text(event['Action']);
  const data = text(event['Data']);
  return {
    time: event['Time'],
    timeField: 'Time',
    action: `lastpass:${action}`,
    plane: /password|site|folder|note|secret|export|import|form/i.test(action)
      ? 'secrets'
      : /login|log in|user|employee|group|multifactor|session|policy|admin/i.test(action)
        ? 'identity'
        : 'management',
    outcome: readOutcome(action),
    identity: someone(/^api$/i.test(text(event['Username'])) ? 'application' : 'human', 'lastpass', 'lastpass', text(event['Username']) || text(event['User'])),
    resources: data === '' ? [] : [thing('lastpass', /site|password|folder/i.test(action) ? 'site' : 'object', data)],
    address: text(event['IP_Address']) || text(event['IP Address']) || text(event['ip_address']),
    ids: { data },
  };
}

/** Reports list what was done; attempts that failed or were refused are named so. */
function readOutcome(action: string): Outcome {
  if (/failed login|login failed|failed.*(multifactor|verification)|incorrect/i.test(action)) return { rung: 1, basis: [basis('Action', action)] };
  if (/denied|blocked|not allowed|restricted/i.test(action)) return { rung: 2, basis: [basis('Action', action)] };
  if (/\bfailed\b|\bfailure\b/i.test(action)) return { rung: 3, basis: [basis('Action', action)] };
  return /attempt$|request(ed)?$/i.test(action) ? { rung: 0, basis: [basis('Action', action)] } : doneOnRecord('Action', action, 'LastPass report');
}
