/** The nouns of an investigation. Every list here is closed; adding a word means deciding what it means everywhere. */
import type { Micros } from './time.ts';
import type { Rung } from './rungs.ts';

export const identityKinds = ['human', 'service', 'role', 'workload', 'agent', 'application', 'provider', 'anonymous'] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const credentialKinds = [
  'access_key',
  'session',
  'access_token',
  'refresh_token',
  'id_token',
  'svid',
  'pat',
  'oauth_grant',
  'api_key',
  'deploy_key',
  'ssh_key',
  'certificate',
  'password',
  'mfa_device',
  'k8s_token',
  'vault_token',
  'web_session',
] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** Whether a credential ends by itself. */
export const lifetimes = ['static', 'ephemeral', 'unknown'] as const;
export type Lifetime = (typeof lifetimes)[number];

/** What kind of control a call exercised. The position in this list is the number stored. */
export const planes = ['identity', 'secrets', 'management', 'source', 'delivery', 'data', 'compute', 'network', 'agent'] as const;
export type Plane = (typeof planes)[number];

/** Why an identity is said to have held a credential. */
export const holdingBases = ['issued', 'used', 'inventory', 'exposed', 'asserted'] as const;
export type HoldingBasis = (typeof holdingBases)[number];

/** What a record says happened in the life of a credential. */
export const credentialFacts = [
  'issued',
  'expires',
  'activated',
  'deactivated',
  'deleted',
  'revoked',
  'rotated',
  'last_used',
  'listed_active',
  'listed_inactive',
] as const;
export type CredentialFactKind = (typeof credentialFacts)[number];

export const milestoneKinds = [
  'exposure_began',
  'exploited',
  'detected',
  'patch_deployed',
  'patch_verified',
  'contained',
  'credential_revoked',
  'credential_rotated',
] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

export const determinations = ['attempted', 'successful', 'authorised', 'not_attributable', 'irrelevant'] as const;
export type Determination = (typeof determinations)[number];

export const confidences = ['confirmed', 'probable', 'possible'] as const;
export type Confidence = (typeof confidences)[number];

export const verdicts = ['yes', 'no', 'cannot_tell'] as const;
export type Verdict = (typeof verdicts)[number];

export const questionIds = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8', 'Q9', 'Q10'] as const;
export type QuestionId = (typeof questionIds)[number];

/** State of a credential at one moment. `not_issued`: it did not exist yet. */
export const validities = ['valid', 'not_issued', 'expired', 'revoked', 'superseded', 'unknown'] as const;
export type Validity = (typeof validities)[number];

/**
 * Who acted. `realm` is the account, tenant, project, organisation or cluster; `name` is canonical inside it.
 * Two refs with the same provider, realm and name are the same identity; nothing else ever makes them so.
 */
export interface IdentityRef {
  readonly kind: IdentityKind;
  readonly provider: string;
  readonly realm: string;
  readonly name: string;
  /** For people; never used to join. */
  readonly display: string;
}

export function identityKey(ref: Pick<IdentityRef, 'provider' | 'realm' | 'name'>): string {
  return `${ref.provider}:${ref.realm}:${ref.name}`;
}

/**
 * A credential by what may be written down about it: either an identifier that is no secret (`plain`), or a secret
 * (`secret`) that is turned into a keyed fingerprint before it leaves the worker that read it.
 */
export interface CredentialRef {
  readonly kind: CredentialKind;
  readonly id: { readonly plain: string } | { readonly secret: string };
  readonly display: string;
  readonly lifetime: Lifetime;
  /** Facts stated by the record about the credential itself: issuer, subject, audience, scopes, session name, trust context. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Secret texts to be kept only as fingerprints, under these attribute names (the whole token, its signing input). */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Key of a credential known by an identifier that is no secret. A secret's key is its fingerprint, `fp1:kind:...`. */
export function plainCredentialKey(kind: CredentialKind, id: string): string {
  return `${kind}:${id}`;
}

export interface ResourceRef {
  readonly kind: string;
  readonly key: string;
  readonly display: string;
}

/** One field of the record, and its value, from which a rung was read. */
export interface Basis {
  readonly field: string;
  readonly value: string;
}

/** A record read as one use of a credential. */
export interface EventReading {
  readonly at: Micros;
  /** The time as the record wrote it. */
  readonly timeText: string;
  /** `service:Operation` in the vendor's own words. */
  readonly action: string;
  readonly plane: Plane;
  readonly rung: Rung;
  /** Never empty. */
  readonly basis: readonly Basis[];
  readonly identity: IdentityRef;
  /** The principal exactly as logged, where it says more than the identity (a role session's ARN). */
  readonly principal: string;
  readonly credential: CredentialRef | null;
  readonly resources: readonly ResourceRef[];
  /** A network address, or null. A service name is an `origin`. */
  readonly ip: string | null;
  readonly origin: string | null;
  readonly userAgent: string | null;
  readonly realm: string;
  /** Vendor's event id, unique within the format: the same id is the same event wherever it occurs. */
  readonly vendorId: string | null;
  /** Correlation ids and other context, by the vendor's field names. */
  readonly ids: Readonly<Record<string, string>>;
}

/** What a record says beside the use itself. */
export type FactReading =
  | { readonly fact: 'identity'; readonly identity: IdentityRef; readonly attributes: Readonly<Record<string, string>> }
  | { readonly fact: 'credential'; readonly credential: CredentialRef; readonly what: CredentialFactKind; readonly at: Micros | null; readonly detail: string }
  | {
      readonly fact: 'holding';
      readonly identity: IdentityRef;
      readonly credential: CredentialRef;
      readonly basis: Exclude<HoldingBasis, 'asserted'>;
      /** The credential through which it was obtained or read, where the record says so. */
      readonly via: CredentialRef | null;
      readonly from: Micros | null;
    }
  | {
      readonly fact: 'derivation';
      readonly method: string;
      readonly at: Micros;
      readonly parentIdentity: IdentityRef | null;
      readonly parentCredential: CredentialRef | null;
      readonly child: CredentialRef;
      /** The identity whose authority the child carries (the assumed role). */
      readonly childIdentity: IdentityRef | null;
    }
  | {
      /** Every session of `identity` issued before `issuedBefore` is dead from `at` on; later ones are not. */
      readonly fact: 'session_revocation';
      readonly identity: IdentityRef;
      readonly issuedBefore: Micros;
      readonly at: Micros;
    };
