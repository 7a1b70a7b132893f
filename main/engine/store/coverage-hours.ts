import type { WriteDb } from './db.ts';

/** An hour in microseconds. */
const hour = 3_600_000_000;

/** Files whose hours have not been counted yet. */
const uncounted = 'SELECT id FROM item WHERE id NOT IN (SELECT item_id FROM coverage_hour)';

/**
 * Their hours, from the events themselves; hours before 1970 count down. AWS names the kind of log in `eventCategory` from
 * event version 1.08 on; older records say nothing.
 */
const hoursOfUncounted = `
  SELECT item_id, realm_id, at / ${hour} - (at % ${hour} < 0) AS hour, coalesce(json_extract(ids, '$.eventCategory'), '') AS log_type,
    count(*) AS events, min(at) AS first_at, max(at) AS last_at
  FROM event WHERE item_id IN (${uncounted}) GROUP BY 1, 2, 3, 4`;

/** What each file holds of each realm, hour and kind of log: what was counted when the file was read, and the rest now. */
export const coverageHours = `SELECT item_id, realm_id, hour, log_type, events, first_at, last_at FROM coverage_hour UNION ALL ${hoursOfUncounted}`;

/** Counts the hours of the files that were read since the last time, once and for all. Called inside the transaction that ends an import. */
export function fillCoverageHours(db: WriteDb): void {
  db.exec(`INSERT INTO coverage_hour (item_id, realm_id, hour, log_type, events, first_at, last_at) ${hoursOfUncounted}`);
}
