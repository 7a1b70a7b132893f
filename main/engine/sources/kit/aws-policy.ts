import type { Micros } from '../../../../shared/time.ts';
import { readTime } from './times.ts';
import { at, isRecord, list, parseJson, record, text, textAt } from './values.ts';

/** A policy document as APIs write it: an object, JSON text, or JSON text percent-encoded. */
export function policyDocument(value: unknown): unknown {
  if (isRecord(value)) return value;
  const source = text(value);
  return parseJson(source.startsWith('%') ? decoded(source) : source);
}

function statementsOf(document: unknown): readonly unknown[] {
  const statements = at(policyDocument(document), 'Statement');
  return Array.isArray(statements) ? list(statements) : [statements];
}

/**
 * "Revoke active sessions" puts an inline policy `AWSRevokeOlderSessions` on a role or user: it denies everything to sessions whose
 * aws:TokenIssueTime is earlier than a moment. Sessions issued later are untouched. The moments that a document names so.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export function sessionsDeniedBefore(document: unknown): readonly Micros[] {
  return statementsOf(document).flatMap((statement) => issuedBefore(statement) ?? []);
}

/** A denial of part of the actions, or under a further condition, would leave sessions alive. */
function issuedBefore(statement: unknown): Micros | null {
  if (textAt(statement, 'Effect') !== 'Deny' || !everything(at(statement, 'Action')) || !everything(at(statement, 'Resource'))) return null;
  const conditions = Object.entries(record(at(statement, 'Condition'))).flatMap(([operator, keys]) =>
    Object.entries(record(keys)).map(([key, value]) => ({ operator, key, value })),
  );
  const [only] = conditions;
  if (conditions.length !== 1 || !only || !/^DateLessThan(Equals)?$/i.test(only.operator) || only.key.toLowerCase() !== 'aws:tokenissuetime') return null;
  return readTime(Array.isArray(only.value) ? only.value[0] : only.value)?.at ?? null;
}

function everything(value: unknown): boolean {
  return text(value) === '*' || list(value).some((each) => text(each) === '*');
}

/** Who a trust policy lets assume the role: `AWS arn:…`, `Service ec2.amazonaws.com`, `Federated arn:…`. */
export function trustedPrincipals(document: unknown): readonly string[] {
  const found = statementsOf(document).flatMap((statement) => {
    if (textAt(statement, 'Effect') !== 'Allow') return [];
    const principal = at(statement, 'Principal');
    if (text(principal) === '*') return ['anyone'];
    return Object.entries(record(principal)).flatMap(([kind, names]) => (Array.isArray(names) ? list(names) : [names]).map((name) => `${kind} ${text(name)}`));
  });
  return [...new Set(found)];
}

function decoded(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}
