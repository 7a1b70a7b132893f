import type { WriteDb } from './db.ts';

/** An hour in microseconds. */
const hour = 3_600_000_000;

/** The field of `ids` that names the kind of log; AWS writes it from event version 1.08 on, older records say nothing. */
export const logTypeField = 'eventCategory';

/** Hours of the files of a condition on `item_id`, from the events themselves; hours before 1970 count down. */
function hoursOf(items: string): string {
  return `SELECT item_id, realm_id, at / ${hour} - (at % ${hour} < 0) AS hour,
    coalesce(json_extract(coalesce((SELECT text FROM context WHERE id = context_id), ids), '$.${logTypeField}'), '') AS log_type,
    count(*) AS events, min(at) AS first_at, max(at) AS last_at
  FROM event WHERE item_id ${items} GROUP BY 1, 2, 3, 4`;
}

const columns = 'item_id, realm_id, hour, log_type, events, first_at, last_at';

/** Files whose hours have not been counted yet. */
const hoursOfUncounted = hoursOf('IN (SELECT id FROM item WHERE id NOT IN (SELECT item_id FROM coverage_hour))');

/** What each file holds of each realm, hour and kind of log: what was counted when the file was read, and the rest now. */
export const coverageHours = `SELECT ${columns} FROM coverage_hour UNION ALL ${hoursOfUncounted}`;

/** Counts the hours of the files that were not counted when they were read. */
export function fillCoverageHours(db: WriteDb): void {
  db.exec(`INSERT INTO coverage_hour (${columns}) ${hoursOfUncounted}`);
}

/** Counts the hours of one file again: another file took events over that were shown at its records. */
export function recountHours(db: WriteDb): (item: number) => void {
  const drop = db.prepare<[number]>('DELETE FROM coverage_hour WHERE item_id = ?');
  const count = db.prepare<[number]>(`INSERT INTO coverage_hour (${columns}) ${hoursOf('= ?')}`);
  return (item) => {
    drop.run(item);
    count.run(item);
  };
}
