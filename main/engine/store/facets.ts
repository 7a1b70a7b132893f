import { planes } from '../../../shared/model.ts';
import type { Facets } from '../../../shared/rpc/events.ts';
import type { ReadDb } from './db.ts';
import { countEvents } from './events.ts';
import type { Where } from './filter-sql.ts';

/** Only the most frequent values of each list are given; how many more there are is said beside it. */
const shown = 20;

type Value = Facets['planes'][number];

/** The values that occur in the events that match, with how often. */
export function facets(db: ReadDb, where: Where): Facets {
  const identities = namesOf(db, where, 'identity');
  const credentials = namesOf(db, where, 'credential');
  const realms = termsOf(db, where, 'realm_id');
  const actions = termsOf(db, where, 'action_id');
  const ips = termsOf(db, where, 'ip_id');
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
}

interface List {
  readonly values: Value[];
  readonly more: number;
}

function planesOf(db: ReadDb, where: Where): Value[] {
  const found = db.prepare<unknown[], [number, number]>(`SELECT e.plane, count(*) FROM event e WHERE ${where.sql} GROUP BY e.plane ORDER BY 2 DESC, 1`).raw().all(...where.params);
  return found.map(([plane, events]) => ({ value: planes[plane] ?? String(plane), label: planes[plane] ?? String(plane), events }));
}

function namesOf(db: ReadDb, where: Where, table: 'identity' | 'credential'): List {
  return listOf(db, where, `e.${table}_id`, `SELECT n.key AS value, n.display AS label FROM ${table} n WHERE n.id = ?`);
}

function termsOf(db: ReadDb, where: Where, column: 'realm_id' | 'action_id' | 'ip_id'): List {
  return listOf(db, where, `e.${column}`, 'SELECT text AS value, text AS label FROM term WHERE id = ?');
}

function listOf(db: ReadDb, where: Where, column: string, nameSql: string): List {
  const counted = db
    .prepare<unknown[], { id: number; events: number; distinct_values: number }>(
      `SELECT id, events, count(*) OVER () AS distinct_values
       FROM (SELECT ${column} AS id, count(*) AS events FROM event e WHERE (${where.sql}) AND ${column} IS NOT NULL GROUP BY ${column})
       ORDER BY events DESC, id LIMIT ${shown}`,
    )
    .all(...where.params);
  const name = db.prepare<[number], { value: string; label: string }>(nameSql);
  const values = counted.map(({ id, events }) => ({ ...(name.get(id) as { value: string; label: string }), events }));
  return { values, more: (counted[0]?.distinct_values ?? 0) - counted.length };
}
