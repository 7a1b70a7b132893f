import type { Result } from '../../../shared/rpc/contract.ts';
import { planes } from '../../../shared/model.ts';
import type { ReadDb } from '../store/db.ts';
import { derivationsByCredentials, derivationsByIdentities, holdingsByIdentities, holdingsVia } from '../store/graph-links.ts';
import { credentialIds, credentialsById, identitiesById, identityIds } from '../store/graph-names.ts';
import { reachRows } from '../store/graph-pairs.ts';
import { edgeId, nodeId } from './parts.ts';

export interface PathWanted {
  readonly from: string;
  readonly to: string;
  readonly onlySucceeded: boolean;
  readonly maxHops: number;
  readonly all: boolean;
}

type Path = Result<'graph.path'>[number];

const most = 200;

/** A move to further nodes: one, or plane and resource together, because a plane by itself leads nowhere. */
interface Move {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** The shortest ways between two nodes, or all up to so many hops; tried in the other direction when there is none. A resource is reached only by a credential that touched it itself. */
export function pathsBetween(db: ReadDb, wanted: PathWanted): Path[] {
  const found = search(db, wanted);
  return found.length > 0 ? found : search(db, { ...wanted, from: wanted.to, to: wanted.from });
}

function search(db: ReadDb, { from, to, onlySucceeded, maxHops, all }: PathWanted): Path[] {
  const moves = new Map<string, Move[]>();
  const movesOf = (node: string): Move[] => moves.get(node) ?? (moves.set(node, movesFrom(db, node, onlySucceeded)).get(node) as Move[]);
  let open: Path[] = [{ nodes: [from], edges: [] }];
  const found: Path[] = [];
  while (open.length > 0 && found.length < most) {
    const next: Path[] = [];
    for (const path of open) {
      for (const move of movesOf(path.nodes.at(-1) as string)) {
        const until = move.nodes.indexOf(to);
        const nodes = until < 0 ? move.nodes : move.nodes.slice(0, until + 1);
        const edges = until < 0 ? move.edges : move.edges.slice(0, until + 1);
        if (path.edges.length + edges.length > maxHops || nodes.some((node) => path.nodes.includes(node))) continue;
        const longer = { nodes: [...path.nodes, ...nodes], edges: [...path.edges, ...edges] };
        if (until >= 0) found.push(longer);
        else if (next.length < 20_000) next.push(longer);
      }
    }
    if (!all && found.length > 0) break;
    open = next;
  }
  const unique = new Map(found.map((path) => [path.edges.join('\n'), path]));
  const sorted = [...unique.values()].sort((a, b) => a.edges.length - b.edges.length || (a.nodes.join('\n') < b.nodes.join('\n') ? -1 : 1));
  const shortest = sorted[0]?.edges.length;
  return sorted.filter((path) => all || path.edges.length === shortest).slice(0, most);
}

function movesFrom(db: ReadDb, node: string, onlySucceeded: boolean): Move[] {
  if (node.startsWith('credential:none:')) return reach(db, node, [], identityIds(db, [node.slice('credential:none:'.length)]), onlySucceeded);
  if (node.startsWith('identity:')) return fromIdentity(db, node, onlySucceeded);
  if (node.startsWith('credential:')) return fromCredential(db, node, onlySucceeded);
  return [];
}

function fromIdentity(db: ReadDb, node: string, onlySucceeded: boolean): Move[] {
  const key = node.slice('identity:'.length);
  const ids = identityIds(db, [key]);
  const held = holdingsByIdentities(db, ids)
    .filter((row) => row.via === null || row.basis === 'used')
    .filter((row) => !onlySucceeded || row.basis === 'used' || row.basis === 'issued');
  const minted = derivationsByIdentities(db, ids).filter((row) => row.parentCredential === null);
  const names = credentialsById(db, [...held.map((row) => row.credential), ...minted.map((row) => row.child)]);
  const moves = [
    ...held.map((row) => step('held', node, nodeId.credential(names.get(row.credential)?.key ?? ''), row.basis)),
    ...minted.map((row) => step('minted', node, nodeId.credential(names.get(row.child)?.key ?? ''), null)),
  ];
  const bare = reachRows(db, [], ids).some((row) => row.credential === 0);
  return bare ? [...moves, step('held', node, nodeId.none(key), 'used')] : moves;
}

function fromCredential(db: ReadDb, node: string, onlySucceeded: boolean): Move[] {
  const ids = credentialIds(db, [node.slice('credential:'.length)]);
  const minted = derivationsByCredentials(db, ids);
  const via = holdingsVia(db, ids).filter((row) => !onlySucceeded || row.basis === 'issued');
  const names = credentialsById(db, [...minted.map((row) => row.child), ...via.map((row) => row.credential)]);
  const children = new Set(minted.map((row) => row.child));
  return [
    ...minted.map((row) => step('minted', node, nodeId.credential(names.get(row.child)?.key ?? ''), null)),
    ...via.filter((row) => !children.has(row.credential)).map((row) => step('held', node, nodeId.credential(names.get(row.credential)?.key ?? ''), row.basis)),
    ...reach(db, node, ids, [], onlySucceeded),
  ];
}

function reach(db: ReadDb, node: string, credentials: readonly number[], identities: readonly number[], onlySucceeded: boolean): Move[] {
  const rows = reachRows(db, credentials, identities).filter((row) => !onlySucceeded || row.succeeded > 0);
  const alone = planes.filter((plane) => rows.some((row) => row.plane === plane)).map((plane) => step('touched', node, nodeId.plane(plane), null));
  const people = identitiesById(db, identities);
  const touched = rows.filter((row) => identities.length === 0 || people.has(row.identity));
  const through = touched.flatMap((row): Move[] => {
    if (row.resource === null) return [];
    const [plane, resource] = [nodeId.plane(row.plane), nodeId.resource(row.resource)];
    return [{ nodes: [plane, resource], edges: [edgeId('touched', node, plane, null), edgeId('touched', plane, resource, null)] }];
  });
  return [...alone, ...through];
}

function step(kind: 'held' | 'minted' | 'touched', from: string, to: string, basis: Parameters<typeof edgeId>[3]): Move {
  return { nodes: [to], edges: [edgeId(kind, from, to, basis)] };
}
