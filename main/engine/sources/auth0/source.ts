import type { CredentialRef, IdentityRef, Plane } from '../../../../shared/model.ts';
import {
  activitySource,
  at,
  basis,
  bounded,
  isRecord,
  issuerRealm,
  masked,
  rungOfHttp,
  sessionFacts,
  someone,
  text,
  textAt,
  thing,
  unsaid,
  webSession,
} from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';
import { codes } from './codes.ts';

export const auth0 = activitySource({
  id: 'auth0',
  title: 'Auth0 tenant logs',
  version: '1',
  docs: [
    { title: 'Log event type codes', url: 'https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes', read: '2026-11-21' },
    { title: 'Log data of the Management API', url: 'https://auth0.com/docs/api/management/v2/logs/get-logs', read: '2026-11-21' },
  ],
  framing: 'log streams (log_id with data; JSON, JSON lines, EventBridge) and the Management API’s list',
  marks: 'date, a type code and log_id of a tenant log',
  open(fields) {
    const inner = isRecord(fields['data']) ? fields['data'] : fields;
    const id = textAt(inner, 'log_id') || textAt(inner, '_id') || textAt(fields, 'log_id');
    const known = textAt(inner, 'date') !== '' && /^[a-z][a-z0-9_]{0,60}$/.test(textAt(inner, 'type')) && /^9\d{10,}$/.test(id);
    return known ? [{ ...inner, log_id: id }] : [];
  },
  read,
});

function read(log: Fields): Act {
  const code = text(log['type']);
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
  const tenant = text(log['tenant_name']) || text(log['hostname']) || 'auth0';
  const details = log['details'];
  const session = textAt(details, 'session_id');
  const web = webSession('auth0', session);
  const identity = whoActed(log, tenant);
  return {
    time: log['date'],
    timeField: 'date',
    action: `auth0:${known?.[1] ?? code}`,
    plane: planeOf(code, textAt(details, 'request', 'path')),
    outcome: readOutcome(code, log),
    identity,
    principal: text(log['user_name']) || text(log['user_id']) || textAt(details, 'request', 'auth', 'user', 'email'),
    credential: apiToken(log, tenant) ?? web,
    // A login may also join a session that was there before, so that only its end is a fact about the session.
    facts: (moment) => sessionFacts(code === 'slo' ? 'revoked' : null, web, identity, moment, known?.[1] ?? code),
    resources: [
      ...(text(log['client_id']) === '' ? [] : [thing(`auth0:${tenant}`, 'application', text(log['client_id']), text(log['client_name']))]),
      ...(textAt(details, 'request', 'path') === '' ? [] : [thing(`auth0:${tenant}`, 'api', textAt(details, 'request', 'path'))]),
    ],
    address: text(log['ip']),
    userAgent: text(log['user_agent']),
    vendorId: text(log['log_id']),
    ids: {
      type: code,
      description: text(log['description']),
      connection: text(log['connection']),
      client_id: text(log['client_id']),
      audience: text(log['audience']),
      scope: text(log['scope']),
      method: textAt(details, 'request', 'method'),
      error: textAt(details, 'error', 'type') || textAt(details, 'error', 'payload', 'code'),
      session_id: session,
    },
  };
}

/** The type code decides; an operation of the Management API also has a status, and a failed login may say that the client was at fault. */
function readOutcome(code: string, log: Fields): Outcome {
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
  if (!known) return unsaid('type', code);
  const by = [basis('type', code)];
  const status = Number(textAt(at(log, 'details'), 'response', 'statusCode'));
  if ((code === 'sapi' || code === 'fapi' || code === 'mgmt_api_read') && status >= 100) {
    return { rung: rungOfHttp(status), basis: [...by, basis('details.response.statusCode', String(status))] };
  }
  if (code !== 'f') return { rung: known[0], basis: by };
  const error = textAt(log, 'details', 'error', 'type') || textAt(log, 'details', 'error', 'payload', 'code');
  if (/callback-url-mismatch/i.test(error)) return { rung: 3, basis: [...by, basis('details.error.type', error)] };
  if (/access_denied|unauthorized$/i.test(error) || /^(access_denied|unauthorized)\b/i.test(text(log['description'])))
    return { rung: 2, basis: [...by, basis('details.error', error || text(log['description']))] };
  return { rung: 1, basis: by };
}

/** A user where the log names one; for client credentials the application acts for itself. */
function whoActed(log: Fields, tenant: string): IdentityRef {
  const request = at(log, 'details', 'request', 'auth', 'user');
  const user = text(log['user_id']) || textAt(request, 'user_id');
  const name = text(log['user_name']) || textAt(request, 'email') || textAt(request, 'name');
  if (user !== '' || name !== '') return someone(user.endsWith('@clients') ? 'application' : 'human', 'auth0', tenant, user || name, name || user);
  const client = /^(seccft|feccft)$/.test(text(log['type'])) ? text(log['client_id']) : '';
  return someone('application', 'auth0', tenant, client === '' ? '' : `client/${client}`, text(log['client_name']) || client);
}

/** The access token that the Management API was called with. */
function apiToken(log: Fields, tenant: string): CredentialRef | null {
  const jti = textAt(at(log, 'details', 'request', 'auth'), 'credentials', 'jti');
  if (jti === '') return null;
  return {
    kind: 'access_token',
    id: { plain: bounded(`${issuerRealm(text(log['hostname']) || tenant)}#${jti}`, 300) },
    display: `access token (${masked(bounded(jti, 80))})`,
    lifetime: 'ephemeral',
    attributes: {},
  };
}

function planeOf(code: string, path: string): Plane {
  if (!/^(sapi|fapi|mgmt_api_read)$/.test(code)) return 'identity';
  return /client-secrets|signing|keys|rotate-secret|client-grants|tokens|secrets/.test(path)
    ? 'secrets'
    : /users|roles|connections|organizations/.test(path)
      ? 'identity'
      : 'management';
}
