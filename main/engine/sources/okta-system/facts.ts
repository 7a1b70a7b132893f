import type { CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { at, bounded, masked, present, readTime, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { oktaApiToken, oktaIdentity, orgOf, said, targetsOf } from './actor.ts';
import type { Actor } from './actor.ts';

/** What a successful event began or ended: sessions, API tokens, OAuth tokens. https://developer.okta.com/docs/reference/api/event-types/ */
export function readFacts(event: Fields, reading: EventReading, actor: Actor): readonly FactReading[] {
  const type = textAt(event, 'eventType');
  const { session } = actor;
  const detail = bounded(`${type} by ${actor.principal}`);
  if (type === 'user.session.start' && session) {
    return [
      { fact: 'credential', credential: session, what: 'issued', at: reading.at, detail },
      {
        fact: 'derivation',
        method: 'SignIn',
        at: reading.at,
        parentIdentity: actor.identity,
        parentCredential: null,
        child: session,
        childIdentity: actor.identity,
      },
      { fact: 'holding', identity: actor.identity, credential: session, basis: 'issued', via: null, from: reading.at },
    ];
  }
  // "End" is a sign-out of the session that the record itself carries; "clear" ends every session of the target.
  if (type === 'user.session.end' && session) return [{ fact: 'credential', credential: session, what: 'revoked', at: reading.at, detail }];
  if (type === 'user.session.clear') return clearFacts(event, reading);
  if (/^system\.api_token\.(create|revoke)$/.test(type)) return apiTokenFacts(event, reading, actor, detail);
  if (/^app\.oauth2\.(as\.)?token\.(grant|revoke)/.test(type) || type === 'app.oauth2.token.detect_reuse') return tokenFacts(event, reading, actor, detail);
  return [];
}

function clearFacts(event: Fields, reading: EventReading): readonly FactReading[] {
  const users = targetsOf(event).filter((target) => textAt(target, 'type') === 'User');
  return users.map((user) => ({ fact: 'session_revocation', identity: oktaIdentity(orgOf(event), user), issuedBefore: reading.at, at: reading.at }));
}

function apiTokenFacts(event: Fields, reading: EventReading, actor: Actor, detail: string): readonly FactReading[] {
  const target = targetsOf(event).find((each) => /token/i.test(textAt(each, 'type')));
  const id = said(textAt(target, 'id'));
  if (id === '') return [];
  const token = oktaApiToken(id, present({ name: bounded(textAt(target, 'displayName'), 120) }));
  if (textAt(event, 'eventType').endsWith('revoke')) return [{ fact: 'credential', credential: token, what: 'revoked', at: reading.at, detail }];
  return mint(reading, actor, token, actor.identity, 'CreateApiToken', detail);
}

function mint(
  reading: EventReading,
  actor: Actor,
  child: CredentialRef,
  authority: IdentityRef | null,
  method: string,
  detail: string,
): readonly FactReading[] {
  return [
    { fact: 'credential', credential: child, what: 'issued', at: reading.at, detail },
    { fact: 'derivation', method, at: reading.at, parentIdentity: actor.identity, parentCredential: actor.session, child, childIdentity: authority },
    { fact: 'holding', identity: actor.identity, credential: child, basis: 'issued', via: actor.session, from: reading.at },
  ];
}

const kinds: ReadonlyMap<string, CredentialRef['kind']> = new Map([
  ['access_token', 'access_token'],
  ['refresh_token', 'refresh_token'],
  ['id_token', 'id_token'],
]);

/** Tokens stand among the targets, by their ids (`AT.…`), with the subject and the end in `detailEntry`. */
function tokenFacts(event: Fields, reading: EventReading, actor: Actor, detail: string): readonly FactReading[] {
  const ends = /revoke|detect_reuse/.test(textAt(event, 'eventType'));
  const authority = targetsOf(event).find((target) => textAt(target, 'type') === 'User');
  return targetsOf(event).flatMap((target): readonly FactReading[] => {
    const kind = kinds.get(textAt(target, 'type').toLowerCase().replaceAll(/[ -]/g, '_'));
    const id = said(textAt(target, 'id'));
    if (!kind || id === '') return [];
    const entry = at(target, 'detailEntry');
    const token: CredentialRef = {
      kind,
      id: { plain: id },
      display: `${kind.replaceAll('_', ' ')} ${masked(id)}`,
      lifetime: 'ephemeral',
      attributes: present({
        subject: bounded(textAt(entry, 'subject')),
        hash: textAt(entry, 'hash'),
        scopes: bounded(textAt(event, 'debugContext', 'debugData', 'grantedScopes')),
        grantType: textAt(event, 'debugContext', 'debugData', 'grantType'),
      }),
    };
    if (ends) return [{ fact: 'credential', credential: token, what: 'revoked', at: reading.at, detail }];
    const until = readTime(textAt(entry, 'expires'))?.at ?? null;
    return [
      ...mint(reading, actor, token, authority ? oktaIdentity(orgOf(event), authority) : actor.identity, 'OAuthGrant', detail),
      ...(until === null ? [] : [{ fact: 'credential', credential: token, what: 'expires', at: until, detail: 'expires in the target’s details' } as const]),
    ];
  });
}
