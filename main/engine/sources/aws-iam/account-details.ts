import type { FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Reading } from '../source.ts';
import {
  at,
  awsAccessKey,
  awsPassword,
  awsRole,
  awsUser,
  bounded,
  identityOfArn,
  isRecord,
  list,
  policyDocument,
  present,
  readArn,
  readAs,
  readTime,
  sessionsDeniedBefore,
  skipped,
  text,
  textAt,
  trustedPrincipals,
} from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Lists that the IAM API prints; each holds entries of one kind. */
const lists = ['UserDetailList', 'RoleDetailList', 'GroupDetailList', 'Policies', 'Users', 'Roles', 'Groups', 'AccessKeyMetadata'];

/** One entry of an IAM list, a whole list, or a single answer (get-user, get-role, get-caller-identity). */
export function isAccountDetail(value: unknown): boolean {
  return kindOf(value) !== null;
}

type DetailKind = 'lists' | 'user' | 'role' | 'group' | 'policy' | 'key' | 'last_used' | 'caller';

function kindOf(value: unknown): DetailKind | null {
  if (!isRecord(value)) return null;
  const has = (...names: readonly string[]): boolean => names.every((name) => Object.hasOwn(value, name));
  const about = readArn(textAt(value, 'Arn'));
  if (lists.some((name) => list(at(value, name)).some((entry) => kindOf(entry) !== null))) return 'lists';
  if (has('AccessKeyId', 'Status', 'CreateDate')) return 'key';
  if (isRecord(at(value, 'AccessKeyLastUsed'))) return 'last_used';
  if (has('Account', 'UserId') && about) return 'caller';
  if (about?.service !== 'iam') return null;
  if (has('UserName', 'UserId')) return 'user';
  if (has('RoleName', 'RoleId')) return 'role';
  if (has('GroupName', 'GroupId')) return 'group';
  return has('PolicyName', 'PolicyId') ? 'policy' : null;
}

/** Facts of an IAM answer; null when it is none. */
export function readAccountDetail(value: unknown): Reading | null {
  const kind = kindOf(value);
  if (kind === null || !isRecord(value)) return null;
  switch (kind) {
    case 'group':
      return skipped('not_an_api_call', 'A group: it holds no credential; its members name it.');
    case 'policy':
      return skipped('not_an_api_call', 'A policy: it states permissions and is neither identity nor credential.');
    case 'last_used':
      return skipped('field_unreadable', 'get-access-key-last-used names neither the key nor the account: it cannot be tied to a credential.');
    default: {
      const facts = factsOf(value);
      return facts.length > 0 ? readAs([], facts) : skipped('field_unreadable', 'The entry names nobody that could be told apart.');
    }
  }
}

function factsOf(value: Fields): readonly FactReading[] {
  switch (kindOf(value)) {
    case 'lists':
      return lists.flatMap((name) => list(at(value, name)).flatMap((entry) => (isRecord(entry) ? factsOf(entry) : [])));
    case 'user':
      return userFacts(value);
    case 'role':
      return roleFacts(value);
    case 'key':
      return keyFacts(value);
    case 'caller':
      return callerFacts(value);
    default:
      return [];
  }
}

function userFacts(user: Fields): readonly FactReading[] {
  const account = readArn(textAt(user, 'Arn'))?.account ?? '';
  const lastUsed = readTime(textAt(user, 'PasswordLastUsed'));
  const identity = awsUser(account, textAt(user, 'UserName'), lastUsed !== null);
  const password = awsPassword(account, identity.name);
  return [
    {
      fact: 'identity',
      identity,
      attributes: present({
        ...common(user, 'UserId'),
        groups: list(at(user, 'GroupList')).map(text).filter(Boolean).join(', '),
        ...policies(user, 'UserPolicyList'),
      }),
    },
    ...(lastUsed
      ? [
          {
            fact: 'credential',
            credential: password,
            what: 'last_used',
            at: lastUsed.at,
            detail: `PasswordLastUsed "${textAt(user, 'PasswordLastUsed')}"`,
          } as const,
        ]
      : []),
    ...(lastUsed ? [{ fact: 'holding', identity, credential: password, basis: 'inventory', via: null, from: null } as const] : []),
    ...revocations(identity, user, 'UserPolicyList'),
  ];
}

function roleFacts(role: Fields): readonly FactReading[] {
  const identity = awsRole(readArn(textAt(role, 'Arn'))?.account ?? '', textAt(role, 'RoleName'));
  const attributes = present({
    ...common(role, 'RoleId'),
    trustedBy: bounded(trustedPrincipals(at(role, 'AssumeRolePolicyDocument')).join(', '), 1000),
    instanceProfiles: list(at(role, 'InstanceProfileList'))
      .map((profile) => textAt(profile, 'InstanceProfileName'))
      .join(', '),
    lastUsed: textAt(role, 'RoleLastUsed', 'LastUsedDate'),
    lastUsedRegion: textAt(role, 'RoleLastUsed', 'Region'),
    maxSessionSeconds: textAt(role, 'MaxSessionDuration'),
    ...policies(role, 'RolePolicyList'),
  });
  return [{ fact: 'identity', identity, attributes }, ...revocations(identity, role, 'RolePolicyList')];
}

function common(entry: Fields, idField: string): Readonly<Record<string, string>> {
  return {
    arn: textAt(entry, 'Arn'),
    uniqueId: textAt(entry, idField),
    path: textAt(entry, 'Path'),
    created: textAt(entry, 'CreateDate'),
    permissionsBoundary: textAt(entry, 'PermissionsBoundary', 'PermissionsBoundaryArn'),
  };
}

function policies(entry: Fields, inline: string): Readonly<Record<string, string>> {
  return {
    attachedPolicies: bounded(
      list(at(entry, 'AttachedManagedPolicies'))
        .map((policy) => textAt(policy, 'PolicyName'))
        .join(', '),
      1000,
    ),
    inlinePolicies: bounded(
      list(at(entry, inline))
        .map((policy) => textAt(policy, 'PolicyName'))
        .join(', '),
      1000,
    ),
  };
}

/** The inventory does not say when the policy came; AWS writes the moment of revoking into it. */
function revocations(identity: IdentityRef, entry: Fields, inline: string): readonly FactReading[] {
  return list(at(entry, inline))
    .flatMap((policy) => sessionsDeniedBefore(policyDocument(at(policy, 'PolicyDocument'))))
    .map((issuedBefore) => ({ fact: 'session_revocation', identity, issuedBefore, at: issuedBefore }));
}

/** ListAccessKeys names the user but not the account, so the key is known and its holder is not. */
function keyFacts(key: Fields): readonly FactReading[] {
  const credential = awsAccessKey(textAt(key, 'AccessKeyId'), present({ userName: textAt(key, 'UserName') }));
  const created = readTime(textAt(key, 'CreateDate'));
  const status = textAt(key, 'Status');
  return [
    { fact: 'credential', credential, what: status === 'Active' ? 'listed_active' : 'listed_inactive', at: null, detail: `Status "${status}"` },
    ...(created ? [{ fact: 'credential', credential, what: 'issued', at: created.at, detail: `CreateDate "${textAt(key, 'CreateDate')}"` } as const] : []),
  ];
}

function callerFacts(value: Fields): readonly FactReading[] {
  const identity = identityOfArn(textAt(value, 'Arn'));
  return identity ? [{ fact: 'identity', identity, attributes: present({ arn: textAt(value, 'Arn'), uniqueId: textAt(value, 'UserId') }) }] : [];
}
