import type { Filter } from '../../../shared/rpc/filter.ts';
import { descendants } from '../graph/descendants.ts';
import type { ReadDb } from '../store/db.ts';
import { filterWhere, type Where } from '../store/filter-sql.ts';

/** What a filter selects, widened to what descends from the chosen ones where it asks for that. */
export function whereOf(db: ReadDb, filter: Filter): Where {
  if (!filter.withDescendants) return filterWhere(db, filter);
  return filterWhere(db, filter, descendants(db, filter));
}
