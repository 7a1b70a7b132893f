import { expect, test } from 'vitest';
import { readOutcome, rungOfError } from './rung.ts';

test.each([
  // refused: the credential lacked the authority
  ['AccessDenied', '', 2],
  ['AccessDeniedException', '', 2],
  ['Client.UnauthorizedOperation', '', 2],
  ['UnauthorizedOperation', '', 2],
  ['AuthorizationError', '', 2],
  ['KMS.AccessDeniedException', '', 2],
  ['VpceAccessDenied', '', 2],
  ['ForbiddenException', '', 2],
  ['NotAuthorizedException', 'You are not allowed', 2],
  ['AuthFailure', 'You are not authorized for this image: not authorized for images', 2],
  ['OptInRequired', '', 2],
  // rejected: the credential was not accepted
  ['InvalidClientTokenId', '', 1],
  ['SignatureDoesNotMatch', '', 1],
  ['ExpiredToken', '', 1],
  ['ExpiredTokenException', '', 1],
  ['AuthFailure', '', 1],
  ['Client.AuthFailure', '', 1],
  ['UnrecognizedClientException', '', 1],
  ['InvalidAccessKeyId', '', 1],
  ['TokenRefreshRequired', '', 1],
  ['InvalidIdentityTokenException', '', 1],
  ['MissingAuthenticationToken', '', 1],
  ['NotAuthorizedException', 'Incorrect username or password.', 1],
  ['AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.', 1],
  ['UnauthorizedException', 'Session token not found or invalid', 1],
  ['', 'Failed authentication', 1],
  ['', 'No username found in supplied account', 1],
  // without effect
  ['ThrottlingException', '', 3],
  ['Client.RequestLimitExceeded', '', 3],
  ['NoSuchKey', '', 3],
  ['NoSuchEntityException', '', 3],
  ['Client.DryRunOperation', '', 3],
  ['DryRunOperation', '', 3],
  ['Client.InvalidParameterValue', '', 3],
  ['Server.InternalError', '', 3],
  ['ResourceNotFoundException', '', 3],
  ['InvalidAccessException', '', 3],
  ['', 'something went wrong', 3],
])('%s %s stands on rung %i', (code, message, rung) => {
  expect(rungOfError(code, message)).toBe(rung);
});

test('no error is a success, and the absence is the basis', () => {
  expect(readOutcome({ eventName: 'GetObject', errorCode: null })).toEqual({
    rung: 4,
    basis: [
      { field: 'errorCode', value: '(absent)' },
      { field: 'errorMessage', value: '(absent)' },
    ],
  });
});

test('a sign-in says how it ended in its response', () => {
  expect(readOutcome({ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } }).rung).toBe(4);
  expect(readOutcome({ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } }).rung).toBe(1);
  expect(readOutcome({ eventName: 'SwitchRole', responseElements: { SwitchRole: 'Failure' } }).rung).toBe(2);
  expect(readOutcome({ eventName: 'UserAuthentication', serviceEventDetails: { UserAuthentication: 'Failure' } }).rung).toBe(1);
});

test('what a service did itself can have failed without an error code', () => {
  expect(readOutcome({ eventType: 'AwsServiceEvent', eventName: 'RotationFailed' }).rung).toBe(3);
  expect(
    readOutcome({ eventType: 'AwsServiceEvent', eventName: 'CreateManagedAccount', serviceEventDetails: { createManagedAccountStatus: { state: 'FAILED' } } }),
  ).toEqual({
    rung: 3,
    basis: [{ field: 'serviceEventDetails.createManagedAccountStatus.state', value: 'FAILED' }],
  });
  expect(
    readOutcome({
      eventType: 'AwsServiceEvent',
      eventName: 'CreateManagedAccount',
      serviceEventDetails: { createManagedAccountStatus: { state: 'SUCCEEDED' } },
    }).rung,
  ).toBe(4);
});
