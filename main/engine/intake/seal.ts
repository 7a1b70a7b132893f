import { createHmac, hkdfSync } from 'node:crypto';
import { plainCredentialKey, type CredentialKind, type CredentialRef, type EventReading, type FactReading, type Lifetime } from '../../../shared/model.ts';

/** A credential as it may leave the worker: known by an identifier that is no secret, or by its fingerprint. */
export interface SealedCredential {
  readonly kind: CredentialKind;
  readonly key: string;
  readonly display: string;
  readonly lifetime: Lifetime;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An event whose credential is sealed. */
export type SealedEvent = Omit<EventReading, 'credential'> & { readonly credential: SealedCredential | null };
type SealedFields<T> = {
  readonly [K in keyof T]: K extends 'credential' | 'child' ? SealedCredential : K extends 'via' | 'parentCredential' ? SealedCredential | null : T[K];
};
/** A fact whose credentials are sealed. */
export type SealedFact = FactReading extends infer F ? (F extends FactReading ? SealedFields<F> : never) : never;

export interface SealedReading {
  readonly events: readonly SealedEvent[];
  readonly facts: readonly SealedFact[];
}

/** Objects kept in memory; then it starts anew. */
const remembered = 4096;

/** Turns secrets into fingerprints `fp1:<kind>:` + 22 characters: HMAC-SHA-256 under a key of the case, cut to 128 bits. */
export class Sealer {
  private readonly caseKey: Uint8Array;
  private readonly caseId: string;
  private readonly keys = new Map<string, Buffer>();
  private readonly credentials = new Map<CredentialRef, SealedCredential>();
  private readonly facts = new Map<FactReading, SealedFact>();
  /** A number of the case that nobody outside can know, for hashes. */
  readonly seed: number;

  constructor(caseKey: Uint8Array, caseId: string) {
    this.caseKey = caseKey;
    this.caseId = caseId;
    this.seed = Buffer.from(hkdfSync('sha256', caseKey, Buffer.from(caseId), 'keyholder-hash-v1', 4)).readUInt32LE();
  }

  /** Lets go of the objects it has seen. */
  forget(): void {
    this.credentials.clear();
    this.facts.clear();
  }

  fingerprint(kind: CredentialKind, secret: string): string {
    let key = this.keys.get(kind);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.caseKey, Buffer.from(this.caseId), `keyholder-fp-v1/${kind}`, 32));
      this.keys.set(kind, key);
    }
    return `fp1:${kind}:${createHmac('sha256', key).update(secret, 'utf8').digest().subarray(0, 16).toString('base64url')}`;
  }

  /** The same object for the same object: a reader gives one for all calls of a session. */
  credential(ref: CredentialRef): SealedCredential {
    const known = this.credentials.get(ref);
    if (known) return known;
    const sealed = this.seal(ref);
    if (this.credentials.size >= remembered) this.credentials.clear();
    this.credentials.set(ref, sealed);
    return sealed;
  }

  private seal(ref: CredentialRef): SealedCredential {
    const { kind, id, display, lifetime, secrets } = ref;
    const key = 'plain' in id ? plainCredentialKey(kind, id.plain) : this.fingerprint(kind, id.secret);
    if (!secrets) return { kind, key, display, lifetime, attributes: ref.attributes };
    const sealed = Object.entries(secrets).map(([name, secret]) => [name, this.fingerprint(kind, secret)]);
    return { kind, key, display, lifetime, attributes: { ...ref.attributes, ...Object.fromEntries(sealed) } };
  }

  event(event: EventReading): SealedEvent {
    return { ...event, credential: event.credential && this.credential(event.credential) };
  }

  /** The same object for the same object, as for credentials. */
  fact(fact: FactReading): SealedFact {
    const known = this.facts.get(fact);
    if (known) return known;
    const sealed = this.sealFact(fact);
    if (this.facts.size >= remembered) this.facts.clear();
    this.facts.set(fact, sealed);
    return sealed;
  }

  private sealFact(fact: FactReading): SealedFact {
    switch (fact.fact) {
      case 'identity':
      case 'session_revocation':
        return fact;
      case 'credential':
        return { ...fact, credential: this.credential(fact.credential) };
      case 'holding':
        return { ...fact, credential: this.credential(fact.credential), via: fact.via && this.credential(fact.via) };
      case 'derivation':
        return { ...fact, child: this.credential(fact.child), parentCredential: fact.parentCredential && this.credential(fact.parentCredential) };
    }
  }
}

/** Seals everything that was read from one record. */
export function sealReading(
  reading: { readonly events: readonly EventReading[]; readonly facts: readonly FactReading[] },
  caseKey: Uint8Array,
  caseId: string,
): SealedReading {
  const sealer = new Sealer(caseKey, caseId);
  return { events: reading.events.map((event) => sealer.event(event)), facts: reading.facts.map((fact) => sealer.fact(fact)) };
}
