import type { CredentialFactKind, CredentialKind, HoldingBasis, IdentityKind, Lifetime } from '../../../shared/model.ts';

/** What a worker hands to the writer: a stretch of one stream, every repeated thing once. Plain data, cheap to pass between threads. */
export interface IngestBatch {
  readonly strings: readonly string[];
  readonly identities: readonly NamedIdentity[];
  readonly credentials: readonly NamedCredential[];
  readonly resources: readonly NamedResource[];
  /** `eventWidth` numbers for each event, in the order of `eventColumns`. */
  readonly events: Float64Array;
  /** What many events say alike, as JSON: see `event-ids.ts`. */
  readonly contexts: readonly string[];
  /** Vendor's event id and the event's own ids as JSON, two for each event; an empty vendor id is none. */
  readonly eventTexts: readonly string[];
  /** Second and later resources: event in this batch, position, resource in this batch. */
  readonly moreResources: readonly number[];
  readonly facts: readonly BatchFact[];
  /** Facts left out because an earlier event of the batch says the very same. */
  readonly repeatedFacts: number;
  readonly notes: readonly BatchNote[];
}

/** Numbers of an event. `-1` is none; names are places in the lists of the batch. */
export const eventColumns = [
  'at',
  'timeText',
  'action',
  'plane',
  'rung',
  'basis',
  'identity',
  'principal',
  'credential',
  'resource',
  'resourceCount',
  'ip',
  'origin',
  'userAgent',
  'realm',
  'index',
  'offset',
  'length',
  'context',
  'logType',
  'vendorHash',
] as const;
export const eventWidth = eventColumns.length;

export interface NamedIdentity {
  readonly key: string;
  readonly kind: IdentityKind;
  readonly provider: string;
  readonly realm: string;
  readonly name: string;
  readonly display: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface NamedCredential {
  readonly key: string;
  readonly kind: CredentialKind;
  readonly display: string;
  readonly lifetime: Lifetime;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface NamedResource {
  readonly key: string;
  readonly kind: string;
  readonly display: string;
}

/** Where a record lies in its stream. */
export interface BatchPlace {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** A fact; identities and credentials are places in the lists of the batch, -1 for none. `event` is the event of the same record, or -1. */
export type BatchFact = BatchPlace & { readonly event: number } & (
    | { readonly fact: 'identity' }
    | { readonly fact: 'credential'; readonly credential: number; readonly what: CredentialFactKind; readonly at: number | null; readonly detail: string }
    | {
        readonly fact: 'holding';
        readonly identity: number;
        readonly credential: number;
        readonly basis: Exclude<HoldingBasis, 'asserted'>;
        readonly via: number;
        readonly from: number | null;
      }
    | {
        readonly fact: 'derivation';
        readonly method: string;
        readonly at: number;
        readonly parentIdentity: number;
        readonly parentCredential: number;
        readonly child: number;
        readonly childIdentity: number;
      }
    | { readonly fact: 'session_revocation'; readonly identity: number; readonly issuedBefore: number; readonly at: number }
  );

/** A record that gave nothing (`lost`), or a remark on one that did. */
export interface BatchNote extends BatchPlace {
  readonly lost: boolean;
  readonly code: string;
  readonly message: string;
}

/** What the worker counted in one stream; the writer counts for itself and compares. */
export interface StreamCounts {
  readonly bytes: number;
  readonly records: number;
  readonly withEvents: number;
  readonly withFacts: number;
  readonly skipped: number;
  readonly events: number;
  readonly facts: number;
  readonly notes: number;
}
