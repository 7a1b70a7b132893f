import type { CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import {
  at,
  awsFederatedUser,
  awsInstance,
  awsRole,
  awsRoot,
  awsSession,
  bounded,
  identityOfArn,
  list,
  present,
  readArn,
  readTime,
  sessionNameOfArn,
  textAt,
} from '../kit.ts';
import type { Fields } from '../kit.ts';
import type { Caller } from './caller.ts';

/** A session that a record says was handed out. */
interface Issued {
  readonly child: CredentialRef;
  readonly identity: IdentityRef;
  readonly expires: string;
}

/** Calls whose response holds temporary keys, and where. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html */
const issuers: ReadonlyMap<string, readonly string[]> = new Map([
  ['sts:AssumeRole', ['credentials']],
  ['sts:AssumeRoleWithSAML', ['credentials']],
  ['sts:AssumeRoleWithWebIdentity', ['credentials']],
  ['sts:AssumeRoot', ['credentials']],
  ['sts:GetSessionToken', ['credentials']],
  ['sts:GetFederationToken', ['credentials']],
  ['eks-auth:AssumeRoleForPodIdentity', ['credentials']],
  ['cognito-identity:GetCredentialsForIdentity', ['credentials']],
  ['sso:GetRoleCredentials', ['roleCredentials']],
]);

/** Facts of a call that returned temporary keys: the session, who got it, from which credential, and when it ends. */
export function readIssuance(trail: Fields, event: EventReading, caller: Caller): readonly FactReading[] {
  const [, operation = ''] = event.action.split(':');
  if (event.action === 'rolesanywhere:CreateSession') {
    return list(at(trail, 'responseElements', 'credentialSet')).flatMap((entry) =>
      factsOf(trail, event, caller, operation, at(entry, 'credentials'), textAt(entry, 'roleArn')),
    );
  }
  const place = issuers.get(event.action);
  if (!place) return [];
  return factsOf(trail, event, caller, operation, at(trail, 'responseElements', ...place), textAt(trail, 'requestParameters', 'roleArn'));
}

function factsOf(trail: Fields, event: EventReading, caller: Caller, operation: string, credentials: unknown, roleArn: string): readonly FactReading[] {
  const issued = issuedSession(trail, caller, operation, credentials, roleArn);
  if (!issued) return [];
  const workload = deliveredTo(event, caller, issued);
  const method = workload ? workload.method : operation;
  const holder = workload?.identity ?? caller.identity;
  const via = workload ? null : caller.credential;
  const ends = readTime(issued.expires);
  return [
    { fact: 'credential', credential: issued.child, what: 'issued', at: event.at, detail: `${event.action} by ${bounded(caller.principal, 200)}` },
    ...(ends
      ? [
          {
            fact: 'credential',
            credential: issued.child,
            what: 'expires',
            at: ends.at,
            detail: `expiration "${issued.expires}"${ends.zoned ? '' : ', read as UTC'}`,
          } as const,
        ]
      : []),
    { fact: 'derivation', method, at: event.at, parentIdentity: holder, parentCredential: via, child: issued.child, childIdentity: issued.identity },
    { fact: 'holding', identity: holder, credential: issued.child, basis: 'issued', via, from: event.at },
  ];
}

function issuedSession(trail: Fields, caller: Caller, operation: string, credentials: unknown, roleArn: string): Issued | null {
  const key = textAt(credentials, 'accessKeyId');
  if (key === '') return null;
  const principal = textAt(trail, 'responseElements', 'assumedRoleUser', 'arn') || textAt(trail, 'responseElements', 'federatedUser', 'arn');
  const identity = authorityOf(trail, caller, operation, principal, roleArn);
  const name = sessionNameOfArn(principal) || textAt(trail, 'requestParameters', 'roleSessionName');
  return {
    child: awsSession(key, name, attributesOf(trail, caller, operation, principal, roleArn, name)),
    identity,
    expires: textAt(credentials, 'expiration'),
  };
}

/** Whose authority the session carries. */
function authorityOf(trail: Fields, caller: Caller, operation: string, principal: string, roleArn: string): IdentityRef {
  switch (operation) {
    case 'GetSessionToken':
      return caller.identity;
    case 'GetFederationToken':
      return identityOfArn(principal) ?? awsFederatedUser(caller.identity.realm, textAt(trail, 'requestParameters', 'name'));
    case 'AssumeRoot':
      return awsRoot(rootAccount(textAt(trail, 'requestParameters', 'targetPrincipal')));
    default:
      return identityOfArn(roleArn) ?? identityOfArn(principal) ?? namedRole(trail, caller);
  }
}

function namedRole(trail: Fields, caller: Caller): IdentityRef {
  const name = textAt(trail, 'requestParameters', 'roleName');
  return name === '' ? caller.identity : awsRole(textAt(trail, 'requestParameters', 'accountId') || textAt(trail, 'recipientAccountId'), name);
}

function rootAccount(target: string): string {
  return readArn(target)?.account ?? target;
}

function attributesOf(trail: Fields, caller: Caller, operation: string, principal: string, roleArn: string, name: string): Readonly<Record<string, string>> {
  const request = at(trail, 'requestParameters');
  const response = at(trail, 'responseElements');
  const chained = caller.identity.kind === 'role' && caller.credential?.kind === 'session' && operation.startsWith('AssumeRole');
  return present({
    principal,
    issuer: roleArn,
    sessionName: name,
    issuedBy: operation,
    durationSeconds: textAt(request, 'durationSeconds'),
    sourceIdentity: textAt(request, 'sourceIdentity') || textAt(response, 'sourceIdentity'),
    sessionPolicy: textAt(request, 'policy') === '' ? '' : 'present',
    mfaSerial: textAt(request, 'serialNumber'),
    audience: textAt(response, 'audience'),
    provider: textAt(response, 'provider') || textAt(request, 'providerId') || textAt(request, 'principalArn'),
    subject: textAt(response, 'subjectFromWebIdentityToken') || textAt(response, 'subject'),
    samlIssuer: operation === 'AssumeRoleWithSAML' ? textAt(response, 'issuer') : '',
    taskPolicyArn: textAt(request, 'taskPolicyArn', 'arn'),
    chained: chained ? 'true' : '',
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
    chainingLimit: chained ? 'AWS limits a session obtained by role chaining to 1 hour' : '',
  });
}

interface Delivery {
  readonly method: string;
  readonly identity: IdentityRef;
}

/** Services that assume a role for a workload name the session after it: instance id, function name, task id. */
const deliveries: ReadonlyMap<string, { readonly method: string; readonly kind: string; readonly session: RegExp }> = new Map([
  ['ec2.amazonaws.com', { method: 'InstanceProfile', kind: 'instance', session: /^i-[0-9a-f]{8,17}$/i }],
  ['lambda.amazonaws.com', { method: 'ExecutionRole', kind: 'function', session: /^[\w-]{1,64}$/ }],
  ['ecs-tasks.amazonaws.com', { method: 'TaskRole', kind: 'task', session: /^[0-9a-f]{32}$/i }],
  ['codebuild.amazonaws.com', { method: 'BuildRole', kind: 'build', session: /^AWSCodeBuild-[0-9a-f-]{36}$/i }],
]);

function deliveredTo(event: EventReading, caller: Caller, issued: Issued): Delivery | null {
  const rule = caller.identity.kind === 'provider' ? deliveries.get(caller.identity.name) : undefined;
  const name = issued.child.attributes['sessionName'] ?? '';
  if (!rule || !rule.session.test(name)) return null;
  const account = issued.identity.realm || event.realm;
  const instance = awsInstance(account, name);
  return { method: rule.method, identity: { ...instance, name: `${rule.kind}/${name}` } };
}
