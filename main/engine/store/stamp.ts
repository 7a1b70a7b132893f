import type { Micros } from '../../../shared/time.ts';
import type { Surroundings } from '../context.ts';
import type { CustodyAct } from './custody.ts';
import type { ReadDb } from './db.ts';
import { requireSetting } from './settings.ts';

/** Who does something to the case, when, and the salt of the custody entry that says so. */
export interface Stamp {
  readonly at: Micros;
  readonly actor: string;
  readonly salt: Uint8Array;
}

/** A stamp of this moment by the case's examiner. */
export function stampNow(around: Pick<Surroundings, 'now' | 'random'>, db: ReadDb): Stamp {
  return { at: around.now(), actor: requireSetting(db, 'examiner'), salt: around.random(16) };
}

/** The custody entry of one stamped act. */
export function stamped(stamp: Stamp, action: CustodyAct['action'], body: CustodyAct['body']): CustodyAct {
  return { ...stamp, action, body };
}
