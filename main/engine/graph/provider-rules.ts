import type { CredentialRow } from '../store/graph-names.ts';

/** The longest a session can last by its provider's own rules, where no record says when it ends. */
export interface LifetimeRule {
  readonly hours: number;
  readonly words: string;
}

/**
 * AWS: role chaining is limited to one hour; a role session to the role's maximum, at most 12 hours; GetSessionToken and
 * GetFederationToken to 36 hours. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html
 */
export function longestLife(credential: CredentialRow, minting: { readonly method: string | null; readonly chained: boolean }): LifetimeRule | null {
  if (credential.kind !== 'session' || !isAws(credential)) return null;
  if (minting.chained) return { hours: 1, words: 'a chained role session lasts at most 1 h' };
  if (minting.method !== null && /^(GetSessionToken|GetFederationToken)$/.test(minting.method))
    return { hours: 36, words: `a ${minting.method} session lasts at most 36 h` };
  if (minting.method === null && credential.attributes['issuer'] === undefined) return null;
  return { hours: 12, words: 'a role session lasts at most 12 h' };
}

function isAws(credential: CredentialRow): boolean {
  return (
    /^session:(ASIA|AROA|AIDA)/.test(credential.key) || /^arn:aws[a-z-]*:/.test(credential.attributes['principal'] ?? credential.attributes['issuer'] ?? '')
  );
}
