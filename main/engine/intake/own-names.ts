import { logTypeField } from '../store/coverage-hours.ts';

/** Records of each batch that are looked at. */
const watched = 256;

/** A name counts as the event's own when this share of its values was not seen a moment before. */
const fresh = 0.7;

/** Finds out which ids differ from event to event, so that the others can be written once for many events. */
export class OwnNames {
  /** Their values are each event's own. */
  readonly names = new Set<string>();
  private readonly counts = new Map<string, { seen: number; readonly values: Set<string> }>();
  private records = 0;

  see(ids: Readonly<Record<string, string>>): void {
    if (this.records >= watched) return;
    this.records += 1;
    for (const name in ids) {
      if (name === logTypeField) continue;
      const value = ids[name]!;
      let count = this.counts.get(name);
      if (!count) {
        this.counts.set(name, (count = { seen: 0, values: new Set() }));
        // Until more is known: a long value with a digit under a name such as requestID is one.
        if (/id$/i.test(name) && value.length >= 16 && /\d/.test(value)) this.names.add(name);
      }
      count.seen += 1;
      count.values.add(value);
    }
    if (this.records === watched) this.judge();
  }

  /** A batch is full: the next is watched anew. */
  next(): void {
    this.records = 0;
    for (const count of this.counts.values()) {
      count.seen = 0;
      count.values.clear();
    }
  }

  private judge(): void {
    for (const [name, { seen, values }] of this.counts) {
      if (seen < 16) continue;
      if (values.size > fresh * seen) this.names.add(name);
      else this.names.delete(name);
    }
  }
}
