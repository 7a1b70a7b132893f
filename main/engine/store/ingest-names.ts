import type { Statement } from 'better-sqlite3';
import { canonicalJson } from '../../../shared/canonical.ts';
import type { WriteDb } from './db.ts';
import type { NamedCredential, NamedIdentity, NamedResource } from './ingest-batch.ts';
import { mergeCredential, mergeIdentity, mergeResource } from './ingest-merge.ts';

/** Names kept in memory; beyond this the oldest half is asked of the database again. */
const remembered = 400_000;

/** A table of things known by a key: found or added, and brought up to date where a new description says more. */
interface Names<T> {
  id(thing: T): number;
  /** Nothing in memory is true any more: a transaction was undone. */
  forget(): void;
}

export interface Dictionary {
  readonly term: Names<string>;
  readonly identity: Names<NamedIdentity>;
  readonly credential: Names<NamedCredential>;
  readonly resource: Names<NamedResource>;
}

export function openDictionary(db: WriteDb): Dictionary {
  return { term: terms(db), identity: identities(db), credential: credentials(db), resource: resources(db) };
}

function terms(db: WriteDb): Names<string> {
  const find = db.prepare<[string], number>('SELECT id FROM term WHERE text = ?').pluck();
  const add = db.prepare<[string]>('INSERT INTO term (text) VALUES (?)');
  const known = new Map<string, number>();
  return {
    id(text) {
      const have = known.get(text);
      if (have !== undefined) return have;
      const id = find.get(text) ?? Number(add.run(text).lastInsertRowid);
      trim(known);
      known.set(text, id);
      return id;
    },
    forget: () => known.clear(),
  };
}

/** `known` is what the database says now; a merge that changes nothing gives the very same object back. */
function merged<T extends { readonly key: string }>(
  find: (key: string) => { id: number; thing: T } | undefined,
  add: (thing: T) => number,
  change: (id: number, thing: T) => void,
  merge: (a: T, b: T) => T,
): Names<T> {
  const known = new Map<string, { readonly id: number; thing: T }>();
  return {
    id(thing) {
      let have = known.get(thing.key);
      if (!have) {
        have = find(thing.key) ?? { id: add(thing), thing };
        trim(known);
        known.set(thing.key, have);
      }
      const next = merge(have.thing, thing);
      if (next !== have.thing) {
        change(have.id, next);
        have.thing = next;
      }
      return have.id;
    },
    forget: () => known.clear(),
  };
}

function trim(known: Map<string, unknown>): void {
  if (known.size < remembered) return;
  for (const key of known.keys()) {
    known.delete(key);
    if (known.size <= remembered / 2) return;
  }
}

function identities(db: WriteDb): Names<NamedIdentity> {
  const find = db.prepare<[string], NamedIdentity & { id: number; attributes: string }>(
    'SELECT id, key, kind, provider, realm, name, display, attributes FROM identity WHERE key = ?',
  );
  const add = db.prepare('INSERT INTO identity (key, kind, provider, realm, name, display, attributes) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const change = db.prepare('UPDATE identity SET kind = ?, display = ?, attributes = ? WHERE id = ?');
  return merged(
    (key) => stored(find.get(key)),
    (it) => Number(add.run(it.key, it.kind, it.provider, it.realm, it.name, it.display, canonicalJson(it.attributes)).lastInsertRowid),
    (id, it) => once(change, it.kind, it.display, canonicalJson(it.attributes), id),
    mergeIdentity,
  );
}

function credentials(db: WriteDb): Names<NamedCredential> {
  const find = db.prepare<[string], NamedCredential & { id: number; attributes: string }>(
    'SELECT id, key, kind, display, lifetime, attributes FROM credential WHERE key = ?',
  );
  const add = db.prepare('INSERT INTO credential (key, kind, display, lifetime, attributes) VALUES (?, ?, ?, ?, ?)');
  const change = db.prepare('UPDATE credential SET display = ?, lifetime = ?, attributes = ? WHERE id = ?');
  return merged(
    (key) => stored(find.get(key)),
    (it) => Number(add.run(it.key, it.kind, it.display, it.lifetime, canonicalJson(it.attributes)).lastInsertRowid),
    (id, it) => once(change, it.display, it.lifetime, canonicalJson(it.attributes), id),
    mergeCredential,
  );
}

function resources(db: WriteDb): Names<NamedResource> {
  const find = db.prepare<[string], NamedResource & { id: number }>('SELECT id, key, kind, display FROM resource WHERE key = ?');
  const add = db.prepare('INSERT INTO resource (key, kind, display) VALUES (?, ?, ?)');
  const change = db.prepare('UPDATE resource SET kind = ?, display = ? WHERE id = ?');
  return merged(
    (key) => {
      const row = find.get(key);
      return row && { id: row.id, thing: { key: row.key, kind: row.kind, display: row.display } };
    },
    (it) => Number(add.run(it.key, it.kind, it.display).lastInsertRowid),
    (id, it) => once(change, it.kind, it.display, id),
    mergeResource,
  );
}

function stored<T extends { readonly id: number; readonly attributes: string }>(
  row: T | undefined,
): { id: number; thing: Omit<T, 'id' | 'attributes'> & { attributes: Record<string, string> } } | undefined {
  if (!row) return undefined;
  const { id, attributes, ...rest } = row;
  return { id, thing: { ...rest, attributes: JSON.parse(attributes) as Record<string, string> } };
}

function once(statement: Statement, ...values: unknown[]): void {
  const { changes } = statement.run(...values);
  if (changes !== 1) throw new Error(`${changes} rows changed where one was meant`);
}
