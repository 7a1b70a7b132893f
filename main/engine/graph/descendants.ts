import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import type { Widened } from '../store/filter-sql.ts';
import { credentialIds, identityIds } from '../store/graph-names.ts';
import { startsOf } from './starts.ts';
import { worldOf, type World } from './world.ts';

/** What a filter widens to with `withDescendants`: the chosen ones and every credential minted from, or exposed to, what they held. Keys the case does not know are left out. */
export function descendants(
  db: ReadDb,
  chosen: {
    readonly identities?: readonly string[] | undefined;
    readonly credentials?: readonly string[] | undefined;
    readonly sinceExposure?: boolean | undefined;
  },
): Widened {
  const ids = { identities: identityIds(db, chosen.identities ?? []), credentials: credentialIds(db, chosen.credentials ?? []) };
  return widenedTo(worldOf(db, ids, chosen.sinceExposure ? startsOf(db) : undefined));
}

/** A world as a filter takes it. */
export function widenedTo(world: World): Widened {
  const { identities, credentials, starts } = world;
  return { identityIds: [...identities.keys()], credentialIds: [...credentials.keys()], since: [...lateIn(world)], identitySince: [...starts.identities] };
}

/** Credentials of a world that count from a moment on only: they became readable then, or their subject was exposed later than others. */
export function lateIn({ since, starts }: World): Map<number, Micros> {
  const late = new Map(since);
  for (const [id, at] of starts.credentials) late.set(id, Math.max(at, late.get(id) ?? at) as Micros);
  return late;
}
