import type { EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { at, awsRole, awsUser, sessionsDeniedBefore, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Sessions cut off by an inline policy that denies everything to those issued before a moment. */
export function readRevocations(trail: Fields, event: EventReading): readonly FactReading[] {
  const identity = subjectOf(trail, event);
  if (!identity) return [];
  return sessionsDeniedBefore(at(trail, 'requestParameters', 'policyDocument')).map((issuedBefore) => ({
    fact: 'session_revocation',
    identity,
    issuedBefore,
    at: event.at,
  }));
}

function subjectOf(trail: Fields, event: EventReading): IdentityRef | null {
  const request = at(trail, 'requestParameters');
  if (event.action === 'iam:PutRolePolicy') return awsRole(event.realm, textAt(request, 'roleName'));
  return event.action === 'iam:PutUserPolicy' ? awsUser(event.realm, textAt(request, 'userName'), false) : null;
}
