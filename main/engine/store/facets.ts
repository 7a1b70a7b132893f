import { planes } from '../../../shared/model.ts';
import type { Facets } from '../../../shared/rpc/events.ts';
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
  const found = db.prepare<unknown[], [number, number]>(`SELECT e.plane, count(*) FROM event e WHERE ${where.sql} GROUP BY e.plane ORDER BY 2 DESC, 1`).raw().all(...where.params);
  return found.map(([plane, events]) => ({ value: planes[plane] ?? String(plane), label: planes[plane] ?? String(plane), events }));
}

/** Counted in SQL, along the index that each of them has. */
function namesOf(db: ReadDb, where: Where, table: 'identity' | 'credential'): List {
  const counts = new Map(
    db.prepare<unknown[], [number, number]>(`SELECT e.${table}_id, count(*) FROM event e WHERE (${where.sql}) AND e.${table}_id IS NOT NULL GROUP BY e.${table}_id`).raw().all(...where.params),
  );
  return listOf(db, counts, `SELECT key AS value, display AS label FROM ${table} WHERE id = ?`);
}

/** Counted in one pass over the rows: no index holds these, and sorting the rows once for each costs four times as much. */
function termsOf(db: ReadDb, where: Where): { readonly realms: List; readonly actions: List; readonly ips: List } {
  const realms = new Map<number, number>();
  const actions = new Map<number, number>();
  const ips = new Map<number, number>();
  const add = (counts: Map<number, number>, id: number): void => void counts.set(id, (counts.get(id) ?? 0) + 1);
  const rows = db.prepare<unknown[], [number, number, number | null]>(`SELECT e.realm_id, e.action_id, e.ip_id FROM event e WHERE ${where.sql}`).raw();
  for (const [realm, action, ip] of rows.iterate(...where.params)) {
    add(realms, realm);
    add(actions, action);
    if (ip !== null) add(ips, ip);
  }
  const listed = (counts: Map<number, number>): List => listOf(db, counts, 'SELECT text AS value, text AS label FROM term WHERE id = ?');
  return { realms: listed(realms), actions: listed(actions), ips: listed(ips) };
}

function listOf(db: ReadDb, counts: ReadonlyMap<number, number>, nameSql: string): List {
  const name = db.prepare<[number], { value: string; label: string }>(nameSql);
  const busiest = [...counts].sort(([a, fewer], [b, more]) => more - fewer || a - b).slice(0, shown);
  return { values: busiest.map(([id, events]) => ({ ...(name.get(id) as { value: string; label: string }), events })), more: counts.size - busiest.length };
}
