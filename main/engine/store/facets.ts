import { planes } from '../../../shared/model.ts';
import type { Facets } from '../../../shared/rpc/events.ts';
import { coverageHours } from './coverage-hours.ts';
import type { ReadDb } from './db.ts';
import { countEvents } from './events.ts';
import type { Where } from './filter-sql.ts';
import { madeFrom, nameOf } from './ranks.ts';
import { remember } from './remember.ts';

/** Only the most frequent values of each list are given; how many more there are is said beside it. */
const shown = 20;

type Value = Facets['planes'][number];

/** The values that occur in the events that match, with how often. */
export function facets(db: ReadDb, where: Where): Facets {
  return remember(db, madeFrom(where), `facets ${nameOf(where)}`, () => {
    const identities = namesOf(db, where, 'identity');
    const credentials = namesOf(db, where, 'credential');
    const { realms, actions, ips } = termsOf(db, where);
    return {
      rungs: [...countEvents(db, where).counts],
      planes: planesOf(db, where),
      identities: identities.values,
      credentials: credentials.values,
      realms: realms.values,
      actions: actions.values,
      ips: ips.values,
      more: { identities: identities.more, credentials: credentials.more, realms: realms.more, actions: actions.more, ips: ips.more },
    };
  });
}

interface List {
  readonly values: Value[];
  readonly more: number;
}

function planesOf(db: ReadDb, where: Where): Value[] {
  const found = db
    .prepare<unknown[], [number, number]>(`SELECT e.plane, count(*) FROM event e WHERE ${where.sql} GROUP BY e.plane ORDER BY 2 DESC, 1`)
    .raw()
    .all(...where.params);
  return found.map(([plane, events]) => ({ value: planes[plane] ?? String(plane), label: planes[plane] ?? String(plane), events }));
}

function namesOf(db: ReadDb, where: Where, table: 'identity' | 'credential'): List {
  return listOf(db, countBy(db, where, `${table}_id`), `SELECT key AS value, display AS label FROM ${table} WHERE id = ?`);
}

function termsOf(db: ReadDb, where: Where): { readonly realms: List; readonly actions: List; readonly ips: List } {
  const listed = (counts: ReadonlyMap<number, number>): List => listOf(db, counts, 'SELECT text AS value, text AS label FROM term WHERE id = ?');
  const [realms, actions, ips] =
    where.sql === 'TRUE' ? [countAllByRealm(db), countBy(db, where, 'action_id'), countBy(db, where, 'ip_id')] : countInOnePass(db, where);
  return { realms: listed(realms), actions: listed(actions), ips: listed(ips) };
}

/** Counted in SQL, along the index of the column where it has one. */
function countBy(db: ReadDb, where: Where, column: string): Map<number, number> {
  const sql = `SELECT e.${column}, count(*) FROM event e WHERE (${where.sql}) AND e.${column} IS NOT NULL GROUP BY e.${column}`;
  return new Map(
    db
      .prepare<unknown[], [number, number]>(sql)
      .raw()
      .all(...where.params),
  );
}

/** No index holds the realm, but the hours of each file were counted by realm when it was read. */
function countAllByRealm(db: ReadDb): Map<number, number> {
  return new Map(db.prepare<[], [number, number]>(`SELECT realm_id, sum(events) FROM (${coverageHours}) GROUP BY realm_id`).raw().all());
}

/** Where rows have to be read anyway, once for all three: sorting them once for each costs four times as much. */
function countInOnePass(db: ReadDb, where: Where): [realms: Map<number, number>, actions: Map<number, number>, ips: Map<number, number>] {
  const [realms, actions, ips] = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()];
  const add = (counts: Map<number, number>, id: number): void => void counts.set(id, (counts.get(id) ?? 0) + 1);
  const rows = db.prepare<unknown[], [number, number, number | null]>(`SELECT e.realm_id, e.action_id, e.ip_id FROM event e WHERE ${where.sql}`).raw();
  for (const [realm, action, ip] of rows.iterate(...where.params)) {
    add(realms, realm);
    add(actions, action);
    if (ip !== null) add(ips, ip);
  }
  return [realms, actions, ips];
}

function listOf(db: ReadDb, counts: ReadonlyMap<number, number>, nameSql: string): List {
  const name = db.prepare<[number], { value: string; label: string }>(nameSql);
  const busiest = [...counts].sort(([a, fewer], [b, more]) => more - fewer || a - b).slice(0, shown);
  return { values: busiest.map(([id, events]) => ({ ...(name.get(id) as { value: string; label: string }), events })), more: counts.size - busiest.length };
}
