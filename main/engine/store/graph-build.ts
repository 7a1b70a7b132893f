import type { WriteDb } from './db.ts';

/** Counts every event under what it touched: one row for each of its resources, so an event with three resources stands in three rows. */
export function rebuildTouch(db: WriteDb): void {
  db.exec(`
    DELETE FROM touch;
    INSERT INTO touch (identity_id, credential_id, plane, resource_id, action_id, unknown, rejected, denied, failed, succeeded, first_at, last_at)
    SELECT identity_id, credential_id, plane, resource_id, action_id,
      sum(rung = 0), sum(rung = 1), sum(rung = 2), sum(rung = 3), sum(rung = 4), min(at), max(at)
    FROM (
      SELECT identity_id, coalesce(credential_id, 0) AS credential_id, plane, coalesce(resource_id, 0) AS resource_id, action_id, rung, at
      FROM event
      UNION ALL
      SELECT e.identity_id, coalesce(e.credential_id, 0), e.plane, more.resource_id, e.action_id, e.rung, e.at
      FROM (SELECT DISTINCT event_id, resource_id FROM event_resource) AS more
      JOIN event AS e ON e.id = more.event_id
      WHERE more.resource_id IS NOT e.resource_id
    )
    GROUP BY identity_id, credential_id, plane, resource_id, action_id
    ORDER BY identity_id, credential_id, plane, resource_id, action_id;
  `);
}

/** Writes a holding for each identity and credential that an event shows together, from the first to the last such event. */
export function rebuildUsedHoldings(db: WriteDb): void {
  db.exec(`
    DELETE FROM holding WHERE basis = 'used';
    INSERT INTO holding (identity_id, credential_id, basis, from_at, to_at, event_id, item_id, record_index, byte_offset, byte_length)
    SELECT pair.identity_id, pair.credential_id, 'used', pair.first_at, pair.last_at, e.id, e.item_id, e.record_index, e.byte_offset, e.byte_length
    FROM (
      SELECT identity_id, credential_id, min(at) AS first_at, max(at) AS last_at
      FROM event WHERE credential_id IS NOT NULL
      GROUP BY credential_id, identity_id
    ) AS pair
    JOIN event AS e ON e.id = (
      SELECT id FROM event
      WHERE credential_id = pair.credential_id AND at = pair.first_at AND identity_id = pair.identity_id
      ORDER BY id LIMIT 1
    )
    ORDER BY pair.identity_id, pair.credential_id;
  `);
}
