import type { WriteDb } from './db.ts';
import { asProblem } from './failures.ts';

/**
 * Does an act and writes its custody entry, both or neither; a full disk or a lost medium comes out as a problem. Refused
 * inside another transaction, whose end would decide over this act as well: take a turn first (`takeTurn`).
 */
export function commit<T>(db: WriteDb, act: () => T): T {
  if (db.inTransaction) throw new Error('an act was begun inside the transaction of another one');
  try {
    return db.transaction(act).immediate();
  } catch (error) {
    throw asProblem(error);
  }
}
