import type { ReadDb } from './db.ts';

/** A hash of a vendor id; never 0, which stands for none. Two ids may share it: whoever finds one compares the texts. */
export function vendorHash(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}

/** The vendor ids of all events as hashes in memory, 8 bytes a place: which event may bear an id is found without reading the disk. */
export interface SeenIds {
  /** The first event with this hash of which `same` says that it is the one; 0 for none. */
  find(hash: number, same: (event: number) => boolean): number;
  add(hash: number, event: number): void;
}

/** Reads what earlier imports wrote. */
export function loadSeen(db: ReadDb): SeenIds {
  const seen = new Seen(db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM event').pluck().get() ?? 0);
  const rows = db.prepare<[], [number, Buffer]>('SELECT first_event, hashes FROM vendor_seen ORDER BY first_event').raw();
  for (const [first, hashes] of rows.iterate()) {
    for (let place = 0; place * 4 < hashes.length; place += 1) {
      const hash = hashes.readUInt32LE(place * 4);
      if (hash !== 0) seen.add(hash, first + place);
    }
  }
  return seen;
}

/** An open hash table with linear probing, never more than two thirds full. */
class Seen implements SeenIds {
  private hashes: Uint32Array;
  private events: Uint32Array;
  private size = 0;

  constructor(expected: number) {
    let slots = 1 << 16;
    while (slots * 2 < expected * 3) slots *= 2;
    this.hashes = new Uint32Array(slots);
    this.events = new Uint32Array(slots);
  }

  find(hash: number, same: (event: number) => boolean): number {
    const { hashes, events } = this;
    const mask = hashes.length - 1;
    for (let at = hash & mask; hashes[at] !== 0; at = (at + 1) & mask) {
      if (hashes[at] === hash && same(events[at]!)) return events[at]!;
    }
    return 0;
  }

  add(hash: number, event: number): void {
    if ((this.size + 1) * 3 > this.hashes.length * 2) this.grow();
    this.put(hash, event);
    this.size += 1;
  }

  private put(hash: number, event: number): void {
    const mask = this.hashes.length - 1;
    let at = hash & mask;
    while (this.hashes[at] !== 0) at = (at + 1) & mask;
    this.hashes[at] = hash;
    this.events[at] = event;
  }

  private grow(): void {
    const { hashes, events } = this;
    this.hashes = new Uint32Array(hashes.length * 2);
    this.events = new Uint32Array(hashes.length * 2);
    for (let at = 0; at < hashes.length; at += 1) if (hashes[at] !== 0) this.put(hashes[at]!, events[at]!);
  }
}
