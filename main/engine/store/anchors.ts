import type { ReadDb, WriteDb } from './db.ts';

/** A point of the custody log that is known outside the case. */
export interface Anchor {
  readonly seq: number;
  readonly at: number;
  /** What carries it: "bundle R_B001". */
  readonly what: string;
  /** Digest of what carries it, hexadecimal. */
  readonly digest: string;
}

/** How much of the log rests on this case alone. */
export interface CustodyStanding {
  readonly entries: number;
  /** Entries that no outside anchor vouches for. */
  readonly sinceAnchor: number;
  readonly anchorAt: number | null;
  readonly anchorWhat: string | null;
}

/** Keeps an anchor; called inside the transaction of the act that made it. */
export function addAnchor(db: WriteDb, anchor: Anchor): void {
  db.prepare('INSERT INTO anchor (seq, at, what, digest) VALUES (?, ?, ?, ?)').run(anchor.seq, anchor.at, anchor.what, anchor.digest);
}

/** Anchors in order. */
export function listAnchors(db: ReadDb): Anchor[] {
  return db.prepare<[], Anchor>('SELECT seq, at, what, digest FROM anchor ORDER BY seq').all();
}

/** Entries of the log, and how many came after the last outside anchor. */
export function custodyStanding(db: ReadDb): CustodyStanding {
  const entries = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM custody').pluck().get() ?? 0;
  const last = listAnchors(db).at(-1);
  return { entries, sinceAnchor: entries - (last?.seq ?? 0), anchorAt: last?.at ?? null, anchorWhat: last?.what ?? null };
}
