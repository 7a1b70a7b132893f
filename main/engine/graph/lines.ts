import type { Filter } from '../../../shared/rpc/filter.ts';
import type { LifeLine, lifeSorts, ValidityAt } from '../../../shared/rpc/graph.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import type { Where } from '../store/filter-sql.ts';
import { allCredentialIds } from '../store/graph-life.ts';
import { successesAfter, usedCredentials, useTicks } from '../store/graph-ticks.ts';
import { closingEnd } from './ends.ts';
import { livesOf, type Life } from './life.ts';
import { validityAt } from './validity.ts';
import { momentsOf, subjectMilestones, type Moments } from './windows.ts';
import { worldOf } from './world.ts';

const marks = 200;

/** The lives of the credentials that a filter shows; of all for an empty one. `where` is the condition of the filter. */
export function lifeLines(
  db: ReadDb,
  wanted: { readonly filter: Filter; readonly where: Where; readonly sort: (typeof lifeSorts)[number]; readonly offset: number; readonly limit: number },
): { total: number; exposed: number; inReach: number; validAfterPatch: number; rows: LifeLine[] } {
  const moments = momentsOf(db);
  const ids = Object.values(wanted.filter).every((value) => value === undefined) ? allCredentialIds(db) : usedCredentials(db, wanted.where);
  const lives = [...livesOf(db, ids).values()];
  const after = moments.patch === null ? new Map<number, number>() : successesAfter(db, ids, moments.patch);
  const reach = reachOf(db);
  const inReach = lives.filter((life) => reach?.has(life.credential.id));
  const sorted = lives
    .map((life) => ({
      life,
      keys: [
        ...(wanted.sort === 'name' || wanted.sort === 'first_use' ? [] : [reach?.has(life.credential.id) ? 0 : 1]),
        ...sortKeys(life, moments, wanted.sort),
      ],
    }))
    .sort((a, b) => compare(a.keys, b.keys) || (a.life.credential.key < b.life.credential.key ? -1 : 1));
  const shown = sorted.slice(wanted.offset, wanted.offset + wanted.limit).map(({ life }) => life);
  const ticks = useTicks(
    db,
    shown.map((life) => life.credential.id),
    marks,
  );
  return {
    total: lives.length,
    exposed: lives.filter((life) => life.exposed).length,
    inReach: inReach.length,
    validAfterPatch:
      moments.patch === null ? 0 : (reach === null ? lives : inReach).filter((life) => validityAt(life, moments.patch as Micros).validity === 'valid').length,
    rows: shown.map((life) => lineOf(life, moments, after.get(life.credential.id) ?? 0, ticks.get(life.credential.id) ?? [], reach)),
  };
}

/** Credentials that the compromised held, minted or could read; null while nobody is named as compromised. */
export function reachOf(db: ReadDb): ReadonlySet<number> | null {
  const named = subjectMilestones(db);
  if (named.length === 0) return null;
  const world = worldOf(db, {
    identities: named.flatMap((row) => (row.identity === null ? [] : [row.identity])),
    credentials: named.flatMap((row) => (row.credential === null ? [] : [row.credential])),
  });
  return new Set(world.credentials.keys());
}

/** One life as a line: what is known of its ends, its uses and its state at each milestone. */
export function lineOf(life: Life, moments: Moments, successfulAfterPatch: number, ticks: LifeLine['uses'], reach: ReadonlySet<number> | null): LifeLine {
  const { credential, holder, uses } = life;
  const end = closingEnd(life.ends);
  const drawn = ticks.reduce((sum, tick) => sum + tick.events, 0);
  const all = uses ? uses.counts.reduce((sum, events) => sum + events, 0) : 0;
  return {
    credential: { key: credential.key, display: credential.display, kind: credential.kind },
    holder: holder ? { key: holder.key, display: holder.display, kind: holder.kind, realm: holder.realm } : null,
    lifetime: credential.lifetime,
    chained: life.chained,
    exposed: life.exposed,
    inReach: reach?.has(credential.id) ?? false,
    issued: life.issued?.at ?? null,
    issuedInferred: life.issued?.inferred ?? false,
    expires: life.expires?.at ?? null,
    expiresInferred: life.expires?.inferred ?? false,
    ended: end?.at ?? null,
    endedBy: end?.kind ?? '',
    first: uses?.first ?? null,
    last: uses?.last ?? null,
    counts: uses ? [...uses.counts] : [0, 0, 0, 0, 0],
    uses: [...ticks],
    thinned: all - drawn,
    validity: validitiesOf(life, moments),
    successfulAfterPatch,
  };
}

function validitiesOf(life: Life, moments: Moments): ValidityAt[] {
  const named = [
    { moment: 'exposure', at: moments.exposure },
    { moment: 'patch', at: moments.patch },
    { moment: 'patch verified', at: moments.verified },
    { moment: 'containment', at: moments.contained },
    { moment: 'case clock', at: moments.clock },
  ];
  return named.flatMap(({ moment, at }) => (at === null ? [] : [{ moment, at, ...validityAt(life, at) }]));
}

/** Smaller sorts first. */
function sortKeys(life: Life, moments: Moments, sort: (typeof lifeSorts)[number]): readonly (number | string)[] {
  const last = life.uses?.last ?? 0;
  switch (sort) {
    case 'valid_longest_after_patch':
      return [-validUntil(life, moments), -last];
    case 'used_after_containment':
      return [moments.contained !== null && last >= moments.contained ? 0 : 1, -last];
    case 'never_seen_issued':
      return [life.issued && !life.issued.inferred ? 1 : 0, -(life.uses?.counts.reduce((sum, events) => sum + events, 0) ?? 0)];
    case 'first_use':
      return [life.uses?.first ?? Number.MAX_SAFE_INTEGER];
    case 'name':
      return [life.holder?.display ?? '', life.credential.display];
  }
}

/** How far past the patch it was valid; 0 when it was not valid then. */
function validUntil(life: Life, moments: Moments): number {
  if (moments.patch === null || validityAt(life, moments.patch).validity !== 'valid') return 0;
  const end = closingEnd(life.ends)?.at ?? life.expires?.at ?? Number.MAX_SAFE_INTEGER;
  return Math.max(1, end - moments.patch);
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] as typeof left;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
