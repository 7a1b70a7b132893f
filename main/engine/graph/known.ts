import type { RungCounts } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import type { Where } from '../store/filter-sql.ts';
import type { DerivationRow, HoldingRow } from '../store/graph-links.ts';
import type { CredentialRow, IdentityRow, ResourceRow } from '../store/graph-names.ts';
import type { MintingEvent, PairRow } from '../store/graph-pairs.ts';
import { addCounts, earlier, later, noCounts } from './parts.ts';

/** What a picture is gathered from. */
export interface Scope {
  readonly db: ReadDb;
  readonly where: Where;
  /** Whether a resource is drawn: a filter by resources shows those alone, not what else their events touched. */
  readonly shows: (resource: ResourceRow) => boolean;
  /** Credentials that belong in it even without an event (minted or readable, never used). */
  readonly also: readonly number[];
  readonly since: ReadonlyMap<number, Micros>;
  readonly subjectIdentities: ReadonlySet<number>;
  readonly subjectCredentials: ReadonlySet<number>;
}

/** What the case holds within a scope, looked up once. */
export interface Known {
  readonly scope: Scope;
  readonly pairs: readonly PairRow[];
  readonly byCredential: ReadonlyMap<number, readonly PairRow[]>;
  readonly credentials: ReadonlyMap<number, CredentialRow>;
  readonly identities: ReadonlyMap<number, IdentityRow>;
  readonly holdings: ReadonlyMap<number, readonly HoldingRow[]>;
  readonly minted: ReadonlyMap<number, readonly DerivationRow[]>;
  readonly events: ReadonlyMap<number, MintingEvent>;
}

/** The events of these rows together. */
export function usesBy(rows: readonly PairRow[]): { counts: RungCounts; first: Micros | null; last: Micros | null } {
  return rows.reduce<{ counts: RungCounts; first: Micros | null; last: Micros | null }>(
    (sum, row) => ({ counts: addCounts(sum.counts, row.counts), first: earlier(sum.first, row.first), last: later(sum.last, row.last) }),
    { counts: noCounts, first: null, last: null },
  );
}
