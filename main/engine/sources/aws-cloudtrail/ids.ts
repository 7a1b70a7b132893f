import { bounded, list, at, record, textAt, text } from '../kit.ts';
import type { Fields } from '../kit.ts';

type Ids = Record<string, string>;

/** Context kept beside an event under the vendor's own field names; only what the record holds. `user` is what `readUserIds` gave. */
export function readIds(trail: Fields, user: Readonly<Ids>): Readonly<Ids> {
  const ids: Ids = {};
  for (const name of early) say(ids, name, text(trail[name]));
  for (const name in user) ids[name] = user[name]!;
  for (const name of late) say(ids, name, text(trail[name]));
  say(ids, 'vpcEndpointAccountId', textAt(trail, 'vpcEndpointAccountId') || textAt(trail, 'vpceAccountId'));
  const tls = record(trail['tlsDetails']);
  for (const name of tlsNames) say(ids, name, text(tls[name]));
  extraIds(ids, record(trail['additionalEventData']));
  say(ids, 'errorCode', text(trail['errorCode']));
  say(ids, 'errorMessage', text(trail['errorMessage']));
  say(ids, 'addendumReason', textAt(trail, 'addendum', 'reason'));
  say(ids, 'addendumOf', textAt(trail, 'addendum', 'originalEventID'));
  return ids;
}

const early = [
  'eventID',
  'requestID',
  'sharedEventID',
  'awsRegion',
  'eventType',
  'eventCategory',
  'eventVersion',
  'apiVersion',
  'readOnly',
  'managementEvent',
  'recipientAccountId',
];
const late = ['sessionCredentialFromConsole', 'vpcEndpointId'];
const tlsNames = ['tlsVersion', 'cipherSuite', 'clientProvidedHostHeader'];

/** What `userIdentity` says. */
export function readUserIds(user: Fields): Readonly<Ids> {
  const context = record(at(user, 'sessionContext'));
  const ids: Ids = {};
  say(ids, 'userType', textAt(user, 'type'));
  say(ids, 'principalId', textAt(user, 'principalId'));
  say(ids, 'invokedBy', textAt(user, 'invokedBy'));
  say(ids, 'credentialId', textAt(user, 'credentialId'));
  say(ids, 'onBehalfOf', textAt(user, 'onBehalfOf', 'userId'));
  say(ids, 'inScopeOf', scope(at(user, 'inScopeOf')));
  say(ids, 'sourceIdentity', textAt(context, 'sourceIdentity') || textAt(context, 'attributes', 'sourceIdentity'));
  say(ids, 'sessionIssuer', textAt(context, 'sessionIssuer', 'arn'));
  say(ids, 'creationDate', textAt(context, 'attributes', 'creationDate'));
  say(ids, 'mfaAuthenticated', textAt(context, 'attributes', 'mfaAuthenticated'));
  say(ids, 'ec2RoleDelivery', textAt(context, 'ec2RoleDelivery'));
  say(ids, 'assumedRoot', textAt(context, 'assumedRoot'));
  say(ids, 'federatedProvider', textAt(context, 'webIdFederationData', 'federatedProvider'));
  return ids;
}

function extraIds(ids: Ids, extra: Fields): void {
  say(ids, 'mfaUsed', text(extra['MFAUsed']));
  say(ids, 'mfaIdentifier', text(extra['MFAIdentifier']));
  say(ids, 'loginTo', withoutQuery(extra['LoginTo']));
  say(ids, 'samlProviderArn', text(extra['SamlProviderArn']));
  say(ids, 'switchFrom', text(extra['SwitchFrom']));
  say(ids, 'redirectTo', withoutQuery(extra['RedirectTo']));
  say(ids, 'authWorkflowID', text(extra['AuthWorkflowID']));
  say(ids, 'credentialType', text(extra['CredentialType']));
  say(ids, 'signatureVersion', text(extra['SignatureVersion']));
  say(ids, 'authenticationMethod', text(extra['AuthenticationMethod']));
  say(ids, 'grantId', text(extra['grantId']));
}

function say(ids: Ids, name: string, value: string): void {
  if (value !== '') ids[name] = bounded(value, 500);
}

function withoutQuery(value: unknown): string {
  return text(value).split('?')[0] ?? '';
}

/** `inScopeOf` ties a service-linked call to what caused it, as text. */
function scope(value: unknown): string {
  if (Array.isArray(value)) return list(value).map(scope).filter(Boolean).join(' ');
  const parts = Object.entries(record(value)).map(([name, inner]) => (text(inner) === '' ? '' : `${name}=${text(inner)}`));
  return parts.filter(Boolean).join(' ') || text(value);
}
