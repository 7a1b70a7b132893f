import { fillCoverageHours } from '../store/coverage-hours.ts';
import type { WriteDb } from '../store/db.ts';
import { rebuildTouch, rebuildUsedHoldings } from '../store/graph-build.ts';

/** Rebuilds everything that is derived from events. Called inside the transaction that ends an import or an assertion; the same events give the same rows. */
export function rebuildDerived(db: WriteDb): void {
  fillCoverageHours(db);
  rebuildTouch(db);
  rebuildUsedHoldings(db);
}
