import type { CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { at, awsInstance, awsPassword, identityOfArn, readTime, record, sessionNameOfArn, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { fromConsole } from './caller.ts';
import type { Caller } from './caller.ts';

/** What `sessionContext` tells about the session that was presented: when it was issued and, where stated, from what. */
export function readSessionContext(trail: Fields, caller: Caller): readonly FactReading[] {
  const session = caller.credential;
  if (session?.kind !== 'session') return [];
  const user = record(at(trail, 'userIdentity'));
  const created = textAt(user, 'sessionContext', 'attributes', 'creationDate');
  const issued = readTime(created);
  if (!issued) return [];
  return [
    { fact: 'credential', credential: session, what: 'issued', at: issued.at, detail: `sessionContext.attributes.creationDate "${created}"` },
    ...originFacts(trail, user, { ...caller, credential: session }, issued.at),
  ];
}

interface SessionCaller extends Caller {
  readonly credential: CredentialRef;
}

function originFacts(trail: Fields, user: Fields, caller: SessionCaller, issued: Micros): readonly FactReading[] {
  const origin = originOf(trail, user, caller);
  if (!origin) return [];
  const { method, holder, password } = origin;
  return [
    { fact: 'derivation', method, at: issued, parentIdentity: holder, parentCredential: password, child: caller.credential, childIdentity: caller.identity },
    { fact: 'holding', identity: holder, credential: caller.credential, basis: 'issued', via: password, from: issued },
  ];
}

interface SessionOrigin {
  readonly method: string;
  readonly holder: IdentityRef;
  readonly password: CredentialRef | null;
}

function originOf(trail: Fields, user: Fields, caller: SessionCaller): SessionOrigin | null {
  const type = textAt(user, 'type');
  const name = sessionNameOfArn(textAt(user, 'arn'));
  // Present only on sessions that the instance metadata service delivered; the session is then named after the instance.
  if (type === 'AssumedRole' && textAt(user, 'sessionContext', 'ec2RoleDelivery') !== '' && name !== '') {
    return { method: 'InstanceProfile', holder: awsInstance(caller.identity.realm, name), password: null };
  }
  const from = textAt(trail, 'eventName') === 'SwitchRole' ? identityOfArn(textAt(trail, 'additionalEventData', 'SwitchFrom')) : null;
  if (from && type === 'AssumedRole') return { method: 'SwitchRole', holder: from, password: null };
  if (type === 'FederatedUser') {
    const issuer = identityOfArn(textAt(user, 'sessionContext', 'sessionIssuer', 'arn'));
    return issuer ? { method: 'GetFederationToken', holder: issuer, password: null } : null;
  }
  if (type !== 'IAMUser' && !(type === 'Root' && textAt(user, 'sessionContext', 'assumedRoot') !== 'true')) return null;
  // A service calling on a user's behalf presents a session of that user's (forward access session).
  if (textAt(user, 'invokedBy').endsWith('.amazonaws.com')) return { method: 'ForwardAccess', holder: caller.identity, password: null };
  // The console gives an IAM user or root a session for the password; federated sign-ins have other types.
  return fromConsole(trail) ? { method: 'ConsoleLogin', holder: caller.identity, password: awsPassword(caller.identity.realm, caller.identity.name) } : null;
}
