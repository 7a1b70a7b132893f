import type { ReadDb } from './db.ts';

/** How many events a bundle would hold. */
export function countAllEvents(db: ReadDb): number {
  return db.prepare<[], number>('SELECT count(*) FROM event').pluck().get() ?? 0;
}
