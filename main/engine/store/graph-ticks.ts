import type { LifeLine } from '../../../shared/rpc/graph.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import type { Where } from './filter-sql.ts';
import { idList } from './graph-names.ts';

/** Credentials of the events that match, by key. */
export function usedCredentials(db: ReadDb, where: Where): number[] {
  return db
    .prepare<unknown[], number>(`SELECT c.id FROM credential c WHERE c.id IN (SELECT DISTINCT e.credential_id FROM event e WHERE ${where.sql}) ORDER BY c.key`)
    .pluck()
    .all(...where.params);
}

/** Successful uses from a moment on, by credential. */
export function successesAfter(db: ReadDb, credentials: Iterable<number>, from: Micros): Map<number, number> {
  const rows = db
    .prepare<[string, number], [number, number]>(
      'SELECT credential_id, count(*) FROM event WHERE credential_id IN (SELECT value FROM json_each(?)) AND at >= ? AND rung = 4 GROUP BY credential_id',
    )
    .raw()
    .all(idList(credentials), from);
  return new Map(rows);
}

/** Uses as marks on a line: at most so many for each credential, spread evenly over its life; a mark stands for the events of its stretch on its rung. */
export function useTicks(db: ReadDb, credentials: readonly number[], most: number): Map<number, LifeLine['uses']> {
  const span = db.prepare<[number], { first: number | null; last: number | null }>(
    'SELECT min(at) AS first, max(at) AS last FROM event WHERE credential_id = ?',
  );
  const ticks = db.prepare<{ id: number; first: number; step: number }, { at: number; rung: number; events: number }>(
    `SELECT min(at) AS at, rung, count(*) AS events FROM event WHERE credential_id = @id GROUP BY CAST((at - @first) / @step AS INTEGER), rung ORDER BY at, rung`,
  );
  return new Map(
    credentials.map((id) => {
      const { first, last } = span.get(id) ?? { first: null, last: null };
      if (first === null || last === null) return [id, []];
      const stretches = Math.max(1, Math.floor(most / 5));
      return [id, ticks.all({ id, first, step: Math.max(1, Math.floor((last - first) / stretches) + 1) })];
    }),
  );
}

/** What one credential did, by action. */
export function actionsOf(
  db: ReadDb,
  credential: number,
): { action: string; plane: number; counts: [number, number, number, number, number]; first: number; last: number }[] {
  type Row = [string, number, number, number, number, number, number, number, number];
  return db
    .prepare<[number], Row>(
      `SELECT action.text, e.plane, sum(e.rung = 0), sum(e.rung = 1), sum(e.rung = 2), sum(e.rung = 3), sum(e.rung = 4), min(e.at), max(e.at)
       FROM event e JOIN term action ON action.id = e.action_id WHERE e.credential_id = ? GROUP BY e.action_id, e.plane ORDER BY count(*) DESC, action.text, e.plane`,
    )
    .raw()
    .all(credential)
    .map(([action, plane, unknown, rejected, denied, failed, succeeded, first, last]) => ({
      action,
      plane,
      counts: [unknown, rejected, denied, failed, succeeded],
      first,
      last,
    }));
}

/** From which addresses one credential was used. */
export function networksOf(db: ReadDb, credential: number): { ip: string; events: number; first: number; last: number }[] {
  return db
    .prepare<[number], { ip: string; events: number; first: number; last: number }>(
      `SELECT ip.text AS ip, count(*) AS events, min(e.at) AS first, max(e.at) AS last FROM event e JOIN term ip ON ip.id = e.ip_id
       WHERE e.credential_id = ? GROUP BY e.ip_id ORDER BY min(e.at), ip.text`,
    )
    .all(credential);
}

/** With which programs one credential was used. */
export function userAgentsOf(db: ReadDb, credential: number): { text: string; events: number }[] {
  return db
    .prepare<[number], { text: string; events: number }>(
      `SELECT agent.text, count(*) AS events FROM event e JOIN term agent ON agent.id = e.user_agent_id
       WHERE e.credential_id = ? GROUP BY e.user_agent_id ORDER BY count(*) DESC, agent.text`,
    )
    .all(credential);
}
