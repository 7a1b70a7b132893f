import type { Filter } from '../../../shared/rpc/filter.ts';
import type { Micros } from '../../../shared/time.ts';
import { endsFor } from '../graph/ends.ts';
import { livesOf, type Life } from '../graph/life.ts';
import { validityAt } from '../graph/validity.ts';
import { isTogether, startsOf } from '../graph/starts.ts';
import { momentsOf, subjectMilestones, windowsOf, type Moments, type Window } from '../graph/windows.ts';
import { listed } from '../graph/words.ts';
import { worldOf, type World } from '../graph/world.ts';
import { coverage, type SourceCoverage } from '../store/coverage.ts';
import type { ReadDb } from '../store/db.ts';
import type { Widened } from '../store/filter-sql.ts';
import type { HoldingRow } from '../store/graph-links.ts';
import { eventSpan } from '../store/graph-moments.ts';

/** What every answer starts from, worked out once. */
export interface Ground {
  readonly db: ReadDb;
  readonly moments: Moments;
  readonly windows: readonly Window[];
  readonly span: { readonly from: Micros; readonly to: Micros } | null;
  readonly sources: readonly SourceCoverage[];
  /** Null while no milestone names the compromised identity or credential. */
  readonly subject: Subject | null;
  /** What filters with `withDescendants` were widened to so far, by their roots. */
  readonly widened: Map<string, Widened>;
}

/** The compromised identities and credentials, and everything that hangs on them. */
export interface Subject {
  readonly world: World;
  /** Selects every event of the world. */
  readonly filter: Filter;
  /** As it is named in sentences. */
  readonly name: string;
  /** Lives of the credentials that had not ended before the exposure. */
  readonly lives: ReadonlyMap<number, Life>;
  /** How many credentials had ended before the exposure. */
  readonly over: number;
}

/** Reads milestones, coverage and the subject's world. */
export function groundOf(db: ReadDb): Ground {
  const moments = momentsOf(db);
  return { db, moments, windows: windowsOf(moments), span: eventSpan(db), sources: coverage(db), subject: subjectOf(db, moments), widened: new Map() };
}

function subjectOf(db: ReadDb, moments: Moments): Subject | null {
  const named = subjectMilestones(db);
  if (named.length === 0) return null;
  const ids = (values: readonly (number | null)[]): number[] => [...new Set(values.filter((id) => id !== null))];
  const starts = startsOf(db);
  const world = worldOf(db, { identities: ids(named.map((row) => row.identity)), credentials: ids(named.map((row) => row.credential)) }, starts);
  const identities = [...world.identities.values()];
  const credentials = [...world.chosen].flatMap((id) => world.credentials.get(id) ?? []);
  const all = new Map(
    [...livesOf(db, [...world.credentials.keys()])].map(([id, life]) => [id, { ...life, ends: endsFor(life.ends, (row) => setBy(world, row)) }]),
  );
  const lives = new Map([...all].filter(([, life]) => moments.exposure === null || !endedBefore(life, moments.exposure)));
  return {
    world,
    filter: {
      ...(identities.length > 0 ? { identities: identities.map((row) => row.key) } : {}),
      ...(credentials.length > 0 ? { credentials: credentials.map((row) => row.key).sort() } : {}),
      withDescendants: true,
      ...(isTogether(starts) ? {} : { sinceExposure: true }),
    },
    name: listed([...identities.map((row) => row.display), ...credentials.map((row) => row.display)]),
    lives,
    over: all.size - lives.size,
  };
}

/** Whether the new secret came through a credential of the world. Its owner gets it too, whoever set it: that alone says nothing. */
function setBy(world: World, { via }: HoldingRow): boolean {
  return via !== null && world.credentials.has(via);
}

/** Dead at that moment and never seen since. */
function endedBefore(life: Life, at: Micros): boolean {
  const { validity } = validityAt(life, at);
  return (validity === 'expired' || validity === 'revoked' || validity === 'superseded') && (life.uses === null || life.uses.last < at);
}
