import type { CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import type { Remark } from '../source.ts';
import { at, isRecord, oidcIdentity, present, readTime, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { credentialOf } from './credential.ts';
import type { Token } from './tokens.ts';

/** What a token says of itself: who it was issued to, when, until when, and who acts for whom. */
export function factsOfToken(token: Token): readonly FactReading[] {
  const credential = credentialOf(token);
  const subject = subjectOf(token.claims);
  const issued = readTime(at(token.claims, 'iat'))?.at ?? null;
  return [
    { fact: 'credential', credential, what: 'issued', at: issued, detail: issued === null ? 'a token without iat' : `iat ${textAt(token.claims, 'iat')}` },
    ...endFacts(token.claims, credential),
    ...introspected(token, credential),
    // Nobody vouches for what an unsigned token says of people.
    ...(isUnsigned(token) ? [] : holdings(token.claims, credential, subject, issued)),
  ];
}

export function remarksOnToken(token: Token): readonly Remark[] {
  if (!isUnsigned(token)) return [];
  return [{ code: 'signer_untrusted', message: 'alg is none: nobody signed this token, so its claims prove nothing.' }];
}

function isUnsigned({ header }: Token): boolean {
  return textAt(header, 'alg').toLowerCase() === 'none';
}

function holdings(claims: Fields, credential: CredentialRef, subject: IdentityRef | null, issued: Micros | null): readonly FactReading[] {
  const own: readonly FactReading[] = subject ? [{ fact: 'holding', identity: subject, credential, basis: 'issued', via: null, from: issued }] : [];
  return [...own, ...delegation(claims, credential, subject, issued)];
}

/** Named by issuer and subject together; a subject without an issuer names nobody. */
function subjectOf(claims: Fields): IdentityRef | null {
  const issuer = textAt(claims, 'iss');
  const subject = textAt(claims, 'sub');
  return issuer === '' || subject === '' ? null : oidcIdentity(issuer, subject);
}

function endFacts(claims: Fields, credential: CredentialRef): readonly FactReading[] {
  const ends = readTime(at(claims, 'exp'));
  return ends ? [{ fact: 'credential', credential, what: 'expires', at: ends.at, detail: `exp ${textAt(claims, 'exp')}` }] : [];
}

function introspected({ active }: Token, credential: CredentialRef): readonly FactReading[] {
  if (active === '') return [];
  return [
    { fact: 'credential', credential, what: active === 'true' ? 'listed_active' : 'listed_inactive', at: null, detail: `introspection: active ${active}` },
  ];
}

/** `act` (RFC 8693): the actor holds the token and uses the subject's authority; a nested `act` names earlier actors. */
function delegation(claims: Fields, credential: CredentialRef, subject: IdentityRef | null, issued: Micros | null): readonly FactReading[] {
  const act = at(claims, 'act');
  const name = textAt(act, 'sub') || textAt(act, 'client_id');
  const issuer = textAt(act, 'iss') || textAt(claims, 'iss');
  if (!isRecord(act) || name === '' || issuer === '') return [];
  const actor = oidcIdentity(issuer, name, 'service');
  const earlier = textAt(act, 'act', 'sub');
  return [
    { fact: 'identity', identity: actor, attributes: present({ actsFor: subject?.name ?? '', earlierActor: earlier }) },
    { fact: 'holding', identity: actor, credential, basis: 'issued', via: null, from: issued },
    ...(issued === null
      ? []
      : [
          {
            fact: 'derivation',
            method: 'Delegation',
            at: issued,
            parentIdentity: actor,
            parentCredential: null,
            child: credential,
            childIdentity: subject,
          } as const,
        ]),
  ];
}
