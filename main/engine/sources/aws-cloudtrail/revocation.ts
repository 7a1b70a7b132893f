import type { EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { at, awsRole, awsUser, isRecord, list, parseJson, readTime, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/**
 * "Revoke active sessions" puts an inline policy `AWSRevokeOlderSessions` on a role or user: it denies everything to sessions whose
 * aws:TokenIssueTime is earlier than a moment. Sessions issued later are untouched.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export function readRevocations(trail: Fields, event: EventReading): readonly FactReading[] {
  const identity = subjectOf(trail, event);
  if (!identity) return [];
  const document = parseJson(decoded(textAt(trail, 'requestParameters', 'policyDocument')));
  const statements = at(document, 'Statement');
  return (Array.isArray(statements) ? list(statements) : [statements]).flatMap((statement) => {
    const before = issuedBefore(statement);
    return before ? [{ fact: 'session_revocation', identity, issuedBefore: before.at, at: event.at } as const] : [];
  });
}

function subjectOf(trail: Fields, event: EventReading): IdentityRef | null {
  const request = at(trail, 'requestParameters');
  if (event.action === 'iam:PutRolePolicy') return awsRole(event.realm, textAt(request, 'roleName'));
  return event.action === 'iam:PutUserPolicy' ? awsUser(event.realm, textAt(request, 'userName'), false) : null;
}

/** A denial of part of the actions, or under a further condition, would leave sessions alive. */
function issuedBefore(statement: unknown): ReturnType<typeof readTime> {
  if (!isRecord(statement) || textAt(statement, 'Effect') !== 'Deny' || !everything(at(statement, 'Action')) || !everything(at(statement, 'Resource'))) return null;
  const conditions = Object.entries(record(at(statement, 'Condition'))).flatMap(([operator, keys]) => Object.entries(record(keys)).map(([key, value]) => ({ operator, key, value })));
  const [only] = conditions;
  if (conditions.length !== 1 || !only || !/^DateLessThan(Equals)?$/i.test(only.operator) || only.key.toLowerCase() !== 'aws:tokenissuetime') return null;
  return readTime(text(Array.isArray(only.value) ? only.value[0] : only.value));
}

function everything(value: unknown): boolean {
  return text(value) === '*' || list(value).some((each) => text(each) === '*');
}

function decoded(document: string): string {
  if (!document.startsWith('%7B')) return document;
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}
