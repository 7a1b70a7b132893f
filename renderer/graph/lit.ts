/** What a path through a node or an edge passes: everything upstream and everything downstream. */
export interface Lit {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Links by the node they leave and by the node they reach. */
export interface Neighbours {
  readonly out: ReadonlyMap<string, readonly Link[]>;
  readonly in: ReadonlyMap<string, readonly Link[]>;
}

/** Indexes links once, so that hovering costs only what it lights. */
export function neighbours(links: readonly Link[]): Neighbours {
  const out = new Map<string, Link[]>();
  const into = new Map<string, Link[]>();
  for (const link of links) {
    push(out, link.from, link);
    push(into, link.to, link);
  }
  return { out, in: into };
}

function push(map: Map<string, Link[]>, key: string, link: Link): void {
  const list = map.get(key);
  if (list) list.push(link);
  else map.set(key, [link]);
}

/**
 * Every path through one node, up to planes. A plane is where the uses of many credentials meet: what lies on its other side
 * is not known to belong to the same path, so the light stops there unless it began there.
 */
export function litThroughNode(around: Neighbours, node: string): Lit {
  const nodes = new Set([node]);
  const edges = new Set<string>();
  follow(around.out, node, (link) => link.to, nodes, edges, true);
  follow(around.in, node, (link) => link.from, nodes, edges, true);
  return { nodes, edges };
}

/** Every path through one edge, up to planes. */
export function litThroughEdge(around: Neighbours, edge: Link): Lit {
  const nodes = new Set([edge.from, edge.to]);
  const edges = new Set([edge.id]);
  follow(around.out, edge.to, (link) => link.to, nodes, edges, !isPlane(edge.to));
  follow(around.in, edge.from, (link) => link.from, nodes, edges, !isPlane(edge.from));
  return { nodes, edges };
}

/** Two lights together. */
export function litTogether(parts: readonly Lit[]): Lit {
  return { nodes: new Set(parts.flatMap((lit) => [...lit.nodes])), edges: new Set(parts.flatMap((lit) => [...lit.edges])) };
}

function isPlane(node: string): boolean {
  return node.startsWith('plane:');
}

function follow(
  links: ReadonlyMap<string, readonly Link[]>,
  start: string,
  next: (link: Link) => string,
  nodes: Set<string>,
  edges: Set<string>,
  begins: boolean,
): void {
  if (!begins) return;
  const seen = new Set([start]);
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const link of links.get(at) ?? []) {
      edges.add(link.id);
      const node = next(link);
      nodes.add(node);
      if (seen.has(node) || isPlane(node)) continue;
      seen.add(node);
      waiting.push(node);
    }
  }
}
