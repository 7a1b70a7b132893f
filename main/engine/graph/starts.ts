import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import { standingMilestones } from '../store/graph-moments.ts';
import type { Step } from './world.ts';

/** When each of several subjects was exposed; those exposed from the first moment on are left out. */
export interface Starts {
  readonly identities: ReadonlyMap<number, Micros>;
  readonly credentials: ReadonlyMap<number, Micros>;
}

/** Nobody starts later than the others. */
export const together: Starts = { identities: new Map(), credentials: new Map() };

/** Whether all subjects count from the first exposure. */
export function isTogether({ identities, credentials }: Starts): boolean {
  return identities.size + credentials.size === 0;
}

/** Own exposures that lie after the first exposure of the case. A milestone that names nobody holds for all. */
export function startsOf(db: ReadDb): Starts {
  const rows = standingMilestones(db).filter((row) => row.kind === 'exposure_began' || row.kind === 'exploited');
  const [first] = rows;
  if (!first || (first.identity === null && first.credential === null)) return together;
  const general = rows.find((row) => row.identity === null && row.credential === null)?.at ?? Infinity;
  const own = (of: (row: (typeof rows)[number]) => number | null): Map<number, Micros> => {
    const found = new Map<number, Micros>();
    for (const row of rows) {
      const id = of(row);
      if (id !== null && !found.has(id)) found.set(id, Math.min(row.at, general) as Micros);
    }
    return new Map([...found].filter(([, at]) => at > first.at));
  };
  return { identities: own((row) => row.identity), credentials: own((row) => row.credential) };
}

/** Credentials that count from a later moment because all that led to them was exposed later. One that was minted after that needs no such moment. */
export function startsOfCredentials(
  steps: readonly Step[],
  chosen: { readonly identities: readonly number[]; readonly credentials: readonly number[] },
  starts: Starts,
): Map<number, Micros> {
  const identities = new Set(chosen.identities);
  const begins = new Map<number, number>(chosen.credentials.map((id) => [id, starts.credentials.get(id) ?? -Infinity]));
  const beginOf = (step: Step): number =>
    Math.min(
      step.fromCredential === null ? Infinity : (begins.get(step.fromCredential) ?? Infinity),
      step.fromIdentity !== null && identities.has(step.fromIdentity) ? (starts.identities.get(step.fromIdentity) ?? -Infinity) : Infinity,
    );
  for (let grew = true; grew;) {
    grew = false;
    for (const step of steps) {
      const begin = beginOf(step);
      if (begin >= (begins.get(step.to) ?? Infinity)) continue;
      begins.set(step.to, begin);
      grew = true;
    }
  }
  const older = (id: number, begin: number): boolean => {
    const ways = steps.filter((step) => step.to === id);
    return ways.length === 0 || ways.some((step) => step.kind !== 'minted' || step.at === null || step.at < begin);
  };
  return new Map([...begins].filter(([id, at]) => Number.isFinite(at) && older(id, at)).map(([id, at]) => [id, at as Micros]));
}
