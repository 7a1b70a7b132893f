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
  /** Counts the events of a filter, for edges whose parts may share events. */
  readonly count: (filter: Filter) => RungCounts;
}

type Folded = GraphPicture['folded'][number];

/** Folds what is many of a kind under one parent, and merges the edges between what is left. Identities fold first, then credentials by what leads to them, then resources. */
export function fold(parts: Parts, choices: FoldChoices): { nodes: GraphNode[]; edges: GraphEdge[]; folded: Folded[] } {
  const home = new Map<string, string>();
  const groups = new Map<string, Thing[]>();
  const depths = [...new Set(parts.things.map((thing) => (thing.lane === 'credential' ? thing.depth : -1)))].sort((a, b) => a - b);
  for (const depth of depths) {
    const level = parts.things.filter((thing) => (thing.lane === 'credential' ? thing.depth : -1) === depth);
    const families = Map.groupBy(level.filter((thing) => thing.family !== ''), (thing) => familyOf(thing, home));
    for (const [family, members] of families) {
      const id = `group:${family}`;
      if (members.length <= choices.groupAbove || choices.expanded.has(id)) continue;
      groups.set(id, members);
      for (const member of members) home.set(member.id, id);
    }
  }
  const nodes = [...parts.things.filter((thing) => !home.has(thing.id)).map(single), ...[...groups].map(([id, members]) => grouped(id, members))].filter((node) => !choices.hidden.has(node.id));
  const present = new Set(nodes.map((node) => node.id));
  const edges = mergeLinks(parts.links, home, choices).filter((edge) => present.has(edge.from) && present.has(edge.to));
  const folded = [...groups].filter(([id]) => present.has(id)).map(([id, members]) => ({ node: id, words: wordsOf(members), members: members.length }));
  return { nodes: nodes.sort(byId), edges: edges.sort(byId), folded: folded.sort((a, b) => b.members - a.members || (a.node < b.node ? -1 : 1)) };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A credential's family is named after its parent; a parent that was folded gives its group's name. */
function familyOf(thing: Thing, home: ReadonlyMap<string, string>): string {
  if (thing.lane !== 'credential') return thing.family;
  for (const [id, group] of home) if (thing.family.endsWith(`:${id}`)) return `${thing.family.slice(0, -id.length)}${group}`;
  return thing.family;
}

function wordsOf(members: readonly Thing[]): string {
  return `${members.length.toLocaleString('en-GB')} ${members[0]?.familyWords ?? ''}`;
}

function single({ family: _family, familyWords: _words, ...thing }: Thing): GraphNode {
  return { ...thing, counts: [...thing.counts], members: 0 };
}

function grouped(id: string, members: readonly Thing[]): GraphNode {
  const [first] = members as [Thing, ...Thing[]];
  const counts = members.reduce((sum, member) => addCounts(sum, member.counts), noCounts);
  const [number, ...rest] = wordsOf(members).split(' of ');
  return {
    id, lane: first.lane, kind: first.kind, label: number ?? '', sub: rest.length > 0 ? `of ${rest.join(' of ')}` : first.lane === 'resource' ? 'folded' : first.sub, depth: first.depth, members: members.length, counts: [...counts],
    first: members.reduce<Thing['first']>((least, member) => earlier(least, member.first), null),
    last: members.reduce<Thing['last']>((most, member) => later(most, member.last), null),
    subject: false,
  };
}

function mergeLinks(links: readonly Link[], home: ReadonlyMap<string, string>, choices: FoldChoices): GraphEdge[] {
  const ends = links.map((link) => ({ link, from: home.get(link.from) ?? link.from, to: home.get(link.to) ?? link.to }));
  const merged = Map.groupBy(ends, ({ link, from, to }) => edgeId(link.kind, from, to, link.basis));
  return [...merged].map(([id, group]) => {
    const [{ link, from, to }] = group as [(typeof ends)[number], ...typeof ends];
    const under = group.map((each) => each.link.under);
    const filter = filterUnder(under, choices.base);
    const exact = under.every((each) => each.by === 'uses') || group.length === 1;
    const sum = group.reduce((total, each) => addCounts(total, each.link.counts), noCounts);
    const counts = exact && link.under.by !== 'minting' ? sum : choices.count(filter);
    return {
      id, from, to, kind: link.kind, label: [...new Set(group.map((each) => each.link.label))].sort().join(', '), basis: link.basis, counts: [...counts] as GraphEdge['counts'],
      first: group.reduce<Link['first']>((least, each) => earlier(least, each.link.first), null),
      last: group.reduce<Link['last']>((most, each) => later(most, each.link.last), null),
      filter,
    };
  });
}

/** The filter that selects the events under an edge, within the filter of the picture. */
function filterUnder(under: readonly Under[], base: Filter): Filter {
  const [first] = under as [Under, ...Under[]];
  const { identities, credentials: _credentials, withDescendants, ...rest } = base;
  if (first.by === 'touch') {
    const rows = under.filter((each) => each.by === 'touch');
    return { ...base, planes: [first.plane], resources: [...new Set(rows.map((row) => row.resource))].sort() };
  }
  if (first.by === 'minting') {
    const rows = under.filter((each) => each.by === 'minting');
    const throughCredentials = rows.every((row) => row.credential !== null);
    const who = throughCredentials ? { credentials: [...new Set(rows.map((row) => row.credential ?? ''))].sort() } : { identities: [...new Set(rows.map((row) => row.identity ?? ''))].sort() };
    return { ...who, actions: [...new Set(rows.map((row) => row.action))].sort(), from: Math.min(...rows.map((row) => row.at)), to: Math.max(...rows.map((row) => row.at)) + 1 };
  }
  const rows = under.filter((each) => each.by === 'uses');
  const since = rows.every((row) => row.since !== null) ? Math.min(...rows.map((row) => row.since ?? 0)) : null;
  const people = rows.every((row) => row.identity !== null) ? [...new Set(rows.map((row) => row.identity ?? ''))].sort() : withDescendants ? undefined : identities;
  return {
    ...rest,
    credentials: [...new Set(rows.map((row) => row.credential))].sort(),
    ...(people ? { identities: people } : {}),
    ...(since === null ? {} : { from: Math.max(since, base.from ?? since) }),
    ...(first.plane === null ? {} : { planes: [first.plane] }),
  };
}
