import type { CredentialKind, IdentityKind, Lifetime } from '../../../shared/model.ts';
import type { ReadDb } from './db.ts';

/** An identity as it is stored. */
export interface IdentityRow {
  readonly id: number;
  readonly key: string;
  readonly kind: IdentityKind;
  readonly provider: string;
  readonly realm: string;
  readonly name: string;
  readonly display: string;
}

/** A credential as it is stored. */
export interface CredentialRow {
  readonly id: number;
  readonly key: string;
  readonly kind: CredentialKind;
  readonly display: string;
  readonly lifetime: Lifetime;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A resource as it is stored. */
export interface ResourceRow {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly display: string;
}

/** A list of ids as the one parameter that `json_each` reads. */
export function idList(ids: Iterable<number>): string {
  return JSON.stringify([...ids]);
}

/** Identities by id; ids the case does not know are left out. */
export function identitiesById(db: ReadDb, ids: Iterable<number>): Map<number, IdentityRow> {
  const rows = db
    .prepare<[string], IdentityRow>(
      'SELECT id, key, kind, provider, realm, name, display FROM identity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key',
    )
    .all(idList(ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Credentials by id; ids the case does not know are left out. */
export function credentialsById(db: ReadDb, ids: Iterable<number>): Map<number, CredentialRow> {
  const rows = db
    .prepare<[string], Omit<CredentialRow, 'attributes'> & { attributes: string }>(
      'SELECT id, key, kind, display, lifetime, attributes FROM credential WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key',
    )
    .all(idList(ids));
  return new Map(rows.map((row) => [row.id, { ...row, attributes: JSON.parse(row.attributes) as Record<string, string> }]));
}

/** Resources by id; ids the case does not know are left out. */
export function resourcesById(db: ReadDb, ids: Iterable<number>): Map<number, ResourceRow> {
  const rows = db
    .prepare<[string], ResourceRow>('SELECT id, key, kind, display FROM resource WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key')
    .all(idList(ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Ids of the identities with these keys. */
export function identityIds(db: ReadDb, keys: readonly string[]): number[] {
  return db.prepare<[string], number>('SELECT id FROM identity WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key').pluck().all(JSON.stringify(keys));
}

/** Ids of the credentials with these keys. */
export function credentialIds(db: ReadDb, keys: readonly string[]): number[] {
  return db.prepare<[string], number>('SELECT id FROM credential WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key').pluck().all(JSON.stringify(keys));
}
