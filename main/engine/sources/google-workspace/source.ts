import type { FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { activitySource, bounded, isRecord, list, record, text, textAt } from '../kit.ts';
import type { Act, Fields } from '../kit.ts';
import { planeOf, readActor, readGrant, readResources } from './names.ts';
import { readOutcome } from './outcome.ts';

/** One activity may hold several events; each is an act of its own. */
export const googleWorkspace = activitySource({
  id: 'google-workspace',
  title: 'Google Workspace audit',
  version: '1',
  docs: [
    { title: 'Reports API: activities', url: 'https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities', read: '2026-11-21' },
    { title: 'Login audit activity events', url: 'https://developers.google.com/workspace/admin/reports/v1/appendix/activity/login', read: '2026-11-21' },
    { title: 'OAuth token audit activity events', url: 'https://developers.google.com/workspace/admin/reports/v1/appendix/activity/token', read: '2026-11-21' },
    { title: 'SAML audit activity events', url: 'https://developers.google.com/workspace/admin/reports/v1/appendix/activity/saml', read: '2026-11-21' },
  ],
  framing: 'activities.list (JSON {"items"}, JSON lines), activities with one event each, columns with dotted names',
  marks: 'id.applicationName, id.time and events[].name of admin#reports#activity',
  open,
  read,
});

function open(fields: Fields): readonly Fields[] {
  const known =
    textAt(fields, 'id', 'applicationName') !== '' && ('uniqueQualifier' in record(fields['id']) || textAt(fields, 'kind') === 'admin#reports#activity');
  if (!known || fields['events'] === undefined) return [];
  const events = Array.isArray(fields['events']) ? fields['events'].filter(isRecord) : [fields['events']].filter(isRecord);
  return events.filter((event) => textAt(event, 'name') !== '').map((event) => ({ ...fields, events: event }));
}

function read(activity: Fields): Act {
  const application = textAt(activity, 'id', 'applicationName');
  const type = textAt(activity, 'events', 'type');
  const name = textAt(activity, 'events', 'name');
  const parameters = parametersOf(record(activity['events'])['parameters']);
  const identity = readActor(activity);
  const grant = application === 'token' ? readGrant(identity, parameters) : null;
  const [time, qualifier] = [textAt(activity, 'id', 'time'), textAt(activity, 'id', 'uniqueQualifier')];
  const customer = textAt(activity, 'id', 'customerId');
  return {
    time,
    timeField: 'id.time',
    action: `${application}:${name}`,
    plane: planeOf(application, type),
    outcome: readOutcome(application, type, name, parameters),
    identity,
    credential: grant,
    resources: readResources(parameters),
    address: textAt(activity, 'ipAddress'),
    userAgent: parameters['user_agent'] ?? '',
    vendorId: qualifier === '' ? '' : `${customer}/${application}/${time}/${qualifier}/${bounded(name, 100)}`,
    ids: {
      customerId: customer,
      uniqueQualifier: qualifier,
      eventType: type,
      callerType: textAt(activity, 'actor', 'callerType'),
      login_type: parameters['login_type'] ?? '',
      login_challenge_method: parameters['login_challenge_method'] ?? '',
      login_failure_type: parameters['login_failure_type'] ?? '',
      client_id: parameters['client_id'] ?? '',
      scope: parameters['scope'] ?? '',
      on_behalf_of: parameters['ON_BEHALF_OF'] ?? '',
    },
    facts: (at) => grantFacts(name, identity, grant, at),
  };
}

/** An application got a user's authority, or lost it again. */
function grantFacts(name: string, identity: IdentityRef, grant: ReturnType<typeof readGrant>, at: Micros): readonly FactReading[] {
  if (!grant) return [];
  switch (name) {
    case 'authorize':
      return [
        { fact: 'credential', credential: grant, what: 'issued', at, detail: 'token audit: authorize' },
        { fact: 'holding', identity, credential: grant, basis: 'issued', via: null, from: at },
      ];
    case 'revoke':
      return [{ fact: 'credential', credential: grant, what: 'revoked', at, detail: 'token audit: revoke' }];
    default:
      return [];
  }
}

/** Parameters by name; lists are joined, of nested messages only the names are left out. */
function parametersOf(value: unknown): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const parameter of list(value)) {
    const name = textAt(parameter, 'name');
    if (name === '' || name === '__proto__') continue;
    const { value: one, intValue, boolValue, multiValue, multiIntValue } = record(parameter);
    found[name] = text(one) || text(intValue) || text(boolValue) || [...list(multiValue), ...list(multiIntValue)].map(text).join(', ');
  }
  return found;
}
