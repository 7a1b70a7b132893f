import { planes } from '../../../shared/model.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import type { Micros } from '../../../shared/time.ts';
import { counted, listed } from '../graph/words.ts';
import { lateIn } from '../graph/descendants.ts';
import type { Step } from '../graph/world.ts';
import { resourcesById } from '../store/graph-names.ts';
import { touchRows, useRows, type UseRow } from '../store/graph-uses.ts';
import type { Ground, Subject } from './ground.ts';
import { opening, whereOf, within, type Table } from './open.ts';

/** What was reached through derived credentials and not by what the subject held itself. */
export interface Widening {
  /** Events of derived credentials since the exposure; null when there is none. */
  readonly filter: Filter | null;
  readonly rows: Table['rows'];
  readonly table: Table;
  readonly words: string;
}

/** Compares successful uses of what was minted or exposed since the exposure with successful uses, at any time, of what the subject held itself. */
export function widenedBy(ground: Ground, subject: Subject): Widening {
  const derived = derivedCredentials(subject);
  const base = within(subject.filter, ground.moments.exposure, null);
  const late = lateIn(subject.world);
  const keys = derived.flatMap((id) => (late.has(id) ? [] : (subject.world.credentials.get(id)?.key ?? []))).sort();
  const all = useRows(ground.db, whereOf(ground, subject.filter)).filter((row) => row.rung === 4);
  const through = all.filter((row) => row.credential !== null && derived.includes(row.credential) && row.last >= (ground.moments.exposure ?? row.last));
  const direct = all.filter((row) => row.credential === null || !derived.includes(row.credential));
  const only = (of: (row: UseRow) => string): string[] => {
    const own = new Set(direct.map(of));
    return [...new Set(through.map(of))].filter((value) => !own.has(value)).sort();
  };
  const newPlanes = planes.filter((plane) => only((row) => row.plane).includes(plane));
  const newRealms = only((row) => row.realm);
  const newActions = only((row) => row.action);
  const newResources = resourcesOnly(ground, subject, derived);
  const rows: Table['rows'] = [];
  const add = (cells: string[], label: string, filter: Filter): void => {
    const opens = opening(ground, label, { ...filter, rungs: [4] });
    if (opens.events > 0) rows.push({ cells: [...cells, String(opens.events)], opens });
  };
  for (const plane of newPlanes) add(['plane', plane], `${plane} plane`, { ...base, planes: [plane] });
  for (const realm of newRealms) add(['realm', realm], `in ${realm}`, { ...base, realms: [realm] });
  for (const action of newActions) add(['action', action], action, { ...base, actions: [action] });
  for (const [kind, group] of Map.groupBy(newResources, (row) => row.kind))
    add(
      ['resources', `${counted(group.length, kind)}: ${listed(group.slice(0, 5).map((row) => row.display))}${group.length > 5 ? ' …' : ''}`],
      `${counted(group.length, kind)}`,
      { ...base, resources: group.map((row) => row.key) },
    );
  const parts = [
    ...(newPlanes.length > 0 ? [`${newPlanes.length === 1 ? 'the plane' : 'the planes'} ${listed(newPlanes)}`] : []),
    ...(newRealms.length > 0 ? [`${newRealms.length === 1 ? 'the realm' : 'the realms'} ${listed(newRealms)}`] : []),
    ...(newActions.length > 0 ? [counted(newActions.length, 'kind of call', 'kinds of call')] : []),
    ...(newResources.length > 0 ? [counted(newResources.length, 'resource')] : []),
  ];
  return {
    filter: keys.length === 0 ? null : within({ credentials: keys, withDescendants: true }, ground.moments.exposure, null),
    rows,
    table: { title: 'Reached with success only through a chain', columns: ['what', 'which', 'events'], rows },
    words: listed(parts),
  };
}

/**
 * Credentials that came into the world by a derivation or exposure and carry an authority of their own. A session that only
 * carries the caller's own authority on (GetSessionToken, a console sign-in, a forward access session) widens nothing.
 */
export function derivedCredentials({ world }: Subject): number[] {
  const own = new Set(world.chosen);
  const other = new Set(world.steps.filter((step) => step.kind === 'minted' && !sameAuthority(step)).map((step) => step.to));
  for (const step of world.steps) if (step.kind === 'held' && step.fromCredential === null && !other.has(step.to)) own.add(step.to);
  const onward = world.steps.filter((step) => step.kind === 'minted' && sameAuthority(step) && !other.has(step.to));
  for (let grew = true; grew;) {
    const found = onward.filter(
      (step) => !own.has(step.to) && (step.fromCredential === null ? world.identities.has(step.fromIdentity ?? -1) : own.has(step.fromCredential)),
    );
    for (const step of found) own.add(step.to);
    grew = found.length > 0;
  }
  return [...world.credentials.keys()].filter((id) => !own.has(id));
}

function sameAuthority(step: Step): boolean {
  return step.as !== null && step.as === step.fromIdentity;
}

function resourcesOnly(ground: Ground, subject: Subject, derived: readonly number[]): { key: string; kind: string; display: string }[] {
  const exposure = ground.moments.exposure as Micros;
  const touches = touchRows(ground.db, whereOf(ground, { ...subject.filter, rungs: [4] }));
  const own = new Set(touches.filter((row) => row.credential === null || !derived.includes(row.credential)).map((row) => row.resource));
  const through = new Set(
    touches.filter((row) => row.credential !== null && derived.includes(row.credential) && row.last >= exposure).map((row) => row.resource),
  );
  return [
    ...resourcesById(
      ground.db,
      [...through].filter((id) => !own.has(id)),
    ).values(),
  ];
}
