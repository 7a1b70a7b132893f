/** Everything a reader may use besides shared/: field readers that never throw, times, addresses, names of principals. */
export * from './kit/values.ts';
export * from './kit/times.ts';
export * from './kit/address.ts';
export * from './kit/basis.ts';
export * from './kit/aws-names.ts';
export * from './kit/aws-policy.ts';
export * from './kit/oidc-names.ts';
export * from './kit/reading.ts';
