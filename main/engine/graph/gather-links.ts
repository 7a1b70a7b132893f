import type { HoldingBasis } from '../../../shared/model.ts';
import { noCredential } from '../store/filter-sql.ts';
import type { DerivationRow, HoldingRow } from '../store/graph-links.ts';
import type { CredentialRow, ResourceRow } from '../store/graph-names.ts';
import type { ResourceUse } from '../store/graph-pairs.ts';
import { usesBy, type Known } from './known.ts';
import { nodeId, type Link } from './parts.ts';

/** An edge for each minting, from the credential where it is known, else from the identity. */
export function mintedLinks(known: Known): Link[] {
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
          kind: 'minted',
          from,
          to: nodeId.credential(child.key),
          label: row.method,
          basis: null,
          counts: event ? [0, 0, 0, 0, 1] : uses.counts,
          first: row.at,
          last: row.at,
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

/** Grounds for saying that somebody held a credential, the strongest first. */
export const strength: readonly HoldingBasis[] = ['used', 'issued', 'inventory', 'exposed', 'asserted'];

/** A session that its minting explains is not drawn a second time as held by its role. */
export function heldLinks(known: Known): Link[] {
  return [...known.credentials.values()].flatMap((credential) => {
    const explained = (known.minted.get(credential.id) ?? []).some(
      (row) => row.parentIdentity !== null || (row.parentCredential !== null && known.credentials.has(row.parentCredential)),
    );
    const rows = (known.holdings.get(credential.id) ?? []).filter((row) => !explained || row.basis === 'exposed' || row.basis === 'asserted');
    const links = new Map<string, Link>();
    for (const row of [...rows].sort((a, b) => strength.indexOf(a.basis) - strength.indexOf(b.basis))) {
      const link = heldLink(known, credential, row);
      if (link && !links.has(`${link.from} ${isForeign(row.basis)}`)) links.set(`${link.from} ${isForeign(row.basis)}`, link);
    }
    return [...links.values()];
  });
}

/** Whether a holding only says that the credential could be read. */
export function isForeign(basis: HoldingBasis): boolean {
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
    kind: 'held',
    from: via && row.basis !== 'used' && row.basis !== 'inventory' ? nodeId.credential(via.key) : nodeId.identity(person.key),
    to: nodeId.credential(credential.key),
    label: row.basis,
    basis: row.basis,
    counts: uses.counts,
    first: row.from ?? uses.first,
    last: row.to ?? uses.last,
    under: { by: 'uses', credential: credential.key, since: known.scope.since.get(credential.id) ?? null, identity: used ? person.key : null, plane: null },
  };
}

/** An edge for each credential and plane; events without a credential hang on their identity. */
export function planeLinks(known: Known): Link[] {
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
  const bare = Map.groupBy(
    known.pairs.filter((row) => row.credential === null),
    (row) => row.identity,
  );
  const bareLinks = [...bare].flatMap(([id, rows]): Link[] => {
    const person = known.identities.get(id);
    if (!person) return [];
    return [
      {
        kind: 'held',
        from: nodeId.identity(person.key),
        to: nodeId.none(person.key),
        label: '',
        basis: 'used',
        ...usesBy(rows),
        under: { by: 'uses', credential: noCredential, since: null, identity: person.key, plane: null },
      },
    ];
  });
  return [...links, ...bareLinks];
}

/** An edge for each plane and resource. */
export function resourceLinks(rows: readonly ResourceUse[], resources: ReadonlyMap<number, ResourceRow>): Link[] {
  return rows.flatMap((row): Link[] => {
    const resource = resources.get(row.resource);
    if (!resource) return [];
    const under = { by: 'touch', plane: row.plane, resource: resource.key, kind: resource.kind } as const;
    return [
      {
        kind: 'touched',
        from: nodeId.plane(row.plane),
        to: nodeId.resource(resource.key),
        label: '',
        basis: null,
        counts: row.counts,
        first: row.first,
        last: row.last,
        under,
      },
    ];
  });
}
