import type { ChangedTopic } from '../../../shared/rpc/wire.ts';
import type { Context } from '../context.ts';
import type { WriteDb } from '../store/db.ts';
import { stampNow, type Stamp } from '../store/stamp.ts';
import { takeTurn } from '../store/write-turn.ts';

/** Does something to the open case in the examiner's name, when its turn to write has come, and tells who looks at it what changed. */
export async function act<T>(context: Context, topics: readonly ChangedTopic[], change: (db: WriteDb, stamp: Stamp) => T): Promise<T> {
  const handle = context.openCase();
  const result = await takeTurn(handle.write, () => change(handle.write, stampNow(context.around, handle.read)));
  for (const topic of [...topics, 'custody'] as const) context.changed(topic);
  return result;
}
