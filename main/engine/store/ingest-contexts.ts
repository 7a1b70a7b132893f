import { hash } from 'node:crypto';
import type { WriteDb } from './db.ts';

/** Contexts kept in memory; beyond this the oldest half is asked of the database again. */
const remembered = 20_000;

/** The table of contexts: each text once, found by a digest and compared whole. */
export interface Contexts {
  id(text: string): number;
  /** Nothing in memory is true any more: a transaction was undone. */
  forget(): void;
}

export function openContexts(db: WriteDb): Contexts {
  const find = db.prepare<[Buffer], { id: number; text: string }>('SELECT id, text FROM context WHERE digest = ?');
  const add = db.prepare<[Buffer, string]>('INSERT INTO context (digest, text) VALUES (?, ?)');
  const known = new Map<string, number>();
  return {
    id(text) {
      const have = known.get(text);
      if (have !== undefined) return have;
      const digest = hash('sha256', text, 'buffer').subarray(0, 16);
      const id = find.all(digest).find((row) => row.text === text)?.id ?? Number(add.run(digest, text).lastInsertRowid);
      if (known.size >= remembered) for (const old of [...known.keys()].slice(0, remembered / 2)) known.delete(old);
      known.set(text, id);
      return id;
    },
    forget: () => known.clear(),
  };
}
