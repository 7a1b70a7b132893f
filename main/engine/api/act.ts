import type { ChangedTopic } from '../../../shared/rpc/wire.ts';
import type { Context } from '../context.ts';
import type { WriteDb } from '../store/db.ts';
import { stampNow, type Stamp } from '../store/stamp.ts';

/** Does something to the open case in the examiner's name, and tells who looks at it what changed. */
export function act<T>(context: Context, topics: readonly ChangedTopic[], change: (db: WriteDb, stamp: Stamp) => T): T {
  const handle = context.openCase();
  const result = change(handle.write, stampNow(context.around, handle.read));
  for (const topic of [...topics, 'custody'] as const) context.changed(topic);
  return result;
}
