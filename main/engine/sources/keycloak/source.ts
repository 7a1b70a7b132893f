import type { CredentialKind, CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import type { Source } from '../source.ts';
import { activitySource, bounded, masked, present, someone, thing } from '../kit.ts';
import type { Act, Fields } from '../kit.ts';
import { openEvent, openLine } from './events.ts';
import type { KeycloakEvent } from './events.ts';
import { readOutcome } from './outcome.ts';

const reader = activitySource({
  id: 'keycloak',
  title: 'Keycloak events',
  version: '1',
  docs: [
    {
      title: 'Server Administration Guide: configuring auditing to track events',
      url: 'https://www.keycloak.org/docs/latest/server_admin/#configuring-auditing-to-track-events',
      read: null,
    },
    { title: 'Admin REST API: events and admin events', url: 'https://www.keycloak.org/docs-api/latest/rest-api/index.html', read: null },
  ],
  framing: 'server log lines of org.keycloak.events, events of the admin REST API, JSON log lines',
  marks: 'an event type or operation with its realm and client, user or address, or lines of the server’s log',
  open: (fields) => (fields['message'] === true || openEvent(fields) ? [fields] : []),
  openText: openLine,
  read,
});

/** Other servers write the same kind of lines: a sample of them is Keycloak's only where its own loggers speak. */
export const keycloak: Source = {
  ...reader,
  detect(sample) {
    const lines = sample.records.filter(({ form }) => form === 'text');
    const own = lines.some((framed) => framed.form === 'text' && framed.text.includes('[org.keycloak.'));
    return lines.length > 0 && !own ? { confidence: 0, reasons: [] } : reader.detect(sample);
  },
};

function read(fields: Fields): Act | { readonly skip: string; readonly code?: 'not_an_api_call' } {
  const event = openEvent(fields);
  if (!event) return { skip: 'A message of the server, not an event.', code: 'not_an_api_call' };
  const identity = whoActed(event);
  const tokens = tokensOf(event);
  const outcome = readOutcome(event);
  return {
    time: event.time,
    timeField: event.timeField,
    action: `keycloak:${event.type}`,
    plane: 'identity',
    outcome,
    identity,
    principal: event.details['username'] || event.user || event.client,
    credential: event.type.startsWith('REFRESH_TOKEN') ? (tokens.presented ?? tokens.session) : tokens.session,
    resources: event.admin
      ? [thing(`keycloak:${event.realm}`, event.resource.type, event.resource.path)]
      : event.client === ''
        ? []
        : [thing(`keycloak:${event.realm}`, 'client', event.client)],
    address: event.address,
    vendorId: event.id,
    ids: { ...event.details, client: event.client, error: event.error, session: event.session },
    facts: (at) => (outcome.rung === 4 ? factsOf(event, identity, tokens, at) : []),
  };
}

function whoActed({ realm, user, client, details, admin }: KeycloakEvent): IdentityRef {
  const name = details['username'] ?? '';
  if (user !== '') return someone(name.startsWith('service-account-') ? 'service' : 'human', 'keycloak', realm, user, name || user);
  if (name !== '') return someone('human', 'keycloak', realm, `name/${name}`, name);
  return someone('application', 'keycloak', realm, client === '' || admin ? '' : `client/${client}`, client);
}

interface Tokens {
  readonly session: CredentialRef | null;
  readonly access: CredentialRef | null;
  readonly refresh: CredentialRef | null;
  readonly presented: CredentialRef | null;
}

/** Ids of sessions and tokens are in the log, never the tokens. */
function tokensOf({ type, realm, session, details }: KeycloakEvent): Tokens {
  const ref = (kind: CredentialKind, id: string | undefined): CredentialRef | null =>
    id
      ? {
          kind,
          id: { plain: bounded(`keycloak:${realm}#${id}`, 300) },
          display: `${kind.replace('_', ' ')} ${masked(bounded(id, 60))}`,
          lifetime: 'ephemeral',
          attributes: present({ scope: details['scope'] ?? '' }),
        }
      : null;
  const refreshing = type.startsWith('REFRESH_TOKEN');
  return {
    session: ref('web_session', session),
    access: ref('access_token', details['token_id']),
    refresh: ref('refresh_token', refreshing ? details['updated_refresh_token_id'] : details['refresh_token_id']),
    presented: refreshing ? ref('refresh_token', details['refresh_token_id']) : null,
  };
}

/** Which token came from which session or token, and what a logout ends. */
function factsOf(event: KeycloakEvent, identity: IdentityRef, { session, access, refresh, presented }: Tokens, at: Micros): readonly FactReading[] {
  if (event.type === 'LOGOUT') return session ? [{ fact: 'credential', credential: session, what: 'revoked', at, detail: 'LOGOUT' }] : [];
  if (event.type === 'LOGIN') return session ? issued(session, identity, null, at, 'LOGIN') : [];
  const parent = presented ?? session;
  return [access, refresh].flatMap((child) =>
    child
      ? [
          ...issued(child, identity, parent, at, event.type),
          { fact: 'derivation', method: event.type, at, parentIdentity: identity, parentCredential: parent, child, childIdentity: identity },
        ]
      : [],
  );
}

function issued(credential: CredentialRef, identity: IdentityRef, via: CredentialRef | null, at: Micros, detail: string): FactReading[] {
  return [
    { fact: 'credential', credential, what: 'issued', at, detail },
    { fact: 'holding', identity, credential, basis: 'issued', via, from: at },
  ];
}
