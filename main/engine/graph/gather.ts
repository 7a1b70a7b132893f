import { derivationsOf, holdingsOf } from '../store/graph-links.ts';
import { credentialsById, identitiesById, resourcesById } from '../store/graph-names.ts';
import { mintingEvents, pairRows, resourceUses } from '../store/graph-pairs.ts';
import { heldLinks, mintedLinks, planeLinks, resourceLinks } from './gather-links.ts';
import { credentialThings, identityThings, planeThings, resourceThings } from './gather-things.ts';
import type { Known, Scope } from './known.ts';
import { nodeId, type Parts } from './parts.ts';

/** Collects every thing and link that the events of the scope show, and what was held or minted beside them. */
export function gather(scope: Scope): Parts {
  const pairs = pairRows(scope.db, scope.where);
  const ids = new Set([...pairs.flatMap((row) => (row.credential === null ? [] : [row.credential])), ...scope.also]);
  const holdings = Map.groupBy(holdingsOf(scope.db, ids), (row) => row.credential);
  const minted = Map.groupBy(derivationsOf(scope.db, ids), (row) => row.child);
  const people = new Set([...scope.subjectIdentities, ...pairs.map((row) => row.identity)]);
  for (const row of [...holdings.values()].flat()) people.add(row.identity);
  for (const row of [...minted.values()].flat()) for (const id of [row.parentIdentity, row.childIdentity]) if (id !== null) people.add(id);
  const events = mintingEvents(
    scope.db,
    [...minted.values()].flat().flatMap((row) => (row.event === null ? [] : [row.event])),
  );
  const known: Known = {
    scope,
    pairs,
    holdings,
    minted,
    events,
    byCredential: Map.groupBy(
      pairs.filter((row) => row.credential !== null),
      (row) => row.credential as number,
    ),
    credentials: credentialsById(scope.db, ids),
    identities: identitiesById(scope.db, people),
  };
  const touched = resourceUses(scope.db, scope.where);
  const resources = new Map([...resourcesById(scope.db, new Set(touched.map((row) => row.resource)))].filter(([, row]) => scope.shows(row)));
  const uses = touched.filter((row) => resources.has(row.resource));
  const links = [...mintedLinks(known), ...heldLinks(known), ...planeLinks(known), ...resourceLinks(uses, resources)];
  const things = [...identityThings(known, links), ...credentialThings(known, links), ...planeThings(pairs), ...resourceThings(uses, resources)];
  const present = new Set(things.map((thing) => thing.id));
  return {
    things,
    links: links.filter((link) => present.has(link.from) && present.has(link.to)),
    resourceIds: new Map([...resources].map(([id, row]) => [nodeId.resource(row.key), id])),
  };
}
