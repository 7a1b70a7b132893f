import type { WriteDb } from './db.ts';
import type { BatchFact } from './ingest-batch.ts';

/** Ids in the database of the names of a batch, by their place in it. */
export interface BatchIds {
  readonly identities: readonly number[];
  readonly credentials: readonly number[];
}

/** Writes facts. A fact of an event that was known before is written only where it says something new. */
export function openFacts(
  db: WriteDb,
): (itemId: number, fact: BatchFact, ids: BatchIds, event: { readonly id: number; readonly duplicate: boolean } | null) => void {
  const place = 'event_id, item_id, record_index, byte_offset, byte_length';
  const table = (name: string, columns: readonly string[]) => ({
    add: db.prepare(`INSERT INTO ${name} (${columns.join(', ')}, ${place}) VALUES (${columns.map(() => '?').join(', ')}, ?, ?, ?, ?, ?)`),
    find: db.prepare(`SELECT 1 FROM ${name} WHERE ${columns.map((column) => `${column} IS ?`).join(' AND ')} AND event_id IS ?`),
  });
  const tables = {
    credential: table('credential_fact', ['credential_id', 'what', 'at', 'detail']),
    holding: table('holding', ['identity_id', 'credential_id', 'basis', 'via_credential_id', 'from_at']),
    derivation: table('derivation', ['child_credential_id', 'method', 'at', 'parent_identity_id', 'parent_credential_id', 'child_identity_id']),
    session_revocation: table('session_revocation', ['identity_id', 'issued_before', 'at']),
  };
  return (itemId, fact, ids, event) => {
    if (fact.fact === 'identity') return;
    const values = valuesOf(fact, ids);
    const { add, find } = tables[fact.fact];
    if (event?.duplicate && find.get(...values, event.id)) return;
    add.run(...values, event?.id ?? null, itemId, fact.index, fact.offset, fact.length);
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
