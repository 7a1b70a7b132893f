import type { HoldingBasis } from '../../../shared/model.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import { idList } from './graph-names.ts';

/** Where in the originals a row was read. */
export interface Place {
  readonly item: number;
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** A credential minted by another credential or by an identity. */
export interface DerivationRow extends Place {
  readonly method: string;
  readonly at: Micros;
  readonly parentIdentity: number | null;
  readonly parentCredential: number | null;
  readonly child: number;
  readonly childIdentity: number | null;
  readonly event: number | null;
}

/** An identity that held, or could read, a credential. */
export interface HoldingRow {
  readonly identity: number;
  readonly credential: number;
  readonly basis: HoldingBasis;
  readonly via: number | null;
  readonly from: Micros | null;
  readonly to: Micros | null;
  readonly event: number | null;
  readonly rationale: string;
  readonly author: string;
}

const derivationColumns = `d.method, d.at, d.parent_identity_id AS parentIdentity, d.parent_credential_id AS parentCredential,
  d.child_credential_id AS child, d.child_identity_id AS childIdentity, d.event_id AS event,
  d.item_id AS item, d.record_index AS "index", d.byte_offset AS "offset", d.byte_length AS length`;
const derivationOrder = "ORDER BY d.at, child.key, d.method, coalesce(parent.key, ''), d.item_id, d.byte_offset";
const derivationTables =
  'derivation d JOIN credential child ON child.id = d.child_credential_id LEFT JOIN credential parent ON parent.id = d.parent_credential_id';

/** What these credentials minted, in order of time. */
export function derivationsByCredentials(db: ReadDb, credentials: Iterable<number>): DerivationRow[] {
  return db
    .prepare<[string], DerivationRow>(
      `SELECT ${derivationColumns} FROM ${derivationTables} WHERE d.parent_credential_id IN (SELECT value FROM json_each(?)) ${derivationOrder}`,
    )
    .all(idList(credentials));
}

/** What these identities minted, in order of time. */
export function derivationsByIdentities(db: ReadDb, identities: Iterable<number>): DerivationRow[] {
  return db
    .prepare<[string], DerivationRow>(
      `SELECT ${derivationColumns} FROM ${derivationTables} WHERE d.parent_identity_id IN (SELECT value FROM json_each(?)) ${derivationOrder}`,
    )
    .all(idList(identities));
}

/** How these credentials were minted, in order of time. */
export function derivationsOf(db: ReadDb, credentials: Iterable<number>): DerivationRow[] {
  return db
    .prepare<[string], DerivationRow>(
      `SELECT ${derivationColumns} FROM ${derivationTables} WHERE d.child_credential_id IN (SELECT value FROM json_each(?)) ${derivationOrder}`,
    )
    .all(idList(credentials));
}

const holdingColumns = `h.identity_id AS identity, h.credential_id AS credential, h.basis, h.via_credential_id AS via,
  h.from_at AS "from", h.to_at AS "to", h.event_id AS event, h.rationale, h.author`;
const holdingOrder = 'ORDER BY c.key, i.key, h.basis, coalesce(h.from_at, 0), h.rationale';
const holdingTables = 'holding h JOIN credential c ON c.id = h.credential_id JOIN identity i ON i.id = h.identity_id';

/** What these identities held. */
export function holdingsByIdentities(db: ReadDb, identities: Iterable<number>): HoldingRow[] {
  return db
    .prepare<[string], HoldingRow>(`SELECT ${holdingColumns} FROM ${holdingTables} WHERE h.identity_id IN (SELECT value FROM json_each(?)) ${holdingOrder}`)
    .all(idList(identities));
}

/** What was issued to, or readable by, whoever used these credentials. */
export function holdingsVia(db: ReadDb, credentials: Iterable<number>): HoldingRow[] {
  return db
    .prepare<[string], HoldingRow>(
      `SELECT ${holdingColumns} FROM ${holdingTables} WHERE h.basis IN ('issued', 'exposed', 'asserted') AND h.via_credential_id IN (SELECT value FROM json_each(?)) ${holdingOrder}`,
    )
    .all(idList(credentials));
}

/** Who held these credentials, and why that is said. */
export function holdingsOf(db: ReadDb, credentials: Iterable<number>): HoldingRow[] {
  return db
    .prepare<[string], HoldingRow>(`SELECT ${holdingColumns} FROM ${holdingTables} WHERE h.credential_id IN (SELECT value FROM json_each(?)) ${holdingOrder}`)
    .all(idList(credentials));
}
