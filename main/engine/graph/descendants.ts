import type { ReadDb } from '../store/db.ts';
import type { Widened } from '../store/filter-sql.ts';
import { credentialIds, identityIds } from '../store/graph-names.ts';
import { worldOf, type World } from './world.ts';

/** What a filter widens to with `withDescendants`: the chosen ones and every credential minted from, or exposed to, what they held. Keys the case does not know are left out. */
export function descendants(
  db: ReadDb,
  chosen: { readonly identities?: readonly string[] | undefined; readonly credentials?: readonly string[] | undefined },
): Widened {
  return widenedTo(worldOf(db, { identities: identityIds(db, chosen.identities ?? []), credentials: credentialIds(db, chosen.credentials ?? []) }));
}

/** A world as a filter takes it. */
export function widenedTo(world: World): Widened {
  return { identityIds: [...world.identities.keys()], credentialIds: [...world.credentials.keys()], since: [...world.since] };
}
