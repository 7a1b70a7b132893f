import type { WriteDb } from './db.ts';

const turns = new WeakMap<WriteDb, Promise<void>>();

/**
 * Waits for the one turn to write, and keeps it while `work` runs. An import holds a transaction open across waits; without
 * turns, whatever else writes meanwhile would be undone with it.
 */
export async function takeTurn<T>(db: WriteDb, work: () => T | Promise<T>): Promise<T> {
  const before = turns.get(db) ?? Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  turns.set(db, promise);
  await before;
  try {
    return await work();
  } finally {
    resolve();
  }
}
