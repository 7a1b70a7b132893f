import type { ReadDb } from './db.ts';

interface Memory {
  state: string;
  readonly values: Map<string, unknown>;
}

/** What a result was made from: events and files alone, or anything in the case. */
export type MadeFrom = 'events' | 'anything';

const memories = new WeakMap<ReadDb, Readonly<Record<MadeFrom, Memory>>>();

/** How many results one connection keeps of each kind. */
const kept = 128;

/**
 * Works a result out once for as long as what it was made from stays as it is. A milestone or an assessment makes
 * results about people's work be worked out again, but not those that rest on events alone.
 */
export function remember<T>(db: ReadDb, from: MadeFrom, name: string, work: () => T): T {
  let both = memories.get(db);
  if (!both) memories.set(db, (both = { events: { state: '', values: new Map() }, anything: { state: '', values: new Map() } }));
  const memory = both[from];
  const state = from === 'events' ? eventState(db) : caseState(db);
  if (memory.state !== state) {
    memory.state = state;
    memory.values.clear();
  }
  if (memory.values.has(name)) return memory.values.get(name) as T;
  const value = work();
  if (memory.values.size >= kept) memory.values.delete(memory.values.keys().next().value ?? '');
  memory.values.set(name, value);
  return value;
}

/** Changes with every commit of another connection and every change by this one. */
function caseState(db: ReadDb): string {
  return `${db.pragma('data_version', { simple: true }) as number}/${db.prepare<[], number>('SELECT total_changes()').pluck().get()}`;
}

/** Changes with whatever an import adds or takes back: each of its acts is in the custody log. */
function eventState(db: ReadDb): string {
  const state = db
    .prepare<[], unknown[]>(
      `SELECT (SELECT max(id) FROM event), (SELECT count(*) FROM custody WHERE line LIKE '%"action":"import%'), count(*), sum(records), sum(skipped), sum(duplicates) FROM item`,
    )
    .raw()
    .get();
  return JSON.stringify(state);
}
