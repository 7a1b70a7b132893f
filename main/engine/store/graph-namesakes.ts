import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from './db.ts';
import { idList } from './graph-names.ts';

/** One of the things that bore a name, by the provider's own unique id. */
export interface Namesake {
  readonly identity: number;
  readonly uniqueId: string;
  readonly first: Micros;
  readonly last: Micros;
}

/** Unique ids (AROA…, AIDA…) that sessions used under these identities' names carry, in order of time. IAM gives a role or user that is made again under the same name a new one. */
export function uniqueIdsOf(db: ReadDb, identities: Iterable<number>): Namesake[] {
  return db
    .prepare<[string], Namesake>(
      `WITH seen AS (
         SELECT h.identity_id AS identity, h.from_at, h.to_at, json_extract(c.attributes, '$.principalId') || ':' AS said
         FROM holding h JOIN credential c ON c.id = h.credential_id
         WHERE h.basis = 'used' AND h.identity_id IN (SELECT value FROM json_each(?)))
       SELECT identity, substr(said, 1, instr(said, ':') - 1) AS uniqueId, min(from_at) AS first, max(to_at) AS last
       FROM seen WHERE said LIKE 'AROA%' OR said LIKE 'AIDA%' GROUP BY 1, 2 ORDER BY first, uniqueId`,
    )
    .all(idList(identities));
}
