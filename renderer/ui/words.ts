import type { ItemReport } from '../../shared/rpc/intake.ts';
import type { CredentialKind, Determination, HoldingBasis, MilestoneKind } from '../../shared/model.ts';

/** Each kind of credential as people write it. */
export const credentialWords: Readonly<Record<CredentialKind, string>> = {
  access_key: 'access key',
  session: 'session',
  access_token: 'access token',
  refresh_token: 'refresh token',
  id_token: 'ID token',
  svid: 'SVID',
  pat: 'personal access token',
  oauth_grant: 'OAuth grant',
  api_key: 'API key',
  deploy_key: 'deploy key',
  ssh_key: 'SSH key',
  certificate: 'certificate',
  password: 'password',
  mfa_device: 'MFA device',
  k8s_token: 'Kubernetes token',
  vault_token: 'Vault token',
  web_session: 'web session',
};

/** Each milestone in full, and short enough for a flag. */
export const milestoneWords: Readonly<Record<MilestoneKind, { readonly full: string; readonly flag: string }>> = {
  exposure_began: { full: 'exposure began', flag: 'exposed' },
  exploited: { full: 'exploited', flag: 'exploited' },
  detected: { full: 'detected', flag: 'detected' },
  patch_deployed: { full: 'patch deployed', flag: 'patch' },
  patch_verified: { full: 'patch verified', flag: 'verified' },
  contained: { full: 'contained', flag: 'contained' },
  credential_revoked: { full: 'credential revoked', flag: 'revoked' },
  credential_rotated: { full: 'credential rotated', flag: 'rotated' },
};

export const determinationWords: Readonly<Record<Determination, { readonly word: string; readonly meaning: string }>> = {
  attempted: { word: 'attempted', meaning: 'It was tried and had no effect.' },
  successful: { word: 'successful', meaning: 'It took effect.' },
  authorised: { word: 'authorised', meaning: 'Legitimate use by someone entitled to it.' },
  not_attributable: { word: 'not attributable', meaning: 'It cannot be tied to the compromise.' },
  irrelevant: { word: 'irrelevant', meaning: 'It has no bearing on this case.' },
};

export const holdingWords: Readonly<Record<HoldingBasis, { readonly word: string; readonly meaning: string }>> = {
  issued: { word: 'issued', meaning: 'A record says that it was given to this identity.' },
  used: { word: 'used', meaning: 'An event shows this identity using it.' },
  inventory: { word: 'inventory', meaning: 'A credential report lists it.' },
  exposed: { word: 'exposed', meaning: 'It was readable by this identity.' },
  asserted: { word: 'asserted', meaning: 'An investigator says so, with a rationale.' },
};

/** What became of an imported stream of records. */
export const itemStates: Readonly<Record<ItemReport['state'], { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'quiet' }>> = {
  reading: { word: 'not finished', tone: 'warn' },
  done: { word: 'read', tone: 'good' },
  unrecognised: { word: 'not recognised', tone: 'warn' },
  failed: { word: 'failed', tone: 'bad' },
  repeated: { word: 'known already', tone: 'quiet' },
};
