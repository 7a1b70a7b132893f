import type { WriteDb } from './db.ts';
import { asProblem } from './failures.ts';

/** Does an act and writes its custody entry, both or neither; a full disk or a lost medium comes out as a problem. */
export function commit<T>(db: WriteDb, act: () => T): T {
  try {
    return db.transaction(act).immediate();
  } catch (error) {
    throw asProblem(error);
  }
}
