import type { WriteDb } from './db.ts';
import type { BatchFact } from './ingest-batch.ts';
import { comesBefore, type FirstPlace, type StreamPlace } from './ingest-place.ts';

/** Ids in the database of the names of a batch, by their place in it. */
export interface BatchIds {
  readonly identities: readonly number[];
  readonly credentials: readonly number[];
}

export interface Facts {
  /** `event` is the event of the same record, or null for an inventory. */
  add(stream: StreamPlace, fact: BatchFact, ids: BatchIds, event: number | null): void;
  /** Nothing in memory is true any more: a transaction was undone. */
  forget(): void;
}

/** Facts whose first place is kept in memory. */
const remembered = 200_000;

/**
 * Writes facts. Every call of a session says again when it was issued: what events say alike is one fact, shown at the record
 * that comes first by digest and offset, not by who was imported first. Inventories are each kept.
 */
export function openFacts(db: WriteDb): Facts {
  const where = 'event_id, item_id, record_index, byte_offset, byte_length';
  const table = (name: string, columns: readonly string[]) => ({
    name,
    add: db.prepare(`INSERT INTO ${name} (${columns.join(', ')}, ${where}) VALUES (${columns.map(() => '?').join(', ')}, ?, ?, ?, ?, ?)`),
    find: db.prepare<unknown[], FirstPlace & { readonly id: number }>(
      `SELECT x.id, o.sha256, i.member, x.byte_offset FROM ${name} x JOIN item i ON i.id = x.item_id JOIN original o ON o.id = i.original_id
       WHERE ${columns.map((column) => `x.${column} IS ?`).join(' AND ')} AND x.event_id IS NOT NULL`,
    ),
    move: db.prepare(`UPDATE ${name} SET event_id = ?, item_id = ?, record_index = ?, byte_offset = ?, byte_length = ? WHERE id = ?`),
  });
  const tables = {
    credential: table('credential_fact', ['credential_id', 'what', 'at', 'detail']),
    holding: table('holding', ['identity_id', 'credential_id', 'basis', 'via_credential_id', 'from_at']),
    derivation: table('derivation', ['child_credential_id', 'method', 'at', 'parent_identity_id', 'parent_credential_id', 'child_identity_id']),
    session_revocation: table('session_revocation', ['identity_id', 'issued_before', 'at']),
  };
  const known = new Map<string, FirstPlace>();
  return {
    add(stream, fact, ids, event) {
      if (fact.fact === 'identity') return;
      const values = valuesOf(fact, ids);
      const { name, add, find, move } = tables[fact.fact];
      const place = [event, stream.itemId, fact.index, fact.offset, fact.length];
      if (event === null) {
        add.run(...values, ...place);
        return;
      }
      const here: FirstPlace = { sha256: stream.sha256, member: stream.member, byte_offset: fact.offset };
      const key = `${name} ${JSON.stringify(values)}`;
      const seen = known.get(key);
      if (seen && !comesBefore(here, seen)) return;
      const stored = find.get(...values);
      if (!stored) add.run(...values, ...place);
      else if (comesBefore(here, stored)) move.run(...place, stored.id);
      if (known.size >= remembered) known.clear();
      known.set(key, stored && !comesBefore(here, stored) ? stored : here);
    },
    forget: () => known.clear(),
  };
}

function valuesOf(fact: Exclude<BatchFact, { fact: 'identity' }>, ids: BatchIds): readonly (number | string | null)[] {
  const identity = (place: number): number | null => (place < 0 ? null : ids.identities[place]!);
  const credential = (place: number): number | null => (place < 0 ? null : ids.credentials[place]!);
  switch (fact.fact) {
    case 'credential':
      return [credential(fact.credential), fact.what, fact.at, fact.detail];
    case 'holding':
      return [identity(fact.identity), credential(fact.credential), fact.basis, credential(fact.via), fact.from];
    case 'derivation':
      return [credential(fact.child), fact.method, fact.at, identity(fact.parentIdentity), credential(fact.parentCredential), identity(fact.childIdentity)];
    case 'session_revocation':
      return [identity(fact.identity), fact.issuedBefore, fact.at];
  }
}
