import { isRecord, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

const line = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,]\d{1,6}(?:Z|[+-]\d\d:?\d\d)?)\s+([A-Z]+)\s+\[([\w.$-]+)\]\s+\((.*?)\)\s+(.*)$/;
const logger = /^(org\.keycloak|org\.jboss|org\.wildfly|io\.quarkus|org\.infinispan|org\.hibernate|org\.apache)\b/;

/** A line of the server log. Those of the logger `org.keycloak.events` are events, written as `name=value, name=value`; the rest are messages. */
export function openLine(source: string): Fields | null {
  const match = line.exec(source);
  if (!match) return null;
  const [, time = '', level = '', name = '', , message = ''] = match;
  if (!logger.test(name)) return null;
  if (name !== 'org.keycloak.events') return { loggerName: name, message: true };
  return { ...pairs(message), loggedAt: time, level };
}

/** Values may be quoted (from version 22 on) and may hold commas; a name follows a comma and a space, or stands first. */
function pairs(message: string): Fields {
  const found: Record<string, string> = {};
  const names = [...message.matchAll(/(?:^|, )([A-Za-z_][\w.-]*)=/g)];
  names.forEach((match, place) => {
    const name = match[1] ?? '';
    const value = message.slice(match.index + match[0].length, names[place + 1]?.index ?? message.length).trim();
    const bare = value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
    if (name !== '__proto__' && bare !== 'null') found[name] = bare;
  });
  return found;
}

/** One event, of a user or of an administrator, as log line, as listed by the admin REST API or as a JSON log line. */
export interface KeycloakEvent {
  readonly time: unknown;
  readonly timeField: string;
  readonly type: string;
  readonly admin: boolean;
  readonly error: string;
  readonly realm: string;
  readonly client: string;
  readonly user: string;
  readonly session: string;
  readonly address: string;
  readonly id: string;
  readonly resource: { readonly type: string; readonly path: string };
  readonly details: Readonly<Record<string, string>>;
}

export function openEvent(fields: Fields): KeycloakEvent | null {
  if (text(fields['loggerName']) === 'org.keycloak.events') {
    const inner = openLine(
      `${text(fields['timestamp']) || text(fields['@timestamp'])} ${text(fields['level']) || 'INFO'} [org.keycloak.events] (x) ${text(fields['message'])}`,
    );
    return inner ? openEvent(inner) : null;
  }
  const operation = text(fields['operationType']);
  const auth = isRecord(fields['authDetails']) ? fields['authDetails'] : fields;
  const realm = text(fields['realmId']) || text(fields['realmName']) || textAt(auth, 'realmId');
  const type = operation === '' ? text(fields['type']) : `${operation}-${text(fields['resourceType'])}`;
  const known =
    /^[A-Z][A-Z0-9_]{2,60}$/.test(operation || type) &&
    realm !== '' &&
    ('loggedAt' in fields || 'time' in fields) &&
    ('ipAddress' in auth || 'clientId' in auth || 'userId' in auth);
  if (!known) return null;
  const logged = 'loggedAt' in fields;
  return {
    time: logged ? fields['loggedAt'] : fields['time'],
    timeField: logged ? 'The time of the log line' : 'time',
    type,
    admin: operation !== '',
    error: text(fields['error']),
    realm,
    client: text(auth['clientId']),
    user: text(auth['userId']),
    session: text(fields['sessionId']) || text(fields['code_id']) || textAt(fields, 'details', 'code_id') || text(fields['authSessionParentId']),
    address: text(auth['ipAddress']),
    id: text(fields['id']),
    resource: { type: text(fields['resourceType']), path: text(fields['resourcePath']) },
    details: detailsOf(fields),
  };
}

const kept = [
  'username',
  'auth_method',
  'grant_type',
  'scope',
  'token_id',
  'refresh_token_id',
  'updated_refresh_token_id',
  'refresh_token_type',
  'client_auth_method',
  'redirect_uri',
  'identity_provider',
  'identity_provider_identity',
  'impersonator',
  'impersonator_realm',
  'audience',
  'requested_issuer',
  'reason',
];

function detailsOf(fields: Fields): Readonly<Record<string, string>> {
  const inner = record(fields['details']);
  return Object.fromEntries(kept.map((name) => [name, text(inner[name]) || text(fields[name])]));
}
