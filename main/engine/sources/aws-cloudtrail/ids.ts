import { bounded, list, at, present, record, textAt, text } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Context kept beside an event under the vendor's own field names; only what the record holds. */
export function readIds(trail: Fields): Readonly<Record<string, string>> {
  const user = record(at(trail, 'userIdentity'));
  const context = record(at(user, 'sessionContext'));
  const extra = record(at(trail, 'additionalEventData'));
  const tls = record(at(trail, 'tlsDetails'));
  const found = {
    eventID: textAt(trail, 'eventID'),
    requestID: textAt(trail, 'requestID'),
    sharedEventID: textAt(trail, 'sharedEventID'),
    awsRegion: textAt(trail, 'awsRegion'),
    eventType: textAt(trail, 'eventType'),
    eventCategory: textAt(trail, 'eventCategory'),
    eventVersion: textAt(trail, 'eventVersion'),
    apiVersion: textAt(trail, 'apiVersion'),
    readOnly: textAt(trail, 'readOnly'),
    managementEvent: textAt(trail, 'managementEvent'),
    recipientAccountId: textAt(trail, 'recipientAccountId'),
    userType: textAt(user, 'type'),
    principalId: textAt(user, 'principalId'),
    invokedBy: textAt(user, 'invokedBy'),
    credentialId: textAt(user, 'credentialId'),
    onBehalfOf: textAt(user, 'onBehalfOf', 'userId'),
    inScopeOf: scope(at(user, 'inScopeOf')),
    sourceIdentity: textAt(context, 'sourceIdentity') || textAt(context, 'attributes', 'sourceIdentity'),
    sessionIssuer: textAt(context, 'sessionIssuer', 'arn'),
    creationDate: textAt(context, 'attributes', 'creationDate'),
    mfaAuthenticated: textAt(context, 'attributes', 'mfaAuthenticated'),
    ec2RoleDelivery: textAt(context, 'ec2RoleDelivery'),
    assumedRoot: textAt(context, 'assumedRoot'),
    federatedProvider: textAt(context, 'webIdFederationData', 'federatedProvider'),
    sessionCredentialFromConsole: textAt(trail, 'sessionCredentialFromConsole'),
    vpcEndpointId: textAt(trail, 'vpcEndpointId'),
    vpcEndpointAccountId: textAt(trail, 'vpcEndpointAccountId') || textAt(trail, 'vpceAccountId'),
    tlsVersion: textAt(tls, 'tlsVersion'),
    cipherSuite: textAt(tls, 'cipherSuite'),
    clientProvidedHostHeader: textAt(tls, 'clientProvidedHostHeader'),
    mfaUsed: textAt(extra, 'MFAUsed'),
    mfaIdentifier: textAt(extra, 'MFAIdentifier'),
    loginTo: textAt(extra, 'LoginTo').split('?')[0] ?? '',
    samlProviderArn: textAt(extra, 'SamlProviderArn'),
    switchFrom: textAt(extra, 'SwitchFrom'),
    redirectTo: textAt(extra, 'RedirectTo').split('?')[0] ?? '',
    authWorkflowID: textAt(extra, 'AuthWorkflowID'),
    credentialType: textAt(extra, 'CredentialType'),
    signatureVersion: textAt(extra, 'SignatureVersion'),
    authenticationMethod: textAt(extra, 'AuthenticationMethod'),
    grantId: textAt(extra, 'grantId'),
    errorCode: textAt(trail, 'errorCode'),
    errorMessage: textAt(trail, 'errorMessage'),
    addendumReason: textAt(trail, 'addendum', 'reason'),
    addendumOf: textAt(trail, 'addendum', 'originalEventID'),
  };
  const ids = present(found);
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}

/** `inScopeOf` ties a service-linked call to what caused it, as text. */
function scope(value: unknown): string {
  if (Array.isArray(value)) return list(value).map(scope).filter(Boolean).join(' ');
  const parts = Object.entries(record(value)).map(([name, inner]) => (text(inner) === '' ? '' : `${name}=${text(inner)}`));
  return parts.filter(Boolean).join(' ') || text(value);
}
