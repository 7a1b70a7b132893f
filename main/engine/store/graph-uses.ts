import { planes, type Plane } from '../../../shared/model.ts';
import type { Rung, RungCounts } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import type { Where } from './filter-sql.ts';
import { idList } from './graph-names.ts';

/** Events of one identity, credential, plane, realm, action and rung together. */
export interface UseRow {
  readonly identity: number;
  readonly credential: number | null;
  readonly plane: Plane;
  readonly realm: string;
  readonly action: string;
  readonly rung: Rung;
  readonly events: number;
  readonly first: Micros;
  readonly last: Micros;
}

/** The events that match, counted by who, with what, on which plane, where, doing what and how far. */
export function useRows(db: ReadDb, where: Where): UseRow[] {
  const sql = `SELECT u.identity_id AS identity, u.credential_id AS credential, u.plane, realm.text AS realm, action.text AS action, u.rung, u.events, u.first, u.last
    FROM (SELECT e.identity_id, e.credential_id, e.plane, e.realm_id, e.action_id, e.rung, count(*) AS events, min(e.at) AS first, max(e.at) AS last
          FROM event e WHERE ${where.sql} GROUP BY 1, 2, 3, 4, 5, 6) u
    JOIN term realm ON realm.id = u.realm_id JOIN term action ON action.id = u.action_id
    JOIN identity i ON i.id = u.identity_id LEFT JOIN credential c ON c.id = u.credential_id
    ORDER BY i.key, coalesce(c.key, ''), u.plane, realm.text, action.text, u.rung`;
  return db
    .prepare<unknown[], Omit<UseRow, 'plane'> & { plane: number }>(sql)
    .all(...where.params)
    .map((row) => ({ ...row, plane: planeAt(row.plane) }));
}

/** Events that touched one resource with one credential on one plane. */
export interface TouchRow {
  readonly credential: number | null;
  readonly plane: Plane;
  readonly resource: number;
  readonly counts: RungCounts;
  readonly first: Micros;
  readonly last: Micros;
}

/** The events that match, counted under each of their resources; an event with three resources stands in three rows. */
export function touchRows(db: ReadDb, where: Where): TouchRow[] {
  const sql = `WITH chosen AS (SELECT e.id, e.credential_id, e.plane, e.resource_id, e.resource_count, e.rung, e.at FROM event e WHERE ${where.sql})
    SELECT t.credential_id, t.plane, t.resource_id, sum(t.rung = 0), sum(t.rung = 1), sum(t.rung = 2), sum(t.rung = 3), sum(t.rung = 4), min(t.at), max(t.at)
    FROM (
      SELECT credential_id, plane, resource_id, rung, at FROM chosen WHERE resource_id IS NOT NULL
      UNION ALL
      SELECT chosen.credential_id, chosen.plane, more.resource_id, chosen.rung, chosen.at
      FROM chosen JOIN (SELECT DISTINCT event_id, resource_id FROM event_resource) more ON more.event_id = chosen.id
      WHERE chosen.resource_count > 1 AND more.resource_id IS NOT chosen.resource_id
    ) t JOIN resource r ON r.id = t.resource_id LEFT JOIN credential c ON c.id = t.credential_id
    GROUP BY t.credential_id, t.plane, t.resource_id ORDER BY r.key, t.plane, coalesce(c.key, '')`;
  type Row = [number | null, number, number, number, number, number, number, number, Micros, Micros];
  return db
    .prepare<unknown[], Row>(sql)
    .raw()
    .all(...where.params)
    .map(([credential, plane, resource, unknown, rejected, denied, failed, succeeded, first, last]) => ({
      credential,
      plane: planeAt(plane),
      resource,
      counts: [unknown, rejected, denied, failed, succeeded],
      first,
      last,
    }));
}

/** One event, as it is quoted. */
export interface QuotedEvent {
  readonly at: Micros;
  readonly action: string;
}

/** The first and the last event that match; null when none does. */
export function endsOf(db: ReadDb, where: Where): { readonly first: QuotedEvent; readonly last: QuotedEvent } | null {
  const one = (direction: 'ASC' | 'DESC'): QuotedEvent | undefined =>
    db
      .prepare<unknown[], QuotedEvent>(
        `SELECT e.at, action.text AS action FROM event e JOIN term action ON action.id = e.action_id WHERE ${where.sql} ORDER BY e.at ${direction}, action.text ${direction} LIMIT 1`,
      )
      .get(...where.params);
  const [first, last] = [one('ASC'), one('DESC')];
  return first && last ? { first, last } : null;
}

/** Events from one address, or from a service that names none. */
export interface AddressRow {
  readonly ip: string;
  readonly counts: RungCounts;
  readonly first: Micros;
  readonly last: Micros;
  /** Whether any event of the case before `before` came from it. */
  readonly known: boolean;
}

/** The events that match, by network address, and whether each address occurs in the case before a moment. */
export function addressRows(db: ReadDb, where: Where, before: Micros): AddressRow[] {
  const sql = `SELECT e.ip_id, ip.text, sum(e.rung = 0), sum(e.rung = 1), sum(e.rung = 2), sum(e.rung = 3), sum(e.rung = 4), min(e.at), max(e.at)
    FROM event e JOIN term ip ON ip.id = e.ip_id WHERE ${where.sql} GROUP BY e.ip_id ORDER BY min(e.at), ip.text`;
  type Row = [number, string, number, number, number, number, number, Micros, Micros];
  const rows = db
    .prepare<unknown[], Row>(sql)
    .raw()
    .all(...where.params);
  const known = new Set(
    db
      .prepare<[number, string], number>('SELECT DISTINCT ip_id FROM event WHERE at < ? AND ip_id IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(before, idList(rows.map(([id]) => id))),
  );
  return rows.map(([id, ip, unknown, rejected, denied, failed, succeeded, first, last]) => ({
    ip,
    counts: [unknown, rejected, denied, failed, succeeded],
    first,
    last,
    known: known.has(id),
  }));
}

/** Sessions in use by these identities in a stretch of time whose minting no record shows. */
export function sessionsWithoutOrigin(db: ReadDb, identities: Iterable<number>, from: Micros, to: Micros): number[] {
  return db
    .prepare<[string, number, number], number>(
      `SELECT DISTINCT c.id FROM event e JOIN credential c ON c.id = e.credential_id
       WHERE e.identity_id IN (SELECT value FROM json_each(?)) AND e.at >= ? AND e.at < ? AND c.kind = 'session'
         AND NOT EXISTS (SELECT 1 FROM derivation d WHERE d.child_credential_id = c.id)
       ORDER BY c.key`,
    )
    .pluck()
    .all(idList(identities), from, to);
}

function planeAt(place: number): Plane {
  const plane = planes[place];
  if (plane === undefined) throw new Error(`an event stands on plane ${place}, which does not exist`);
  return plane;
}
