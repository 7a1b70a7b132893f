import { identityKey, planes, type IdentityRef, type ResourceRef } from '../../../shared/model.ts';
import { formatIso } from '../../../shared/time.ts';
import type { BatchFact, BatchNote, BatchPlace, IngestBatch, NamedCredential, NamedIdentity, NamedResource } from '../store/ingest-batch.ts';
import { logTypeField } from '../store/coverage-hours.ts';
import { splitIds } from '../store/event-ids.ts';
import { eventWidth } from '../store/ingest-batch.ts';
import { mergeCredential, mergeIdentity, mergeResource } from '../store/ingest-merge.ts';
import { vendorHash } from '../store/ingest-seen.ts';
import { OwnNames } from './own-names.ts';
import type { SealedCredential, SealedEvent, SealedFact, SealedReading } from './seal.ts';

/** Length of `2026-03-01T10:00:00.000Z`: a shorter text is never what `formatIso` writes. */
const shortestIso = 24;

const noAttributes: Readonly<Record<string, string>> = {};

/** Gathers sealed readings into one batch: every repeated thing once, numbers in one array. */
export class Packer {
  private readonly strings = new Names<string>(
    (text) => text,
    (first) => first,
  );
  private readonly identities = new Names<NamedIdentity>((it) => it.key, mergeIdentity);
  private readonly credentials = new Names<NamedCredential>((it) => it.key, mergeCredential);
  private readonly resources = new Names<NamedResource>((it) => it.key, mergeResource);
  private readonly contexts = new Names<string>(
    (text) => text,
    (first) => first,
  );
  private readonly own = new OwnNames();
  private readonly seed: number;
  private numbers = new Float64Array(512 * eventWidth);
  private readonly texts: string[] = [];
  private readonly more: number[] = [];
  private readonly facts: BatchFact[] = [];
  private readonly notes: BatchNote[] = [];
  /** Records and notes in it. */
  size = 0;
  private events = 0;
  /** Places of identities, credentials and bases that came as the same object before. */
  private readonly places = new Map<IdentityRef | SealedCredential | SealedEvent['basis'], number>();
  /** Facts of events in this batch, and how often one was said again. */
  private readonly said = new Set<string | SealedFact>();
  private repeated = 0;

  /** `seed` is the same for all vendor ids of a case. */
  constructor(seed: number) {
    this.seed = seed;
  }

  /** Adds all of one record. */
  add(place: BatchPlace, reading: SealedReading): void {
    const first = this.events;
    for (const event of reading.events) this.event(place, event);
    for (const fact of reading.facts) this.fact({ ...place, event: this.events > first ? first : -1 }, fact);
    this.size += 1;
  }

  note(note: BatchNote): void {
    this.notes.push(note);
    this.size += 1;
  }

  /** The batch, whose number array may be transferred; the packer is empty again. */
  take(): IngestBatch {
    const batch: IngestBatch = {
      strings: this.strings.take(),
      identities: this.identities.take(),
      credentials: this.credentials.take(),
      resources: this.resources.take(),
      events: this.numbers.slice(0, this.events * eventWidth),
      contexts: this.contexts.take(),
      eventTexts: this.texts.splice(0),
      moreResources: this.more.splice(0),
      facts: this.facts.splice(0),
      repeatedFacts: this.repeated,
      notes: this.notes.splice(0),
    };
    this.events = 0;
    this.size = 0;
    this.repeated = 0;
    this.said.clear();
    this.places.clear();
    this.own.next();
    return batch;
  }

  private event(place: BatchPlace, event: SealedEvent): void {
    const at = this.events * eventWidth;
    if (at === this.numbers.length) {
      const wider = new Float64Array(this.numbers.length * 2);
      wider.set(this.numbers);
      this.numbers = wider;
    }
    const text = (value: string | null): number => (value === null ? -1 : this.strings.place(value));
    const [resource, ...others] = event.resources;
    const { numbers } = this;
    numbers[at] = event.at;
    numbers[at + 1] = event.timeText.length >= shortestIso && event.timeText === formatIso(event.at) ? -1 : text(event.timeText);
    numbers[at + 2] = text(event.action);
    numbers[at + 3] = planes.indexOf(event.plane);
    numbers[at + 4] = event.rung;
    numbers[at + 5] = this.basis(event.basis);
    numbers[at + 6] = this.identity(event.identity);
    numbers[at + 7] = text(event.principal);
    numbers[at + 8] = this.credential(event.credential);
    numbers[at + 9] = resource ? this.resource(resource) : -1;
    numbers[at + 10] = event.resources.length;
    numbers[at + 11] = text(event.ip);
    numbers[at + 12] = text(event.origin);
    numbers[at + 13] = text(event.userAgent);
    numbers[at + 14] = text(event.realm);
    numbers[at + 15] = place.index;
    numbers[at + 16] = place.offset;
    numbers[at + 17] = place.length;
    numbers[at + 18] = this.context(event);
    const logType = event.ids[logTypeField];
    numbers[at + 19] = logType === undefined ? -1 : text(logType);
    numbers[at + 20] = event.vendorId === null ? 0 : vendorHash(event.vendorId, this.seed);
    others.forEach((other, position) => this.more.push(this.events, position + 1, this.resource(other)));
    this.events += 1;
  }

  private basis(basis: SealedEvent['basis']): number {
    const known = this.places.get(basis);
    if (known !== undefined) return known;
    const place = this.strings.place(JSON.stringify(basis));
    this.places.set(basis, place);
    return place;
  }

  private context({ ids, vendorId }: SealedEvent): number {
    this.own.see(ids);
    const { context, own } = splitIds(ids, this.own.names, vendorId);
    this.texts.push(vendorId ?? '', own);
    return this.contexts.place(context);
  }

  private fact(place: BatchPlace & { readonly event: number }, fact: SealedFact): void {
    switch (fact.fact) {
      case 'identity':
        this.identity(fact.identity, fact.attributes);
        this.facts.push({ ...place, fact: 'identity' });
        return;
      case 'credential': {
        if (place.event >= 0 && !this.first(fact)) return;
        const credential = this.credential(fact.credential);
        if (place.event < 0 || this.first(`${credential} ${fact.what} ${fact.at} ${fact.detail}`))
          this.facts.push({ ...place, fact: 'credential', credential, what: fact.what, at: fact.at, detail: fact.detail });
        return;
      }
      case 'holding':
        this.facts.push({
          ...place,
          fact: 'holding',
          identity: this.identity(fact.identity),
          credential: this.credential(fact.credential),
          basis: fact.basis,
          via: this.credential(fact.via),
          from: fact.from,
        });
        return;
      case 'derivation':
        this.facts.push({
          ...place,
          fact: 'derivation',
          method: fact.method,
          at: fact.at,
          parentIdentity: fact.parentIdentity ? this.identity(fact.parentIdentity) : -1,
          parentCredential: this.credential(fact.parentCredential),
          child: this.credential(fact.child),
          childIdentity: fact.childIdentity ? this.identity(fact.childIdentity) : -1,
        });
        return;
      case 'session_revocation':
        this.facts.push({ ...place, fact: 'session_revocation', identity: this.identity(fact.identity), issuedBefore: fact.issuedBefore, at: fact.at });
    }
  }

  /** Every call of a session says again when it was issued; within one batch the first record that says so is the first of all. */
  private first(fact: string | SealedFact): boolean {
    if (this.said.has(fact)) {
      this.repeated += 1;
      return false;
    }
    this.said.add(fact);
    return true;
  }

  private identity(ref: IdentityRef, attributes = noAttributes): number {
    if (attributes !== noAttributes) return this.named(ref, attributes);
    const known = this.places.get(ref);
    if (known !== undefined) return known;
    const place = this.named(ref, attributes);
    this.places.set(ref, place);
    return place;
  }

  private named(ref: IdentityRef, attributes: Readonly<Record<string, string>>): number {
    const { kind, provider, realm, name, display } = ref;
    return this.identities.place({ key: identityKey(ref), kind, provider, realm, name, display, attributes });
  }

  private credential(ref: SealedCredential | null): number {
    if (!ref) return -1;
    const known = this.places.get(ref);
    if (known !== undefined) return known;
    const { key, kind, display, lifetime, attributes } = ref;
    const place = this.credentials.place({ key, kind, display, lifetime, attributes });
    this.places.set(ref, place);
    return place;
  }

  private resource({ key, kind, display }: ResourceRef): number {
    return this.resources.place({ key, kind, display });
  }
}

/** A list in which everything occurs once. */
class Names<T> {
  private readonly keyOf: (thing: T) => string;
  private readonly merge: (a: T, b: T) => T;
  private readonly places = new Map<string, number>();
  private things: T[] = [];

  constructor(keyOf: (thing: T) => string, merge: (a: T, b: T) => T) {
    this.keyOf = keyOf;
    this.merge = merge;
  }

  place(thing: T): number {
    const key = this.keyOf(thing);
    const place = this.places.get(key);
    if (place === undefined) {
      this.places.set(key, this.things.length);
      return this.things.push(thing) - 1;
    }
    const known = this.things[place]!;
    if (known !== thing) this.things[place] = this.merge(known, thing);
    return place;
  }

  take(): T[] {
    const taken = this.things;
    this.things = [];
    this.places.clear();
    return taken;
  }
}
