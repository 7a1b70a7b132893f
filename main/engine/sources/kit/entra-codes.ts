import type { Rung } from '../../../../shared/rungs.ts';

// Codes and names as Microsoft lists them, apart by what became of the credential:
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes (read 2026-11-21)

/** The credential was presented and not accepted: wrong, expired, revoked, or nobody's. */
const rejected = `50126 InvalidUserNameOrPassword 50053 IdsLocked 50034 UserAccountNotFound 50056 50057 UserDisabled 50064 CredentialAuthenticationError 50006 InvalidSignature
 50008 InvalidSamlToken 5000819 InvalidSamlTokenEmailMissingOrInvalid 50012 AuthenticationFailed 50013 InvalidAssertion 500133 50014 GuestUserInPendingState
 50017 CertificateValidationFailed 50027 InvalidJwtToken 50048 SubjectMismatchesIssuer 50085 50089 50099 PKeyAuthInvalidJwtUnauthorized 50120 ThresholdJwtInvalidJwtFormat
 50132 SsoArtifactInvalidOrExpired 50133 SsoArtifactRevoked 50139 SessionMissingMsaOAuth2RefreshToken 50155 DeviceAuthenticationFailed 50173 FreshTokenNeeded 50187
 DeviceInformationNotProvided 500121 AuthenticationFailedSasError 51004 UserAccountNotInDirectory 54005 70000 InvalidGrant 70001 UnauthorizedClient 700011
 UnauthorizedClientAppNotFoundInOrgIdTenant 70002 InvalidClient 700003 700005 InvalidGrantRedeemAgainstWrongTenant 700016 UnauthorizedClient_DoesNotMatchRequest 700021 700023
 700024 700025 700027 700030 7000112 UnauthorizedClientApplicationDisabled 7000113 7000215 7000222 InvalidClientSecretExpiredKeysProvided 700211 700212 700213 700223 700229
 ForbiddenTokenType 70008 ExpiredOrRevokedGrant 700081 700082 ExpiredOrRevokedGrantInactiveToken 700084 70018 BadVerificationCode 70019 CodeExpired 70043
 BadTokenDueToSignInFrequency 70044 70046 90016 MissingRequiredClaim 900384 90086 OrgIdWsTrustDaTokenExpired 120000 PasswordChangeIncorrectCurrentPassword 130004 NgcKeyNotFound 130005
 NgcInvalidSignature 130006 NgcTransportKeyNotFound 130007 NgcDeviceIsDisabled 130008 NgcDeviceIsNotFound 135010 135011 140001 InvalidSessionKey 399218 90125
 DebugModeEnrollTenantNotFound 80011 ProofUpInvalid InvalidPassword InvalidPasswordInvalidAccount`;

/** Who it is was not in doubt; a policy, a missing assignment or missing consent stood in the way. */
const denied = `53000 DeviceNotCompliant 53001 DeviceNotDomainJoined 53002 ApplicationUsedIsNotAnApprovedApp 53003 BlockedByConditionalAccess 53004 ProofUpBlockedDueToRisk
 53009 53010 ProofUpBlockedDueToSecurityInfoAcr 53011 530001 530002 530003 530004 530021 530023 530031 530032 BlockedByConditionalAccessOnSecurityPolicy 530033 530034
 DelegatedAdminBlockedDueToSuspiciousActivity 530035 BlockedBySecurityDefaults 530036 530084 50002 NotAllowedTenant 500021 500022 50005 DevicePolicyError 50020 UserUnauthorized 500212
 NotAllowedByOutboundPolicyTenant 500213 NotAllowedByInboundPolicyTenant 50105 EntitlementGrantsNotFound 50131 ConditionalAccessFailed 52004 DelegationDoesNotExistForLinkedIn
 54000 MinorUserBlockedLegalAgeGroupRule 16003 SsoUserAccountNotFoundInResourceTenant 65001 DelegationDoesNotExist 65002 65004 UserDeclinedConsent 7000114 80012
 OnPremisePasswordValidationAccountLogonInvalidHours 90008 TokenForItselfRequiresGraphPermission 90072 PassThroughUserMfaError 90084 OrgIdWsFederationGuestNotAllowed 90093
 GraphUserUnauthorized 90094 AdminConsentRequired 90095 AdminConsentRequiredRequestAccess 90099 90123 IdentityProviderAccessDenied 240001 BulkAADJTokenUnauthorized
 1000031 501051 501301`;

/** The sign-in was interrupted for a further step; what came of it stands in another record, if anywhere. */
const interrupted = `50140 KmsiInterrupt 50074 UserStrongAuthClientAuthNRequiredInterrupt 50076 UserStrongAuthClientAuthNRequired 50079 UserStrongAuthEnrollmentRequired 50072
 UserStrongAuthEnrollmentRequiredInterrupt 50078 UserStrongAuthExpired 50125 PasswordResetRegistrationRequiredInterrupt 50055 InvalidPasswordExpiredPassword 50144
 InvalidPasswordExpiredOnPremPassword 50058 UserInformationNotProvided 50097 DeviceAuthenticationRequired 50127 BrokerAppNotInstalled 50129 DeviceIsNotWorkplaceJoined 50135
 PasswordChangeCompromisedPassword 50158 ExternalSecurityChallenge 50168 ChromeBrowserSsoInterruptRequired 50180 WindowsIntegratedAuthMissing 50199 CmsiInterrupt 50201 50203 50206 50207
 51005 TemporaryRedirect 51006 ForceReauthDueToInsufficientAuth 16000 InteractionRequired 16001 UserAccountSelectionInvalid 16002 AppSessionSelectionInvalid 160021
 AppSessionSelectionInvalidSessionNotExist 70016 AuthorizationPending 700020 1000000 UserNotBoundError 1000002 BindCompleteInterruptError 9002341 81004 DesktopSsoIdentityInTicketIsNotAuthenticated 81005
 DesktopSsoAuthenticationPackageNotSupported 81006 DesktopSsoNoAuthorizationHeader 81007 DesktopSsoTenantIsNotOptIn 81009 DesktopSsoAuthorizationHeaderValueWithBadFormat 81010
 DesktopSsoAuthTokenInvalid 81011 DesktopSsoLookupUserBySidFailed 81012 DesktopSsoMismatchBetweenTokenUpnAndChosenUpn 81014 50015 ViralUserLegalAgeConsentRequiredState`;

const rungs: ReadonlyMap<string, Rung> = new Map([...entries(rejected, 1), ...entries(denied, 2), ...entries(interrupted, 0)]);

function entries(words: string, rung: Rung): readonly (readonly [string, Rung])[] {
  return words
    .trim()
    .split(/\s+/)
    .map((word) => [word.toLowerCase(), rung] as const);
}

/**
 * Place on the ladder of a sign-in by Entra's error code (`50126`, `AADSTS50126`) or the error's name; `0` is a sign-in that took
 * place. A code that is none of the known ones says only that there was no sign-in: failed.
 */
export function rungOfEntraCode(code: string): Rung {
  const bare = code
    .trim()
    .replace(/^AADSTS/i, '')
    .toLowerCase();
  if (bare === '0') return 4;
  return rungs.get(bare) ?? 3;
}

/** Whether a code asks for a further step instead of ending the sign-in. */
export function isEntraInterrupt(code: string): boolean {
  return rungOfEntraCode(code) === 0;
}
