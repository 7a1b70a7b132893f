import type { Filter } from '../../../shared/rpc/filter.ts';
import type { GraphEdge, GraphNode, GraphPicture } from '../../../shared/rpc/graph.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import { countEvents } from '../store/events.ts';
import { filterWhere, type Where } from '../store/filter-sql.ts';
import { allCredentialIds } from '../store/graph-life.ts';
import { credentialIds, identityIds } from '../store/graph-names.ts';
import { groupUses, holdsMoreThan, wholeGraph } from '../store/graph-pairs.ts';
import { descendants, lateIn, widenedTo } from './descendants.ts';
import { fold } from './fold.ts';
import { gather } from './gather.ts';
import { startsOf } from './starts.ts';
import { subjectMilestones } from './windows.ts';
import { worldOf } from './world.ts';

export interface PictureWanted {
  readonly filter: Filter;
  readonly expanded: readonly string[];
  readonly hidden: readonly string[];
  readonly groupAbove: number;
  readonly limit: number;
}

/** A case with more things than this, and a subject, opens on the subject's world. */
const small = 60;

/** Who held what and what it touched, folded to fit. What is folded or left out is said in numbers. */
export function pictureOf(db: ReadDb, wanted: PictureWanted): GraphPicture {
  const named = subjectMilestones(db);
  const identities = new Set(named.flatMap((row) => (row.identity === null ? [] : [row.identity])));
  const credentials = new Set(named.flatMap((row) => (row.credential === null ? [] : [row.credential])));
  const base = shownFilter(db, wanted.filter);
  const world = base.withDescendants
    ? worldOf(
        db,
        { identities: identityIds(db, base.identities ?? []), credentials: credentialIds(db, base.credentials ?? []) },
        base.sinceExposure ? startsOf(db) : undefined,
      )
    : null;
  const where = filterWhere(db, base, world ? widenedTo(world) : undefined);
  const parts = gather({
    db,
    where,
    shows: (resource) =>
      (!base.resources && !base.resourceKinds) || (base.resources?.includes(resource.key) ?? false) || (base.resourceKinds?.includes(resource.kind) ?? false),
    also: world ? [...world.credentials.keys()] : isEmpty(base) ? allCredentialIds(db) : [],
    since: world ? lateIn(world) : new Map<number, Micros>(),
    subjectIdentities: world && ![...world.identities.keys()].some((id) => identities.has(id)) ? new Set(world.identities.keys()) : identities,
    subjectCredentials: credentials,
  });
  const folded = fold(parts, {
    expanded: new Set(wanted.expanded),
    hidden: new Set(wanted.hidden),
    groupAbove: wanted.groupAbove,
    base,
    count: (filter) => countEvents(db, whereOf(db, filter)).counts,
    countGroups: (groupOf) => groupUses(db, where, groupOf),
  });
  const { nodes, edges, cut } = trim(folded.nodes, folded.edges, wanted.limit);
  const kept = new Set(nodes.map((node) => node.id));
  const whole = base === wanted.filter ? { nodes: parts.things.length, edges: parts.links.length } : wholeGraph(db);
  return {
    nodes,
    edges,
    folded: folded.folded.filter((fold) => kept.has(fold.node)),
    leftOut: { nodes: Math.max(0, whole.nodes - parts.things.length) + cut.nodes, edges: Math.max(0, whole.edges - parts.links.length) + cut.edges },
  };
}

/** The filter that a picture really shows: for no filter on a case with a subject and much else, the subject's world. */
export function shownFilter(db: ReadDb, filter: Filter): Filter {
  if (!isEmpty(filter) || !holdsMoreThan(db, small)) return filter;
  const world = subjectFilter(db);
  return world ?? filter;
}

/** Selects the world of the compromised identities and credentials; null while none is named. */
export function subjectFilter(db: ReadDb): Filter | null {
  const named = subjectMilestones(db);
  if (named.length === 0) return null;
  const world = worldOf(db, {
    identities: named.flatMap((row) => (row.identity === null ? [] : [row.identity])),
    credentials: named.flatMap((row) => (row.credential === null ? [] : [row.credential])),
  });
  const identities = [...world.identities.values()].map((row) => row.key);
  const credentials = [...world.chosen].flatMap((id) => world.credentials.get(id)?.key ?? []).sort();
  return {
    ...(identities.length > 0 ? { identities } : {}),
    ...(credentials.length > 0 ? { credentials } : {}),
    withDescendants: true,
  };
}

function whereOf(db: ReadDb, filter: Filter): Where {
  return filterWhere(db, filter, filter.withDescendants ? descendants(db, filter) : undefined);
}

function isEmpty(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/** Keeps the subject, the planes and then whatever has most events, up to the limit. */
function trim(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  limit: number,
): { nodes: GraphNode[]; edges: GraphEdge[]; cut: { nodes: number; edges: number } } {
  if (nodes.length <= limit) return { nodes: [...nodes], edges: [...edges], cut: { nodes: 0, edges: 0 } };
  const weight = (node: GraphNode): number => (node.subject ? 2e15 : node.lane === 'plane' ? 1e15 : node.counts.reduce((sum, events) => sum + events, 0));
  const keep = new Set(
    [...nodes]
      .sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map((node) => node.id),
  );
  const kept = edges.filter((edge) => keep.has(edge.from) && keep.has(edge.to));
  return { nodes: nodes.filter((node) => keep.has(node.id)), edges: kept, cut: { nodes: nodes.length - keep.size, edges: edges.length - kept.length } };
}
