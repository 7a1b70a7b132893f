import type { ReadDb } from './db.ts';

interface Remembered {
  readonly state: string;
  readonly values: Map<string, unknown>;
}

const remembered = new WeakMap<ReadDb, Remembered>();

/** How many results one connection keeps. */
const kept = 64;

/**
 * Works a result out once for as long as the database stays as it is: what another connection commits, or this one
 * changes, makes everything be worked out again.
 */
export function remember<T>(db: ReadDb, name: string, work: () => T): T {
  const state = `${db.pragma('data_version', { simple: true })}/${db.prepare<[], number>('SELECT total_changes()').pluck().get()}`;
  let memory = remembered.get(db);
  if (memory?.state !== state) {
    memory = { state, values: new Map() };
    remembered.set(db, memory);
  }
  if (memory.values.has(name)) return memory.values.get(name) as T;
  const value = work();
  if (memory.values.size >= kept) memory.values.delete(memory.values.keys().next().value ?? '');
  memory.values.set(name, value);
  return value;
}
