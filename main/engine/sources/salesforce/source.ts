import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import { activitySource, at, bounded, doneOnRecord, isRecord, masked, readTime, sessionFacts, someone, text, textAt, thing } from '../kit.ts';
import type { Act, Fields, Left } from '../kit.ts';
import { loginOutcome, requestOutcome } from './outcome.ts';

/** Event log files, streamed and stored events of real-time monitoring, login history, and the setup audit trail. */
export const salesforce = activitySource({
  id: 'salesforce',
  title: 'Salesforce event monitoring and setup audit trail',
  version: '1',
  docs: [
    {
      title: 'EventLogFile supported event types',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile_supportedeventtypes.htm',
      read: null,
    },
    {
      title: 'LoginEventStream',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/sforce_api_objects_logineventstream.htm',
      read: null,
    },
    {
      title: 'LoginHistory',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_loginhistory.htm',
      read: null,
    },
    {
      title: 'SetupAuditTrail',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_setupaudittrail.htm',
      read: null,
    },
  ],
  framing: 'event log files (CSV, or rows as JSON), streaming API messages, SOQL results ({"records"})',
  marks: 'EVENT_TYPE with ORGANIZATION_ID, an EventIdentifier with LoginKey, a LoginHistory or SetupAuditTrail record',
  open(fields) {
    const payload = at(fields, 'data', 'payload');
    const inner = isRecord(payload) ? { ...payload, channel: textAt(fields, 'channel') } : fields;
    return kindOf(inner) === null ? [] : [inner];
  },
  read,
});

function kindOf(fields: Fields): 'file' | 'event' | 'history' | 'setup' | null {
  if (text(fields['EVENT_TYPE']) !== '' && ('ORGANIZATION_ID' in fields || 'USER_ID' in fields)) return 'file';
  if (text(fields['EventIdentifier']) !== '' && ('LoginKey' in fields || 'SessionKey' in fields) && 'EventDate' in fields) return 'event';
  if (text(fields['LoginTime']) !== '' && 'Status' in fields && 'LoginType' in fields && 'SourceIp' in fields) return 'history';
  const type = textAt(fields, 'attributes', 'type');
  return text(fields['Action']) !== '' && 'Section' in fields && 'CreatedDate' in fields && (type === 'SetupAuditTrail' || 'Display' in fields)
    ? 'setup'
    : null;
}

function read(fields: Fields): Act | Left {
  switch (kindOf(fields)) {
    case 'file':
      return readFileRow(fields);
    case 'event':
      return readEvent(fields);
    case 'history':
      return readHistory(fields);
    case 'setup':
      return readSetup(fields);
    case null:
      return { skip: 'The record is of none of Salesforce’s logs.' };
  }
}

/** `20220913052243.429` is UTC; `TIMESTAMP_DERIVED` beside it is ISO. */
function readFileTime(value: unknown): ParsedTime | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,6}))?$/.exec(text(value));
  if (!match) return readTime(value);
  const [, year, month, day, hour, minute, second, fraction] = match;
  return readTime(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ? `.${fraction}` : ''}Z`);
}

function readFileRow(row: Fields): Act {
  const said = (name: string): string => text(row[name]);
  const type = said('EVENT_TYPE');
  const login = type === 'Login' && said('LOGIN_STATUS') !== '';
  const user = said('USER_ID_DERIVED') || said('USER_ID');
  const outcome = login ? loginOutcome('LOGIN_STATUS', said('LOGIN_STATUS')) : requestOutcome(type, said('REQUEST_STATUS'), said('STATUS_CODE'));
  const identity = person(user, said('USER_NAME'));
  const key = session(said('SESSION_KEY'));
  const target = said('ENTITY_NAME') || said('REPORT_ID_DERIVED') || said('REPORT_ID') || said('URI');
  return {
    time: said('TIMESTAMP_DERIVED') || said('TIMESTAMP'),
    timeField: 'TIMESTAMP_DERIVED',
    readTime: readFileTime,
    action: `salesforce:${[type, said('METHOD_NAME')].filter((part) => part !== '').join(' ')}`,
    plane: /login|logout/i.test(type) ? 'identity' : 'data',
    outcome,
    identity,
    credential: key,
    resources: target === '' ? [] : [thing('salesforce', said('ENTITY_NAME') === '' ? 'uri' : 'object', target)],
    address: said('CLIENT_IP') || said('SOURCE_IP'),
    userAgent: said('USER_AGENT') || (/[ /]/.test(said('BROWSER_TYPE')) ? said('BROWSER_TYPE') : ''),
    vendorId: said('REQUEST_ID') === '' ? '' : `${said('ORGANIZATION_ID')}/${type}/${said('REQUEST_ID')}`,
    ids: {
      request: said('REQUEST_ID'),
      login_key: said('LOGIN_KEY'),
      rows: said('ROWS_PROCESSED'),
      client: said('CLIENT_NAME') || said('CONNECTED_APP_ID'),
      user_type: said('USER_TYPE'),
      tls: said('TLS_PROTOCOL'),
    },
    facts: (moment) => sessionFacts(type === 'Logout' ? 'revoked' : outcome.rung === 4 && login ? 'issued' : null, key, identity, moment, type),
  };
}

/** A streamed logout has no status and no type of its own: only the login has LoginType. */
function readEvent(event: Fields): Act {
  const said = (name: string): string => text(event[name]);
  const login = 'LoginType' in event || 'Status' in event;
  const name =
    /\/event\/(\w+?)(Stream)?$/.exec(said('channel'))?.[1] ??
    (login ? 'LoginEvent' : 'Operation' in event || 'QueriedEntities' in event ? 'ApiEvent' : 'LogoutEvent');
  const logout = name === 'LogoutEvent';
  const outcome = login ? loginOutcome('Status', said('Status')) : doneOnRecord('EventIdentifier', said('EventIdentifier'), `Salesforce ${name}`);
  const identity = person(said('UserId'), said('Username'));
  const key = session(said('SessionKey'));
  return {
    time: event['EventDate'],
    timeField: 'EventDate',
    action: `salesforce:${name}${said('Operation') === '' ? '' : ` ${said('Operation')}`}`,
    plane: login || logout ? 'identity' : 'data',
    outcome,
    identity,
    credential: key,
    resources: said('QueriedEntities') === '' ? [] : [thing('salesforce', 'object', said('QueriedEntities'))],
    address: said('SourceIp'),
    userAgent: said('UserAgent'),
    vendorId: said('EventIdentifier'),
    ids: {
      login_key: said('LoginKey'),
      login_type: said('LoginType'),
      application: said('Application'),
      policy: said('PolicyOutcome'),
      session_level: said('SessionLevel'),
      related: said('RelatedEventIdentifier'),
    },
    facts: (moment) => sessionFacts(logout ? 'revoked' : login && outcome.rung === 4 ? 'issued' : null, key, identity, moment, name),
  };
}

function readHistory(row: Fields): Act {
  const said = (name: string): string => text(row[name]);
  return {
    time: row['LoginTime'],
    timeField: 'LoginTime',
    action: 'salesforce:Login',
    plane: 'identity',
    outcome: loginOutcome('Status', said('Status')),
    identity: person(said('UserId'), said('Username')),
    address: said('SourceIp'),
    vendorId: said('Id'),
    ids: {
      login_type: said('LoginType'),
      application: said('Application'),
      login_url: said('LoginUrl'),
      authentication: said('AuthenticationServiceId'),
      browser: said('Browser'),
    },
  };
}

function readSetup(row: Fields): Act {
  const action = text(row['Action']);
  const user = text(row['CreatedById']);
  return {
    time: row['CreatedDate'],
    timeField: 'CreatedDate',
    action: `salesforce:${action}`,
    plane: /user|profile|permission|role|password|login|session|sso|saml|oauth/i.test(action)
      ? 'identity'
      : /certificate|key|secret|namedcredential|connectedapp/i.test(action)
        ? 'secrets'
        : 'management',
    outcome: doneOnRecord('Action', action, 'Salesforce setup audit trail'),
    identity: person(user, textAt(row, 'CreatedBy', 'Username')),
    vendorId: text(row['Id']),
    ids: {
      section: text(row['Section']),
      display: text(row['Display']),
      delegate: text(row['DelegateUser']),
      context: text(row['CreatedByContext']),
      issuer: text(row['CreatedByIssuer']),
    },
  };
}

/** Ids of users come with 15 characters, or with 18 of which the last three are a checksum: the first 15 say which. */
function person(id: string, name: string): IdentityRef {
  return someone('human', 'salesforce', 'salesforce', id === '' ? name : id.slice(0, 15), name || id);
}

/** The key of a session in the logs is a hash of it. */
function session(key: string): CredentialRef | null {
  return key === ''
    ? null
    : {
        kind: 'web_session',
        id: { plain: `salesforce:${bounded(key, 200)}` },
        display: `session ${masked(bounded(key, 60))}`,
        lifetime: 'ephemeral',
        attributes: {},
      };
}
