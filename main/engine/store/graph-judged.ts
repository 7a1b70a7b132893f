import { determinations, type Determination } from '../../../shared/model.ts';
import type { ReadDb } from './db.ts';
import type { Where } from './filter-sql.ts';

/** Events of one determination that still stands. */
export interface Judged {
  readonly determination: Determination;
  readonly events: readonly number[];
}

/** What examiners made of the events that match, by determination; an assessment that a later one supersedes is left out. */
export function judgedOf(db: ReadDb, where: Where): Judged[] {
  const rows = db
    .prepare<unknown[], { determination: Determination; id: number }>(
      `SELECT DISTINCT a.determination, e.id FROM assessment a JOIN assessment_event x ON x.assessment_id = a.id JOIN event e ON e.id = x.event_id
       WHERE NOT EXISTS (SELECT 1 FROM assessment later WHERE later.supersedes = a.id) AND (${where.sql}) ORDER BY 2`,
    )
    .all(...where.params);
  const groups = Map.groupBy(rows, (row) => row.determination);
  return determinations.flatMap((determination) => {
    const found = groups.get(determination);
    return found ? [{ determination, events: found.map(({ id }) => id) }] : [];
  });
}
