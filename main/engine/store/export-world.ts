import { planes } from '../../../shared/model.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import { sortedWithin } from './export-order.ts';
import { placeOf, type PlaceColumns } from './export-place.ts';

/** One line of a records file. */
export type Line = Readonly<Record<string, unknown>>;

type Row = Record<string, string | number | null>;

const time = (value: unknown) => (typeof value === 'number' ? formatIso(value as Micros) : null);
const object = (value: unknown) => JSON.parse(String(value)) as unknown;
const place = (row: Row) => (row['sha256'] === null ? null : placeOf(row as unknown as PlaceColumns));
const placeColumns = 'o.sha256, item.member, x.record_index, x.byte_offset, x.byte_length';
const placeJoin = 'LEFT JOIN item ON item.id = x.item_id LEFT JOIN original o ON o.id = item.original_id';
const placeOrder = 'o.sha256, item.member, x.byte_offset, x.record_index';

/** Identities, by key. */
export function* exportIdentities(db: ReadDb): Generator<Line> {
  for (const row of rows(db, 'SELECT key, kind, provider, realm, name, display, attributes FROM identity ORDER BY key')) {
    yield { ...row, attributes: object(row['attributes']) };
  }
}

/** Credentials, by key: an identifier that is no secret, or a fingerprint. */
export function* exportCredentials(db: ReadDb): Generator<Line> {
  for (const row of rows(db, 'SELECT key, kind, display, lifetime, attributes FROM credential ORDER BY key')) {
    yield { ...row, attributes: object(row['attributes']) };
  }
}

/** What records say about the life of credentials. */
export function* exportCredentialFacts(db: ReadDb): Generator<Line> {
  const sql = `SELECT c.key AS credential, x.what, x.at, x.detail, ${placeColumns} FROM credential c
    CROSS JOIN credential_fact x ON x.credential_id = c.id ${placeJoin} ORDER BY c.key`;
  const lines = map(rows(db, sql), (row) => ({
    credential: row['credential'],
    what: row['what'],
    at: time(row['at']),
    detail: row['detail'],
    record: place(row),
  }));
  yield* sortedWithin(lines, (line) => line.credential);
}

/** Resources, by key. */
export function* exportResources(db: ReadDb): Generator<Line> {
  yield* rows(db, 'SELECT key, kind, display FROM resource ORDER BY key');
}

/** Who held which credential, and on what basis this is said. */
export function* exportHoldings(db: ReadDb): Generator<Line> {
  const sql = `SELECT i.key AS identity, c.key AS credential, x.basis, via.key AS via, x.from_at, x.to_at, x.rationale, x.author, x.entered_at, ${placeColumns}
    FROM holding x JOIN identity i ON i.id = x.identity_id JOIN credential c ON c.id = x.credential_id LEFT JOIN credential via ON via.id = x.via_credential_id
    ${placeJoin} ORDER BY i.key, c.key, x.basis, x.from_at, via.key, ${placeOrder}, x.entered_at, x.rationale`;
  for (const row of rows(db, sql)) {
    const { identity, credential, basis, via, rationale, author } = row;
    yield {
      identity,
      credential,
      basis,
      via,
      from: time(row['from_at']),
      to: time(row['to_at']),
      rationale,
      author,
      entered: time(row['entered_at']),
      record: place(row),
    };
  }
}

/** What was minted from what. */
export function* exportDerivations(db: ReadDb): Generator<Line> {
  const sql = `SELECT x.at, x.method, pi.key AS parent_identity, pc.key AS parent_credential, cc.key AS child_credential, ci.key AS child_identity, ${placeColumns}
    FROM derivation x JOIN credential cc ON cc.id = x.child_credential_id LEFT JOIN identity pi ON pi.id = x.parent_identity_id
    LEFT JOIN credential pc ON pc.id = x.parent_credential_id LEFT JOIN identity ci ON ci.id = x.child_identity_id
    ${placeJoin} ORDER BY x.at, cc.key, x.method, pc.key, pi.key, ${placeOrder}`;
  for (const row of rows(db, sql)) {
    yield {
      at: time(row['at']),
      method: row['method'],
      parentIdentity: row['parent_identity'],
      parentCredential: row['parent_credential'],
      childCredential: row['child_credential'],
      childIdentity: row['child_identity'],
      record: place(row),
    };
  }
}

/** Rules by which every session of an identity issued before a moment is dead from another on. */
export function* exportSessionRevocations(db: ReadDb): Generator<Line> {
  const sql = `SELECT i.key AS identity, x.issued_before, x.at, ${placeColumns} FROM session_revocation x JOIN identity i ON i.id = x.identity_id
    ${placeJoin} ORDER BY x.at, i.key, x.issued_before, ${placeOrder}`;
  for (const row of rows(db, sql)) yield { identity: row['identity'], issuedBefore: time(row['issued_before']), at: time(row['at']), record: place(row) };
}

/** Which identity, by which credential, touched which resource by which action: events per rung, first and last. */
export function* exportTouches(db: ReadDb): Generator<Line> {
  const sql = `SELECT i.key AS identity, c.key AS credential, t.plane, r.key AS resource, a.text AS action, t.unknown, t.rejected, t.denied, t.failed, t.succeeded, t.first_at, t.last_at
    FROM identity i CROSS JOIN touch t ON t.identity_id = i.id JOIN term a ON a.id = t.action_id
    LEFT JOIN credential c ON c.id = t.credential_id LEFT JOIN resource r ON r.id = t.resource_id ORDER BY i.key`;
  const lines = map(rows(db, sql), ({ identity, credential, plane, resource, action, first_at: first, last_at: last, ...counts }) => {
    return { identity, credential, plane: planes[Number(plane)], resource, action, ...counts, first: time(first), last: time(last) };
  });
  yield* sortedWithin(lines, (line) => line.identity);
}

/** Records that gave nothing (`lost`), and remarks on records that were read all the same. */
export function* exportSkipped(db: ReadDb): Generator<Line> {
  const sql = `SELECT x.lost, x.code, x.message, ${placeColumns} FROM skipped x ${placeJoin} ORDER BY ${placeOrder}, x.code, x.message`;
  for (const row of rows(db, sql)) yield { record: place(row), lost: row['lost'] === 1, code: row['code'], message: row['message'] };
}

function* map<A, B>(values: Iterable<A>, change: (value: A) => B): Generator<B> {
  for (const value of values) yield change(value);
}

function* rows(db: ReadDb, sql: string): Generator<Row> {
  yield* db.prepare<[], Row>(sql).iterate();
}
