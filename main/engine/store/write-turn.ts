import type { CaseHandle } from './case-handle.ts';
import type { WriteDb } from './db.ts';

const turns = new WeakMap<WriteDb | CaseHandle, Promise<void>>();

/**
 * Waits for the one turn to write, and keeps it while `work` runs. An import holds a transaction open across waits; without
 * turns, whatever else writes meanwhile would be undone with it. The turns of a case as a whole are those of its imports.
 */
export async function takeTurn<T>(of: WriteDb | CaseHandle, work: () => T | Promise<T>): Promise<T> {
  const before = turns.get(of) ?? Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  turns.set(of, promise);
  await before;
  try {
    return await work();
  } finally {
    resolve();
  }
}
