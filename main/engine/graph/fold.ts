import type { Filter } from '../../../shared/rpc/filter.ts';
import type { GraphEdge, GraphNode, GraphPicture } from '../../../shared/rpc/graph.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import { addCounts, earlier, edgeId, later, noCounts, type Link, type Parts, type Thing, type Under } from './parts.ts';

export interface FoldChoices {
  readonly expanded: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly groupAbove: number;
  /** The filter of the whole picture. */
  readonly base: Filter;
  /** Counts the events of a filter, for the edges of a minting. */
  readonly count: (filter: Filter) => RungCounts;
  /** Counts the events of the picture by `plane group`, each once however many resources of a group it touched. */
  readonly countGroups: (groupOf: ReadonlyMap<number, string>) => ReadonlyMap<string, RungCounts>;
}

type Folded = GraphPicture['folded'][number];

/** Members of each group, by the group's name, and where each folded thing went. */
interface Groups {
  readonly members: Map<string, { readonly things: readonly Thing[]; readonly words: string }>;
  readonly home: Map<string, string>;
}

/**
 * Folds what is many of a kind under one parent, then what is still many under one parent whatever its kind, and merges the
 * edges between what is left. Identities and resources fold first, then credentials from the beginning of the chains on.
 */
export function fold(parts: Parts, choices: FoldChoices): { nodes: GraphNode[]; edges: GraphEdge[]; folded: Folded[] } {
  const groups: Groups = { members: new Map(), home: new Map() };
  for (const level of [
    ...Map.groupBy(
      parts.things.filter((thing) => thing.family !== ''),
      (thing) => (thing.lane === 'credential' ? thing.depth : -1),
    ),
  ].sort(([a], [b]) => a - b)) {
    foldKinds(level[1], groups, choices);
    foldRest(level[1], groups, choices);
  }
  const nodes = [
    ...parts.things.filter((thing) => !groups.home.has(thing.id)).map(single),
    ...[...groups.members].map(([id, { things, words }]) => grouped(id, things, words)),
  ].filter((node) => !choices.hidden.has(node.id));
  const present = new Set(nodes.map((node) => node.id));
  const edges = mergeLinks(parts, groups, choices).filter((edge) => present.has(edge.from) && present.has(edge.to));
  const folded = [...groups.members]
    .filter(([id]) => present.has(id))
    .map(([id, { things, words }]) => ({ node: id, words: numbered(things, words), members: things.length }));
  return { nodes: nodes.sort(byId), edges: edges.sort(byId), folded: folded.sort((a, b) => b.members - a.members || (a.node < b.node ? -1 : 1)) };
}

function foldKinds(level: readonly Thing[], groups: Groups, choices: FoldChoices): void {
  for (const [family, things] of Map.groupBy(level, (thing) => `${thing.family}:${groups.home.get(thing.parent) ?? thing.parent}`)) {
    const id = `group:${family}`;
    if (things.length > choices.groupAbove && !choices.expanded.has(id)) put(groups, id, things, things[0]?.familyWords ?? '');
  }
}

/** Keeps the busiest under a parent that still has too many, and folds the rest together. */
function foldRest(level: readonly Thing[], groups: Groups, choices: FoldChoices): void {
  for (const [parent, things] of Map.groupBy(level, (thing) => `${thing.lane}:${groups.home.get(thing.parent) ?? thing.parent}`)) {
    const id = `group:further:${parent}`;
    const units = [...Map.groupBy(things, (thing) => groups.home.get(thing.id) ?? thing.id)].map(([unit, members]) => ({
      unit,
      members,
      events: members.reduce((sum, member) => sum + member.counts.reduce((a, b) => a + b, 0), 0),
    }));
    if (units.length <= choices.groupAbove + 2 || choices.expanded.has(id)) continue;
    const rest = units.sort((a, b) => b.events - a.events || (a.unit < b.unit ? -1 : 1)).slice(choices.groupAbove);
    for (const { unit } of rest) groups.members.delete(unit);
    put(
      groups,
      id,
      rest.flatMap(({ members }) => members),
      `further ${furtherWords[things[0]?.lane ?? 'resource']}${parent.startsWith('resource:plane:') ? ` of ${parent.slice('resource:plane:'.length)}` : ''}`,
    );
  }
}

const furtherWords = { identity: 'identities', credential: 'credentials', plane: 'planes', resource: 'resources' } as const;

function put(groups: Groups, id: string, things: readonly Thing[], words: string): void {
  groups.members.set(id, { things, words });
  for (const thing of things) groups.home.set(thing.id, id);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function numbered(things: readonly Thing[], words: string): string {
  return `${things.length.toLocaleString('en-GB')} ${words}`;
}

function single({ family: _family, familyWords: _words, parent: _parent, ...thing }: Thing): GraphNode {
  return { ...thing, counts: [...thing.counts], members: 0 };
}

function grouped(id: string, members: readonly Thing[], words: string): GraphNode {
  const [first] = members as [Thing, ...Thing[]];
  const counts = members.reduce((sum, member) => addCounts(sum, member.counts), noCounts);
  const [number, ...rest] = numbered(members, words).split(' of ');
  return {
    id,
    lane: first.lane,
    kind: first.kind,
    label: number ?? '',
    sub: rest.length > 0 ? `of ${rest.join(' of ')}` : 'folded',
    depth: first.depth,
    members: members.length,
    counts: [...counts],
    first: members.reduce<Thing['first']>((least, member) => earlier(least, member.first), null),
    last: members.reduce<Thing['last']>((most, member) => later(most, member.last), null),
    subject: false,
  };
}

function mergeLinks({ things, links, resourceIds }: Parts, groups: Groups, choices: FoldChoices): GraphEdge[] {
  const { home } = groups;
  const whole = wholeKinds(things, groups);
  const foldedResources = new Map([...resourceIds].flatMap(([node, id]) => (home.has(node) ? [[id, home.get(node) ?? ''] as const] : [])));
  const groupCounts = foldedResources.size > 0 ? choices.countGroups(foldedResources) : new Map<string, RungCounts>();
  const ends = links.map((link) => ({ link, from: home.get(link.from) ?? link.from, to: home.get(link.to) ?? link.to }));
  const merged = Map.groupBy(ends, ({ link, from, to }) => edgeId(link.kind, from, to, link.basis));
  return [...merged].map(([id, group]) => {
    const [{ link, from, to }] = group as [(typeof ends)[number], ...typeof ends];
    const under = group.map((each) => each.link.under);
    const filter = filterUnder(under, choices.base, whole.get(to) ?? new Set());
    const sum = group.reduce((total, each) => addCounts(total, each.link.counts), noCounts);
    const counts =
      link.under.by === 'minting' ? choices.count(filter) : link.under.by === 'touch' ? (groupCounts.get(`${link.under.plane} ${to}`) ?? sum) : sum;
    return {
      id,
      from,
      to,
      kind: link.kind,
      label: [...new Set(group.map((each) => each.link.label))].sort().join(', '),
      basis: link.basis,
      counts: [...counts] as GraphEdge['counts'],
      first: group.reduce<Link['first']>((least, each) => earlier(least, each.link.first), null),
      last: group.reduce<Link['last']>((most, each) => later(most, each.link.last), null),
      filter,
    };
  });
}

/** Kinds of resource that a group holds altogether, where they are too many to be written out. */
function wholeKinds(things: readonly Thing[], groups: Groups): Map<string, ReadonlySet<string>> {
  const totals = Map.groupBy(
    things.filter((thing) => thing.lane === 'resource'),
    (thing) => thing.kind,
  );
  return new Map(
    [...groups.members].map(([id, { things: members }]) => {
      const kinds = Map.groupBy(
        members.filter((member) => member.lane === 'resource'),
        (member) => member.kind,
      );
      return [id, new Set([...kinds].filter(([kind, own]) => own.length > writtenOut && own.length === totals.get(kind)?.length).map(([kind]) => kind))];
    }),
  );
}

const writtenOut = 50;

/** The filter that selects the events under an edge, within the filter of the picture; `whole`: kinds that need not be written out. */
function filterUnder(under: readonly Under[], base: Filter, whole: ReadonlySet<string>): Filter {
  const [first] = under as [Under, ...Under[]];
  const { identities, credentials: _credentials, withDescendants, ...rest } = base;
  if (first.by === 'touch') {
    const rows = under.filter((each) => each.by === 'touch');
    const kinds = [...new Set(rows.map((row) => row.kind))].filter((kind) => whole.has(kind)).sort();
    const keys = [...new Set(rows.filter((row) => !whole.has(row.kind)).map((row) => row.resource))].sort();
    return { ...base, planes: [first.plane], ...(keys.length > 0 ? { resources: keys } : {}), ...(kinds.length > 0 ? { resourceKinds: kinds } : {}) };
  }
  if (first.by === 'minting') {
    const rows = under.filter((each) => each.by === 'minting');
    const throughCredentials = rows.every((row) => row.credential !== null);
    const who = throughCredentials
      ? { credentials: [...new Set(rows.map((row) => row.credential ?? ''))].sort() }
      : { identities: [...new Set(rows.map((row) => row.identity ?? ''))].sort() };
    return {
      ...who,
      actions: [...new Set(rows.map((row) => row.action))].sort(),
      from: Math.min(...rows.map((row) => row.at)),
      to: Math.max(...rows.map((row) => row.at)) + 1,
    };
  }
  const rows = under.filter((each) => each.by === 'uses');
  const since = rows.every((row) => row.since !== null) ? Math.min(...rows.map((row) => row.since ?? 0)) : null;
  const people = rows.every((row) => row.identity !== null)
    ? [...new Set(rows.map((row) => row.identity ?? ''))].sort()
    : withDescendants
      ? undefined
      : identities;
  return {
    ...rest,
    credentials: [...new Set(rows.map((row) => row.credential))].sort(),
    ...(people ? { identities: people } : {}),
    ...(since === null ? {} : { from: Math.max(since, base.from ?? since) }),
    ...(first.plane === null ? {} : { planes: [first.plane] }),
  };
}
