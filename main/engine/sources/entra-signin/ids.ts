import { bounded, look, pairsOf, present, said, saidOf } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';
import type { SignInKind } from './caller.ts';

// Kept under the vendor's names; only what the record holds.
const plain: readonly string[] = (
  'id correlationId originalRequestId sessionId uniqueTokenIdentifier incomingTokenType originalTransferMethod authenticationProtocol authenticationRequirement clientAppUsed clientCredentialType ' +
  'servicePrincipalCredentialKeyId servicePrincipalCredentialThumbprint federatedCredentialId federatedTokenId federatedTokenIssuer conditionalAccessStatus crossTenantAccessType homeTenantId ' +
  'resourceTenantId resourceServicePrincipalId appOwnerTenantId tokenIssuerType tokenIssuerName riskState riskLevelDuringSignIn riskLevelAggregated riskDetail userType signInIdentifier autonomousSystemNumber ' +
  'globalSecureAccessIpAddress ipAddressFromResourceProvider isInteractive flaggedForReview'
).split(' ');

/** Context kept beside a sign-in: what joins it to other records, and what conditional access decided. */
export function readIds(record: MicrosoftRecord, kind: SignInKind): Readonly<Record<string, string>> {
  const { outer, inner } = record;
  const found: Record<string, string> = { signInKind: kind, category: said(outer, 'category') };
  for (const name of plain) found[name] = saidOf(record, name);
  const processing = pairsOf(look(inner, 'authenticationProcessingDetails'), 'key', 'value');
  return bind({
    ...found,
    id: requestId(record),
    appId: saidOf(record, 'appId') || said(inner, 'applicationId'),
    appDisplayName: saidOf(record, 'appDisplayName') || said(inner, 'application'),
    userId: said(inner, 'userId'),
    servicePrincipalId: saidOf(record, 'servicePrincipalId'),
    location: placeOf(inner),
    deviceId: said(inner, 'deviceDetail', 'deviceId') || said(inner, 'deviceId'),
    deviceTrustType: said(inner, 'deviceDetail', 'trustType') || said(inner, 'joinType'),
    deviceCompliant: said(inner, 'deviceDetail', 'isCompliant') || said(inner, 'compliant'),
    operatingSystem: said(inner, 'deviceDetail', 'operatingSystem') || said(inner, 'operatingSystem'),
    authenticationMethods: methodsOf(inner),
    multifactor: said(inner, 'mfaDetail', 'authMethod') || said(inner, 'multifactorAuthenticationResult'),
    scopes: processing['Oauth Scope Info'] ?? '',
    continuousAccess: processing['Is CAE Token'] ?? '',
    policiesFailed: policiesWith(inner, /^failure$/i),
    policiesPassed: policiesWith(inner, /^success$/i),
    conditionalAccess: typeof inner['conditionalAccess'] === 'string' ? said(inner, 'conditionalAccess') : '',
  });
}

/** The id of the request, which is the id of the sign-in and of the token. */
export function requestId(record: MicrosoftRecord): string {
  return said(record.inner, 'id') || said(record.inner, 'requestId') || said(record.inner, 'originalRequestId');
}

function bind(found: Readonly<Record<string, string>>): Record<string, string> {
  const ids = present(found);
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 400);
  return ids;
}

function placeOf(inner: unknown): string {
  const place = look(inner, 'locationDetails') ?? look(inner, 'location');
  const parts = [said(place, 'city'), said(place, 'state'), said(place, 'countryOrRegion')].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : said(inner, 'location');
}

/** The steps that were gone through; one that did not succeed is marked. */
function methodsOf(inner: unknown): string {
  const steps = look(inner, 'authenticationDetails');
  if (!Array.isArray(steps)) return '';
  return steps
    .slice(0, 20)
    .map((step) => `${said(step, 'authenticationMethod')}${said(step, 'succeeded') === 'false' ? ' (not passed)' : ''}`)
    .filter((word) => word !== '')
    .join('; ');
}

/** Policies that are only watched (`reportOnly…`) decide nothing. */
function policiesWith(inner: unknown, result: RegExp): string {
  const policies = look(inner, 'appliedConditionalAccessPolicies') ?? look(inner, 'conditionalAccessPolicies');
  if (!Array.isArray(policies)) return '';
  return policies
    .filter((policy) => result.test(said(policy, 'result')))
    .map((policy) => said(policy, 'displayName') || said(policy, 'id'))
    .join('; ');
}
