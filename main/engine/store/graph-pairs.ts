import { planes, type Plane } from '../../../shared/model.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import type { Where } from './filter-sql.ts';
import { idList } from './graph-names.ts';
import { remember } from './remember.ts';

/** Events of one identity with one credential on one plane. */
export interface PairRow {
  readonly identity: number;
  /** Null for events whose record names no credential. */
  readonly credential: number | null;
  readonly plane: Plane;
  readonly counts: RungCounts;
  readonly first: Micros;
  readonly last: Micros;
}

/** The events that match, counted by identity, credential and plane. */
export function pairRows(db: ReadDb, where: Where): PairRow[] {
  const sql = `SELECT e.identity_id, e.credential_id, e.plane, sum(e.rung = 0), sum(e.rung = 1), sum(e.rung = 2), sum(e.rung = 3), sum(e.rung = 4), min(e.at), max(e.at)
    FROM event e WHERE ${where.sql} GROUP BY e.identity_id, e.credential_id, e.plane`;
  type Row = [number, number | null, number, number, number, number, number, number, Micros, Micros];
  return db
    .prepare<unknown[], Row>(sql)
    .raw()
    .all(...where.params)
    .map(([identity, credential, plane, unknown, rejected, denied, failed, succeeded, first, last]) => ({
      identity,
      credential,
      plane: planes[plane] ?? 'management',
      counts: [unknown, rejected, denied, failed, succeeded],
      first,
      last,
    }));
}

/** Events on one plane that touched one resource. */
export interface ResourceUse {
  readonly plane: Plane;
  readonly resource: number;
  readonly counts: RungCounts;
  readonly first: Micros;
  readonly last: Micros;
}

/** The events that match, counted by plane under each of their resources. Where everything matches, read from what was derived at import. */
export function resourceUses(db: ReadDb, where: Where): ResourceUse[] {
  const counted = 'sum(t.rung = 0), sum(t.rung = 1), sum(t.rung = 2), sum(t.rung = 3), sum(t.rung = 4), min(t.at), max(t.at)';
  const sql =
    where.sql === 'TRUE'
      ? `SELECT t.plane, t.resource_id, sum(t.unknown), sum(t.rejected), sum(t.denied), sum(t.failed), sum(t.succeeded), min(t.first_at), max(t.last_at)
         FROM touch t JOIN resource r ON r.id = t.resource_id GROUP BY t.plane, t.resource_id ORDER BY r.key, t.plane`
      : `WITH chosen AS (SELECT e.id, e.plane, e.resource_id, e.resource_count, e.rung, e.at FROM event e WHERE ${where.sql})
         SELECT t.plane, t.resource_id, ${counted} FROM (
           SELECT plane, resource_id, rung, at FROM chosen WHERE resource_id IS NOT NULL
           UNION ALL
           SELECT chosen.plane, more.resource_id, chosen.rung, chosen.at FROM chosen JOIN event_resource more ON more.event_id = chosen.id
           WHERE chosen.resource_count > 1 AND more.resource_id IS NOT chosen.resource_id GROUP BY chosen.id, more.resource_id
         ) t JOIN resource r ON r.id = t.resource_id GROUP BY t.plane, t.resource_id ORDER BY r.key, t.plane`;
  type Row = [number, number, number, number, number, number, number, Micros, Micros];
  return db
    .prepare<unknown[], Row>(sql)
    .raw()
    .all(...where.params)
    .map(([plane, resource, unknown, rejected, denied, failed, succeeded, first, last]) => ({
      plane: planes[plane] ?? 'management',
      resource,
      counts: [unknown, rejected, denied, failed, succeeded],
      first,
      last,
    }));
}

/** Events by plane and group of resources, by `plane group`. An event that touches several resources of a group counts once. */
export function groupUses(db: ReadDb, where: Where, groupOf: ReadonlyMap<number, string>): Map<string, RungCounts> {
  const sql = `SELECT e.plane, e.rung, e.resource_id, CASE WHEN e.resource_count > 1 THEN (SELECT group_concat(r.resource_id) FROM event_resource r WHERE r.event_id = e.id) END
    FROM event e WHERE e.resource_id IS NOT NULL AND (${where.sql})`;
  const found = new Map<string, [number, number, number, number, number]>();
  for (const [plane, rung, first, more] of db
    .prepare<unknown[], [number, 0 | 1 | 2 | 3 | 4, number, string | null]>(sql)
    .raw()
    .iterate(...where.params)) {
    const groups = more === null ? [groupOf.get(first)] : new Set([first, ...more.split(',').map(Number)].map((id) => groupOf.get(id)));
    for (const group of groups) {
      if (group === undefined) continue;
      const name = `${planes[plane] ?? ''} ${group}`;
      const counts = found.get(name) ?? [0, 0, 0, 0, 0];
      counts[rung] += 1;
      found.set(name, counts);
    }
  }
  return found;
}

/** What an event says about itself where it minted a credential. */
export interface MintingEvent {
  readonly id: number;
  readonly at: Micros;
  readonly action: string;
  readonly identity: string;
  readonly credential: string | null;
}

/** Events by id, as far as they name a minting. */
export function mintingEvents(db: ReadDb, ids: Iterable<number>): Map<number, MintingEvent> {
  const rows = db
    .prepare<[string], MintingEvent>(
      `SELECT e.id, e.at, action.text AS action, i.key AS identity, c.key AS credential
       FROM event e JOIN term action ON action.id = e.action_id JOIN identity i ON i.id = e.identity_id LEFT JOIN credential c ON c.id = e.credential_id
       WHERE e.id IN (SELECT value FROM json_each(?))`,
    )
    .all(idList(ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many things, and links between them, the whole case holds: what a picture is measured against. */
export function wholeGraph(db: ReadDb): { readonly nodes: number; readonly edges: number } {
  return remember(db, 'anything', 'whole graph', () => countGraph(db));
}

/** Whether the case holds more identities, credentials and resources than this. */
export function holdsMoreThan(db: ReadDb, things: number): boolean {
  const sql = '(SELECT count(*) FROM identity) + (SELECT count(*) FROM credential) + (SELECT count(*) FROM resource)';
  return (db.prepare<[], number>(`SELECT ${sql}`).pluck().get() ?? 0) > things;
}

function countGraph(db: ReadDb): { readonly nodes: number; readonly edges: number } {
  const row = db
    .prepare<[], { nodes: number; edges: number }>(
      `SELECT (SELECT count(DISTINCT identity_id) FROM touch) + (SELECT count(*) FROM credential) + (SELECT count(DISTINCT plane) FROM touch)
         + (SELECT count(DISTINCT resource_id) FROM touch WHERE resource_id <> 0) AS nodes,
       (SELECT count(*) FROM (SELECT DISTINCT identity_id, credential_id FROM holding h
            WHERE h.basis IN ('exposed', 'asserted') OR NOT EXISTS (SELECT 1 FROM derivation d WHERE d.child_credential_id = h.credential_id)))
         + (SELECT count(*) FROM (SELECT DISTINCT child_credential_id, parent_credential_id FROM derivation))
         + (SELECT count(*) FROM (SELECT DISTINCT credential_id, plane FROM touch)) + (SELECT count(*) FROM (SELECT DISTINCT plane, resource_id FROM touch WHERE resource_id <> 0)) AS edges`,
    )
    .get();
  return row ?? { nodes: 0, edges: 0 };
}

/** What these credentials touched, by resource; `identity` matters where no credential is recorded. */
export interface ReachRow {
  readonly identity: number;
  readonly credential: number;
  readonly plane: Plane;
  readonly resource: string | null;
  readonly succeeded: number;
}

/** Touches of these credentials, and of these identities without a credential. */
export function reachRows(db: ReadDb, credentials: Iterable<number>, identities: Iterable<number>): ReachRow[] {
  return db
    .prepare<[string, string], Omit<ReachRow, 'plane'> & { plane: number }>(
      `SELECT t.identity_id AS identity, t.credential_id AS credential, t.plane, r.key AS resource, sum(t.succeeded) AS succeeded
       FROM touch t LEFT JOIN resource r ON r.id = t.resource_id
       WHERE t.credential_id IN (SELECT value FROM json_each(?)) OR (t.credential_id = 0 AND t.identity_id IN (SELECT value FROM json_each(?)))
       GROUP BY t.identity_id, t.credential_id, t.plane, t.resource_id ORDER BY t.plane, coalesce(r.key, '')`,
    )
    .all(idList(credentials), idList(identities))
    .map((row) => ({ ...row, plane: planes[row.plane] ?? 'management' }));
}
