import type { Plane } from '../../../shared/model.ts';
import type { HoldingRow } from '../store/graph-links.ts';
import type { CredentialRow, IdentityRow, ResourceRow } from '../store/graph-names.ts';
import type { PairRow, ResourceUse } from '../store/graph-pairs.ts';
import { isForeign, strength } from './gather-links.ts';
import { usesBy, type Known } from './known.ts';
import { addCounts, earlier, later, noCounts, nodeId, type Link, type Thing } from './parts.ts';

/** Identities that hold or mint something in the picture, and the subject always. */
export function identityThings({ pairs, identities, scope }: Known, links: readonly Link[]): Thing[] {
  const drawn = new Set(links.map((link) => link.from));
  const byIdentity = Map.groupBy(pairs, (row) => row.identity);
  return [...identities.values()].flatMap((row): Thing[] => {
    const id = nodeId.identity(row.key);
    const subject = scope.subjectIdentities.has(row.id);
    if (!drawn.has(id) && !subject) return [];
    const family = subject ? '' : `identity:${row.kind}:${row.realm}`;
    return [
      {
        id,
        lane: 'identity',
        kind: row.kind,
        label: row.display,
        sub: `${row.kind} · ${row.realm}`,
        depth: 0,
        subject,
        family,
        parent: '',
        familyWords: `${manyOf(row.kind)} of ${row.realm}`,
        ...usesBy(byIdentity.get(row.id) ?? []),
      },
    ];
  });
}

/** Every credential, and one stand-in for each identity that acted without a recorded one. */
export function credentialThings({ credentials, byCredential, minted, holdings, identities, pairs, scope }: Known, links: readonly Link[]): Thing[] {
  const into = Map.groupBy(
    links.filter((link) => link.kind !== 'touched'),
    (link) => link.to,
  );
  const depth = depthsOf(
    into,
    [...credentials.values()].map((row) => nodeId.credential(row.key)),
  );
  const things = [...credentials.values()].map((row): Thing => {
    const id = nodeId.credential(row.key);
    const carried = minted.get(row.id)?.[0]?.childIdentity ?? bearerOf(holdings.get(row.id) ?? [], identities);
    const bearer = carried === null ? undefined : identities.get(carried);
    const parent = (into.get(id) ?? []).map((link) => link.from).sort()[0] ?? '';
    const subject = scope.subjectCredentials.has(row.id);
    const family = subject || scope.since.has(row.id) ? '' : `credential:${row.kind}:${bearer?.key ?? ''}`;
    const words = `${manyOf(row.kind)}${bearer ? ` of ${bearer.display}` : ''}`;
    return {
      id,
      lane: 'credential',
      kind: row.kind,
      label: row.display,
      sub: credentialSub(row, bearer),
      depth: depth.get(id) ?? 0,
      subject,
      family,
      parent,
      familyWords: words,
      ...usesBy(byCredential.get(row.id) ?? []),
    };
  });
  const bare = Map.groupBy(
    pairs.filter((row) => row.credential === null),
    (row) => row.identity,
  );
  for (const [identity, rows] of bare) {
    const person = identities.get(identity);
    if (!person) continue;
    things.push({
      id: nodeId.none(person.key),
      lane: 'credential',
      kind: 'none',
      label: 'no credential',
      sub: `recorded for ${person.display}`,
      depth: 0,
      subject: false,
      family: `none:${person.kind}:${person.realm}`,
      parent: nodeId.identity(person.key),
      familyWords: 'identities without a recorded credential',
      ...usesBy(rows),
    });
  }
  return things;
}

/** Who a credential belongs to by its holdings; records of a rejected call often withhold the name, and say nothing then. */
function bearerOf(rows: readonly HoldingRow[], identities: ReadonlyMap<number, IdentityRow>): number | null {
  const known = rows.filter((row) => identities.get(row.identity)?.kind !== 'anonymous' && !isForeign(row.basis));
  return [...known].sort((a, b) => strength.indexOf(a.basis) - strength.indexOf(b.basis))[0]?.identity ?? null;
}

function credentialSub(row: CredentialRow, bearer: IdentityRow | undefined): string {
  const kind = row.kind.replaceAll('_', ' ');
  if (row.kind === 'session') return bearer ? `session · ${bearer.display}` : 'session';
  return `${kind}${row.lifetime === 'static' ? ', static' : ''}${bearer ? ` · ${bearer.display}` : ''}`;
}

/** How many steps from a credential that nothing here leads to: the longest way, so that chains grow to one side. */
function depthsOf(into: ReadonlyMap<string, readonly Link[]>, ids: readonly string[]): Map<string, number> {
  const depth = new Map<string, number>();
  const open = new Set<string>();
  const visit = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return 0;
    open.add(id);
    const parents = (into.get(id) ?? []).map((link) => link.from).filter((from) => from.startsWith('credential:'));
    const found = parents.length === 0 ? 0 : 1 + Math.max(...parents.map(visit));
    open.delete(id);
    depth.set(id, Math.min(found, 12));
    return depth.get(id) ?? 0;
  };
  for (const id of ids) visit(id);
  return depth;
}

/** Every plane that was touched. */
export function planeThings(pairs: readonly PairRow[]): Thing[] {
  return [...Map.groupBy(pairs, (row) => row.plane)].map(([plane, rows]) => ({
    id: nodeId.plane(plane),
    lane: 'plane',
    kind: plane,
    label: plane,
    sub: 'plane',
    depth: 0,
    subject: false,
    family: '',
    parent: '',
    familyWords: '',
    ...usesBy(rows),
  }));
}

/** Every resource that was touched. */
export function resourceThings(rows: readonly ResourceUse[], resources: ReadonlyMap<number, ResourceRow>): Thing[] {
  const touches = Map.groupBy(rows, (row) => row.resource);
  const planeOfKind = busiestPlanes(rows, resources);
  return [...resources.values()].map((row): Thing => {
    const own = touches.get(row.id) ?? [];
    const sum = own.reduce<Pick<Thing, 'counts' | 'first' | 'last'>>(
      (total, each) => ({ counts: addCounts(total.counts, each.counts), first: earlier(total.first, each.first), last: later(total.last, each.last) }),
      { counts: noCounts, first: null, last: null },
    );
    return {
      id: nodeId.resource(row.key),
      lane: 'resource',
      kind: row.kind,
      label: row.display,
      sub: row.kind,
      depth: 0,
      subject: false,
      family: `resource:${row.kind}`,
      parent: `plane:${planeOfKind.get(row.kind) ?? ''}`,
      familyWords: manyOf(row.kind),
      ...sum,
    };
  });
}

/** Where a kind of resource was mostly touched: all of a kind hang on one plane, so that they fold together. */
function busiestPlanes(rows: readonly ResourceUse[], resources: ReadonlyMap<number, ResourceRow>): Map<string, Plane> {
  const sums = new Map<string, Map<Plane, number>>();
  for (const row of rows) {
    const kind = resources.get(row.resource)?.kind ?? '';
    const planes = sums.get(kind) ?? sums.set(kind, new Map()).get(kind);
    planes?.set(row.plane, (planes.get(row.plane) ?? 0) + row.counts.reduce((a, b) => a + b, 0));
  }
  return new Map([...sums].map(([kind, planes]) => [kind, [...planes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] as Plane]));
}

/** The plural of a kind as it is said of many. */
function manyOf(kind: string): string {
  const word = kind.replaceAll('_', ' ');
  if (/(identity|policy|entity|repository|registry)$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch)$/.test(word) ? `${word}es` : `${word}s`;
}
