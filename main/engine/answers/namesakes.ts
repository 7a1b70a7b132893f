import { listed, utc } from '../graph/words.ts';
import { uniqueIdsOf } from '../store/graph-namesakes.ts';
import { identitiesById } from '../store/graph-names.ts';
import type { Ground, Subject } from './ground.ts';
import { opening, reason, type Reason } from './open.ts';

/** Roles and users of the world that were deleted and made again under the same name: the records under the name are of several things. */
export function namesakes(ground: Ground, { world }: Subject): Reason[] {
  const ids = new Set([...world.identities.keys(), ...world.steps.flatMap((step) => (step.as === null ? [] : [step.as]))]);
  const found = [...Map.groupBy(uniqueIdsOf(ground.db, ids), (row) => row.identity)].filter(([, rows]) => rows.length > 1);
  if (found.length === 0) return [];
  const names = identitiesById(
    ground.db,
    found.map(([id]) => id),
  );
  return found.map(([id, rows]) => {
    const identity = names.get(id);
    const each = listed(rows.map((row) => `${row.uniqueId} (seen ${utc(row.first)} to ${utc(row.last)})`));
    const text = `The name ${identity?.display ?? ''} stood for ${rows.length} different ${identity?.kind === 'role' ? 'roles' : 'identities'}: ${each}. It was deleted and made again; records under the name are counted together, and the unique id of each session says which it was.`;
    return identity ? { text, opens: opening(ground, `events of ${identity.display}`, { identities: [identity.key] }) } : reason(text);
  });
}
