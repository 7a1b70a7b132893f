import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import {
  awsAccessKey,
  awsFederatedUser,
  awsPassword,
  awsRole,
  awsRoot,
  awsService,
  awsSession,
  awsUser,
  at,
  bounded,
  identityOfArn,
  isRecord,
  oidcIdentity,
  present,
  readArn,
  record,
  sessionNameOfArn,
  text,
  textAt,
} from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Who called, as what, and with which credential. */
export interface Caller {
  readonly identity: IdentityRef;
  readonly principal: string;
  readonly credential: CredentialRef | null;
}

const withheldName = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Reads `userIdentity`; https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export function readCaller(trail: Fields): Caller {
  const user = record(at(trail, 'userIdentity'));
  const named = identityOf(trail, user);
  const identity = named.display === '' ? nobody(named.realm || 'unknown', 'not recorded', 'unknown') : named;
  return { identity, principal: principalOf(trail, user, identity), credential: credentialOf(trail, user, identity) };
}

/** The account a principal belongs to; empty when the record does not say. */
export function accountOf(trail: Fields, user: Fields): string {
  return (
    textAt(user, 'accountId') ||
    (readArn(textAt(user, 'arn'))?.account ?? '') ||
    textAt(user, 'sessionContext', 'sessionIssuer', 'accountId') ||
    textAt(trail, 'recipientAccountId')
  );
}

/** Whether the session came from the console: AWS states it since event version 1.08. */
export function fromConsole(trail: Fields): boolean {
  return textAt(trail, 'sessionCredentialFromConsole') === 'true' || textAt(trail, 'eventType') === 'AwsConsoleSignIn' || fromSignIn(trail);
}

function seemsHuman(trail: Fields, user: Fields): boolean {
  return (
    fromConsole(trail) || textAt(user, 'sessionContext', 'attributes', 'mfaAuthenticated') === 'true' || textAt(user, 'invokedBy') === 'signin.amazonaws.com'
  );
}

function identityOf(trail: Fields, user: Fields): IdentityRef {
  const account = accountOf(trail, user);
  const arn = textAt(user, 'arn');
  const named = identityOfArn(arn);
  const name = textAt(user, 'userName');
  switch (textAt(user, 'type')) {
    case 'Root':
      return awsRoot(account);
    case 'IAMUser':
      if (name === withheldName) return nobody(account, 'unknown user name', withheldName);
      if (named && named.name.startsWith('user/')) return { ...named, kind: seemsHuman(trail, user) ? 'human' : named.kind };
      return awsUser(account, name || textAt(user, 'principalId'), seemsHuman(trail, user));
    case 'AssumedRole':
    case 'Role':
      return named ?? roleOfIssuer(user, account);
    case 'FederatedUser':
      return named ?? awsFederatedUser(account, name || textAt(user, 'principalId').split(':').slice(1).join(':'));
    case 'WebIdentityUser':
      return webIdentity(user);
    case 'SAMLUser':
      return samlIdentity(user);
    case 'AWSService':
      return awsService(textAt(user, 'invokedBy') || textAt(trail, 'eventSource'));
    case 'AWSAccount':
      return foreignPrincipal(user, account, named);
    case 'IdentityCenterUser':
      return identityCenterUser(user, account);
    case 'Directory':
      return { ...awsUser(account, name || textAt(user, 'principalId'), true), name: `directory/${name || textAt(user, 'principalId')}` };
    default:
      return otherIdentity(trail, user, account, named);
  }
}

function roleOfIssuer(user: Fields, account: string): IdentityRef {
  const issuer = record(at(user, 'sessionContext', 'sessionIssuer'));
  const named = identityOfArn(textAt(issuer, 'arn'));
  if (named) return named;
  return awsRole(textAt(issuer, 'accountId') || account, textAt(issuer, 'userName') || textAt(user, 'principalId').split(':')[0] || 'unknown');
}

/** `userName` is the token's subject, `identityProvider` the provider's ARN or the issuer's host. */
function webIdentity(user: Fields): IdentityRef {
  const subject = textAt(user, 'userName') || textAt(user, 'principalId').split(':').slice(2).join(':');
  return oidcIdentity(providerName(textAt(user, 'identityProvider') || (textAt(user, 'principalId').split(':')[0] ?? '')), subject || 'unknown');
}

/** The issuer in `arn:aws:iam::ACCOUNT:oidc-provider/ISSUER`, or the text itself. */
export function providerName(source: string): string {
  const resource = readArn(source)?.resource ?? '';
  return resource.startsWith('oidc-provider/') ? resource.slice('oidc-provider/'.length) : source;
}

function samlIdentity(user: Fields): IdentityRef {
  const [qualifier = '', ...rest] = textAt(user, 'principalId').split(':');
  const name = textAt(user, 'userName') || rest.join(':') || 'unknown';
  return { kind: 'human', provider: 'saml', realm: textAt(user, 'identityProvider') || qualifier, name, display: bounded(name) };
}

/** A principal of another account is known by its unique id only: AROA… is a role, AIDA… a user. */
function foreignPrincipal(user: Fields, account: string, named: IdentityRef | null): IdentityRef {
  if (named && named.name !== 'root') return named;
  const principal = textAt(user, 'principalId').split(':')[0] ?? '';
  if (/anonymous/i.test(account) || /anonymous/i.test(principal)) return nobody('anonymous', 'anonymous', 'anonymous');
  if (principal === '' || principal === account) return { kind: 'service', provider: 'aws', realm: account, name: 'account', display: `account ${account}` };
  return { kind: principal.startsWith('AROA') ? 'role' : 'service', provider: 'aws', realm: account, name: `id/${principal}`, display: principal };
}

function identityCenterUser(user: Fields, account: string): IdentityRef {
  const id = textAt(user, 'onBehalfOf', 'userId') || textAt(user, 'userName') || textAt(user, 'principalId') || 'unknown';
  const store = textAt(user, 'onBehalfOf', 'identityStoreArn');
  return {
    kind: 'human',
    provider: 'aws-identity-center',
    realm: store.slice(store.lastIndexOf('/') + 1) || account,
    name: `user/${id}`,
    display: textAt(user, 'userName') || id,
  };
}

function otherIdentity(trail: Fields, user: Fields, account: string, named: IdentityRef | null): IdentityRef {
  if (named) return named;
  const subject = readArn(textAt(trail, 'responseElements', 'subjectArn'))?.resource ?? '';
  // IAM Roles Anywhere: the holder of a certificate, whom AWS calls a subject.
  if (subject.startsWith('subject/')) return { kind: 'workload', provider: 'aws', realm: account, name: subject, display: subject };
  const name =
    [textAt(user, 'userName'), textAt(trail, 'additionalEventData', 'UserName'), textAt(user, 'principalId')].find((said) => said !== '' && said !== account) ??
    '';
  if (name === withheldName) return nobody(account, 'unknown user name', withheldName);
  if (name !== '') return { ...awsUser(account || 'unknown', name, seemsHuman(trail, user)), name: `principal/${name}` };
  const service = textAt(user, 'invokedBy') || (textAt(trail, 'eventType') === 'AwsServiceEvent' ? textAt(trail, 'eventSource') : '');
  return service === '' ? nobody(account || 'unknown', 'not recorded', 'unknown') : awsService(service);
}

function nobody(realm: string, display: string, name: string): IdentityRef {
  return { kind: 'anonymous', provider: 'aws', realm, name, display };
}

function principalOf(trail: Fields, user: Fields, identity: IdentityRef): string {
  const said = [textAt(user, 'arn'), textAt(user, 'invokedBy'), textAt(user, 'principalId'), textAt(user, 'userName')].find((value) => value !== '');
  return bounded(said ?? (identity.kind === 'provider' ? identity.name : text(at(trail, 'userIdentity'))), 2048) || identity.display;
}

function credentialOf(trail: Fields, user: Fields, identity: IdentityRef): CredentialRef | null {
  const key = textAt(user, 'accessKeyId');
  const type = textAt(user, 'type');
  if (key === '' && type === 'IdentityCenterUser') return identityCenterSession(user);
  if (presentsPassword(trail) && key === '' && (type === 'IAMUser' || type === 'Root') && identity.kind !== 'anonymous')
    return awsPassword(identity.realm, identity.name);
  if (isStaticKey(key, type, user)) return awsAccessKey(key);
  const created = textAt(user, 'sessionContext', 'attributes', 'creationDate');
  const principal = textAt(user, 'principalId');
  if (key === '' && (principal === '' || created === '')) return null;
  return awsSession(key || `${principal}@${created}`, sessionNameOfArn(textAt(user, 'arn')), sessionAttributes(trail, user));
}

/** Later sign-in records, such as SwitchRole, present the console's session and do not say which. */
function presentsPassword(trail: Fields): boolean {
  return fromSignIn(trail) && ['ConsoleLogin', 'CheckMfa'].includes(textAt(trail, 'eventName'));
}

function fromSignIn(trail: Fields): boolean {
  return textAt(trail, 'eventSource') === 'signin.amazonaws.com';
}

/** AKIA… keys are long-lived. A key with another prefix is one too when nothing in the record speaks of a session. */
function isStaticKey(key: string, type: string, user: Fields): boolean {
  if (key === '' || key.startsWith('ASIA') || type === 'AssumedRole' || type === 'FederatedUser') return false;
  return key.startsWith('AKIA') || !isRecord(at(user, 'sessionContext'));
}

function identityCenterSession(user: Fields): CredentialRef | null {
  const id = textAt(user, 'credentialId');
  return id === ''
    ? null
    : { kind: 'web_session', id: { plain: id }, display: `Identity Center session ${id.slice(0, 8)}…`, lifetime: 'ephemeral', attributes: {} };
}

/** What the record itself states about the session. */
function sessionAttributes(trail: Fields, user: Fields): Readonly<Record<string, string>> {
  const context = record(at(user, 'sessionContext'));
  return present({
    principal: textAt(user, 'arn'),
    principalId: textAt(user, 'principalId'),
    issuer: textAt(context, 'sessionIssuer', 'arn'),
    sessionName: sessionNameOfArn(textAt(user, 'arn')),
    creationDate: textAt(context, 'attributes', 'creationDate'),
    mfaAuthenticated: textAt(context, 'attributes', 'mfaAuthenticated'),
    sourceIdentity: textAt(context, 'sourceIdentity') || textAt(context, 'attributes', 'sourceIdentity'),
    federatedProvider: textAt(context, 'webIdFederationData', 'federatedProvider'),
    ec2RoleDelivery: textAt(context, 'ec2RoleDelivery'),
    assumedRoot: textAt(context, 'assumedRoot'),
    console: fromConsole(trail) ? 'true' : '',
  });
}
