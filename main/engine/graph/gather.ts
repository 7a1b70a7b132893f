import type { HoldingBasis, Plane } from '../../../shared/model.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import { noCredential, type Where } from '../store/filter-sql.ts';
import { derivationsOf, holdingsOf, type DerivationRow, type HoldingRow } from '../store/graph-links.ts';
import { credentialsById, identitiesById, resourcesById, type CredentialRow, type IdentityRow, type ResourceRow } from '../store/graph-names.ts';
import { mintingEvents, pairRows, resourceUses, type MintingEvent, type PairRow, type ResourceUse } from '../store/graph-pairs.ts';
import { addCounts, earlier, later, noCounts, nodeId, type Link, type Parts, type Thing } from './parts.ts';

/** What a picture is gathered from. */
export interface Scope {
  readonly db: ReadDb;
  readonly where: Where;
  /** Whether a resource is drawn: a filter by resources shows those alone, not what else their events touched. */
  readonly shows: (resource: ResourceRow) => boolean;
  /** Credentials that belong in it even without an event (minted or readable, never used). */
  readonly also: readonly number[];
  readonly since: ReadonlyMap<number, Micros>;
  readonly subjectIdentities: ReadonlySet<number>;
  readonly subjectCredentials: ReadonlySet<number>;
}

interface Known {
  readonly scope: Scope;
  readonly pairs: readonly PairRow[];
  readonly byCredential: ReadonlyMap<number, readonly PairRow[]>;
  readonly credentials: ReadonlyMap<number, CredentialRow>;
  readonly identities: ReadonlyMap<number, IdentityRow>;
  readonly holdings: ReadonlyMap<number, readonly HoldingRow[]>;
  readonly minted: ReadonlyMap<number, readonly DerivationRow[]>;
  readonly events: ReadonlyMap<number, MintingEvent>;
}

/** Collects every thing and link that the events of the scope show, and what was held or minted beside them. */
export function gather(scope: Scope): Parts {
  const pairs = pairRows(scope.db, scope.where);
  const ids = new Set([...pairs.flatMap((row) => (row.credential === null ? [] : [row.credential])), ...scope.also]);
  const holdings = Map.groupBy(holdingsOf(scope.db, ids), (row) => row.credential);
  const minted = Map.groupBy(derivationsOf(scope.db, ids), (row) => row.child);
  const people = new Set([...scope.subjectIdentities, ...pairs.map((row) => row.identity)]);
  for (const row of [...holdings.values()].flat()) people.add(row.identity);
  for (const row of [...minted.values()].flat()) for (const id of [row.parentIdentity, row.childIdentity]) if (id !== null) people.add(id);
  const events = mintingEvents(scope.db, [...minted.values()].flat().flatMap((row) => (row.event === null ? [] : [row.event])));
  const known: Known = {
    scope, pairs, holdings, minted, events,
    byCredential: Map.groupBy(pairs.filter((row) => row.credential !== null), (row) => row.credential as number),
    credentials: credentialsById(scope.db, ids),
    identities: identitiesById(scope.db, people),
  };
  const touched = resourceUses(scope.db, scope.where);
  const resources = new Map([...resourcesById(scope.db, new Set(touched.map((row) => row.resource)))].filter(([, row]) => scope.shows(row)));
  const uses = touched.filter((row) => resources.has(row.resource));
  const links = [...mintedLinks(known), ...heldLinks(known), ...planeLinks(known), ...resourceLinks(uses, resources)];
  const things = [...identityThings(known, links), ...credentialThings(known, links), ...planeThings(pairs), ...resourceThings(uses, resources)];
  const present = new Set(things.map((thing) => thing.id));
  return { things, links: links.filter((link) => present.has(link.from) && present.has(link.to)), resourceIds: new Map([...resources].map(([id, row]) => [nodeId.resource(row.key), id])) };
}

function usesBy(rows: readonly PairRow[]): { counts: RungCounts; first: Micros | null; last: Micros | null } {
  return rows.reduce<{ counts: RungCounts; first: Micros | null; last: Micros | null }>(
    (sum, row) => ({ counts: addCounts(sum.counts, row.counts), first: earlier(sum.first, row.first), last: later(sum.last, row.last) }),
    { counts: noCounts, first: null, last: null },
  );
}

function mintedLinks(known: Known): Link[] {
  return [...known.credentials.values()].flatMap((child) =>
    bestDerivations(known, child.id).flatMap((row): Link[] => {
      const parent = row.parentCredential === null ? undefined : known.credentials.get(row.parentCredential);
      const person = row.parentIdentity === null ? undefined : known.identities.get(row.parentIdentity);
      if (!parent && !person) return [];
      const event = row.event === null ? undefined : known.events.get(row.event);
      const from = parent ? nodeId.credential(parent.key) : nodeId.identity(person?.key ?? '');
      const uses = usesBy(known.byCredential.get(child.id) ?? []);
      return [
        {
          kind: 'minted', from, to: nodeId.credential(child.key), label: row.method, basis: null,
          counts: event ? [0, 0, 0, 0, 1] : uses.counts, first: row.at, last: row.at,
          under: event
            ? { by: 'minting', at: event.at, action: event.action, identity: event.identity, credential: event.credential }
            : { by: 'uses', credential: child.key, since: null, identity: null, plane: null },
        },
      ];
    }),
  );
}

/** One call is often recorded in two accounts, and only the caller's own record names the credential: the other then says nothing more. */
function bestDerivations({ minted, credentials }: Known, child: number): readonly DerivationRow[] {
  const rows = minted.get(child) ?? [];
  const named = rows.filter((row) => row.parentCredential !== null && credentials.has(row.parentCredential));
  const one = new Map((named.length > 0 ? named : rows).map((row) => [`${row.parentCredential ?? ''} ${row.parentIdentity ?? ''} ${row.method}`, row]));
  return [...one.values()];
}

const strength: readonly HoldingBasis[] = ['used', 'issued', 'inventory', 'exposed', 'asserted'];

/** A session that its minting explains is not drawn a second time as held by its role. */
function heldLinks(known: Known): Link[] {
  return [...known.credentials.values()].flatMap((credential) => {
    const explained = (known.minted.get(credential.id) ?? []).some((row) => row.parentIdentity !== null || (row.parentCredential !== null && known.credentials.has(row.parentCredential)));
    const rows = (known.holdings.get(credential.id) ?? []).filter((row) => !explained || row.basis === 'exposed' || row.basis === 'asserted');
    const links = new Map<string, Link>();
    for (const row of [...rows].sort((a, b) => strength.indexOf(a.basis) - strength.indexOf(b.basis))) {
      const link = heldLink(known, credential, row);
      if (link && !links.has(`${link.from} ${isForeign(row.basis)}`)) links.set(`${link.from} ${isForeign(row.basis)}`, link);
    }
    return [...links.values()];
  });
}

function isForeign(basis: HoldingBasis): boolean {
  return basis === 'exposed' || basis === 'asserted';
}

function heldLink(known: Known, credential: CredentialRow, row: HoldingRow): Link | null {
  const via = row.via === null ? undefined : known.credentials.get(row.via);
  const person = known.identities.get(row.identity);
  if (!person || (row.basis === 'issued' && !via && row.via !== null)) return null;
  const all = known.byCredential.get(credential.id) ?? [];
  const used = row.basis === 'used';
  const uses = usesBy(used ? all.filter((pair) => pair.identity === row.identity) : all);
  if (used && uses.first === null) return null;
  return {
    kind: 'held', from: via && row.basis !== 'used' && row.basis !== 'inventory' ? nodeId.credential(via.key) : nodeId.identity(person.key), to: nodeId.credential(credential.key),
    label: row.basis, basis: row.basis, counts: uses.counts, first: row.from ?? uses.first, last: row.to ?? uses.last,
    under: { by: 'uses', credential: credential.key, since: known.scope.since.get(credential.id) ?? null, identity: used ? person.key : null, plane: null },
  };
}

function planeLinks(known: Known): Link[] {
  const groups = Map.groupBy(known.pairs, (row) => `${row.credential ?? `none ${row.identity}`} ${row.plane}`);
  const links = [...groups.values()].flatMap((rows): Link[] => {
    const [row] = rows;
    const person = row && known.identities.get(row.identity);
    if (!row || !person) return [];
    const credential = row.credential === null ? null : (known.credentials.get(row.credential) ?? null);
    const from = credential ? nodeId.credential(credential.key) : nodeId.none(person.key);
    const since = credential ? (known.scope.since.get(credential.id) ?? null) : null;
    const under = { by: 'uses', credential: credential?.key ?? noCredential, since, identity: credential ? null : person.key, plane: row.plane } as const;
    return [{ kind: 'touched', from, to: nodeId.plane(row.plane), label: '', basis: null, ...usesBy(rows), under }];
  });
  const bare = Map.groupBy(known.pairs.filter((row) => row.credential === null), (row) => row.identity);
  const bareLinks = [...bare].flatMap(([id, rows]): Link[] => {
    const person = known.identities.get(id);
    if (!person) return [];
    return [{ kind: 'held', from: nodeId.identity(person.key), to: nodeId.none(person.key), label: '', basis: 'used', ...usesBy(rows), under: { by: 'uses', credential: noCredential, since: null, identity: person.key, plane: null } }];
  });
  return [...links, ...bareLinks];
}

function resourceLinks(rows: readonly ResourceUse[], resources: ReadonlyMap<number, ResourceRow>): Link[] {
  return rows.flatMap((row): Link[] => {
    const resource = resources.get(row.resource);
    if (!resource) return [];
    const under = { by: 'touch', plane: row.plane, resource: resource.key, kind: resource.kind } as const;
    return [{ kind: 'touched', from: nodeId.plane(row.plane), to: nodeId.resource(resource.key), label: '', basis: null, counts: row.counts, first: row.first, last: row.last, under }];
  });
}

function identityThings({ pairs, identities, scope }: Known, links: readonly Link[]): Thing[] {
  const drawn = new Set(links.map((link) => link.from));
  const byIdentity = Map.groupBy(pairs, (row) => row.identity);
  return [...identities.values()].flatMap((row): Thing[] => {
    const id = nodeId.identity(row.key);
    const subject = scope.subjectIdentities.has(row.id);
    if (!drawn.has(id) && !subject) return [];
    const family = subject ? '' : `identity:${row.kind}:${row.realm}`;
    return [{ id, lane: 'identity', kind: row.kind, label: row.display, sub: `${row.kind} · ${row.realm}`, depth: 0, subject, family, parent: '', familyWords: `${manyOf(row.kind)} of ${row.realm}`, ...usesBy(byIdentity.get(row.id) ?? []) }];
  });
}

function credentialThings({ credentials, byCredential, minted, holdings, identities, pairs, scope }: Known, links: readonly Link[]): Thing[] {
  const into = Map.groupBy(links.filter((link) => link.kind !== 'touched'), (link) => link.to);
  const depth = depthsOf(into, [...credentials.values()].map((row) => nodeId.credential(row.key)));
  const things = [...credentials.values()].map((row): Thing => {
    const id = nodeId.credential(row.key);
    const carried = minted.get(row.id)?.[0]?.childIdentity ?? bearerOf(holdings.get(row.id) ?? [], identities);
    const bearer = carried === null ? undefined : identities.get(carried);
    const parent = (into.get(id) ?? []).map((link) => link.from).sort()[0] ?? '';
    const subject = scope.subjectCredentials.has(row.id);
    const family = subject || scope.since.has(row.id) ? '' : `credential:${row.kind}:${bearer?.key ?? ''}`;
    const words = `${manyOf(row.kind)}${bearer ? ` of ${bearer.display}` : ''}`;
    return { id, lane: 'credential', kind: row.kind, label: row.display, sub: credentialSub(row, bearer), depth: depth.get(id) ?? 0, subject, family, parent, familyWords: words, ...usesBy(byCredential.get(row.id) ?? []) };
  });
  const bare = Map.groupBy(pairs.filter((row) => row.credential === null), (row) => row.identity);
  for (const [identity, rows] of bare) {
    const person = identities.get(identity);
    if (!person) continue;
    things.push({ id: nodeId.none(person.key), lane: 'credential', kind: 'none', label: 'no credential', sub: `recorded for ${person.display}`, depth: 0, subject: false, family: `none:${person.kind}:${person.realm}`, parent: nodeId.identity(person.key), familyWords: 'identities without a recorded credential', ...usesBy(rows) });
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

function planeThings(pairs: readonly PairRow[]): Thing[] {
  return [...Map.groupBy(pairs, (row) => row.plane)].map(([plane, rows]) => ({ id: nodeId.plane(plane), lane: 'plane', kind: plane, label: plane, sub: 'plane', depth: 0, subject: false, family: '', parent: '', familyWords: '', ...usesBy(rows) }));
}

function resourceThings(rows: readonly ResourceUse[], resources: ReadonlyMap<number, ResourceRow>): Thing[] {
  const touches = Map.groupBy(rows, (row) => row.resource);
  const planeOfKind = busiestPlanes(rows, resources);
  return [...resources.values()].map((row): Thing => {
    const own = touches.get(row.id) ?? [];
    const sum = own.reduce<Pick<Thing, 'counts' | 'first' | 'last'>>((total, each) => ({ counts: addCounts(total.counts, each.counts), first: earlier(total.first, each.first), last: later(total.last, each.last) }), { counts: noCounts, first: null, last: null });
    return { id: nodeId.resource(row.key), lane: 'resource', kind: row.kind, label: row.display, sub: row.kind, depth: 0, subject: false, family: `resource:${row.kind}`, parent: `plane:${planeOfKind.get(row.kind) ?? ''}`, familyWords: manyOf(row.kind), ...sum };
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
