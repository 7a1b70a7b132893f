import { describe, expect, it } from 'vitest';
import { layoutGraph } from '../../shared/graph/layout.ts';
import type { GraphEdge, GraphNode, GraphPicture } from '../../shared/rpc/graph.ts';
import { hitAt, hitMap } from './hit.ts';

const node = (id: string, lane: GraphNode['lane']): GraphNode => ({
  id,
  lane,
  kind: 'role',
  label: id,
  sub: 'role',
  depth: 0,
  members: 0,
  counts: [0, 0, 0, 0, 1],
  first: 1,
  last: 2,
  subject: false,
});
const edge = (from: string, to: string): GraphEdge => ({
  id: `${from}>${to}`,
  from,
  to,
  kind: 'touched',
  label: '',
  basis: null,
  counts: [0, 0, 0, 0, 3],
  first: 1,
  last: 2,
  filter: {},
});
const picture: GraphPicture = {
  nodes: [node('runner', 'identity'), node('session', 'credential'), node('secrets', 'plane'), node('key', 'resource')],
  edges: [edge('runner', 'session'), edge('session', 'secrets'), edge('session', 'key')],
  folded: [],
  leftOut: { nodes: 0, edges: 0 },
};
const layout = layoutGraph(picture, { width: 900, height: 400 });
const map = hitMap(layout);

describe('hitAt', () => {
  it('finds every node at its middle', () => {
    for (const placed of layout.nodes)
      expect(hitAt(map, placed.x + placed.width / 2, placed.y + placed.height / 2, 5)).toMatchObject({ kind: 'node', node: { id: placed.id } });
  });

  it('finds every edge on its line, unless a node lies over it', () => {
    for (const placed of layout.edges) {
      const [x0, y0, , , , , x3, y3] = placed.curves[0] ?? [0, 0, 0, 0, 0, 0, 0, 0];
      const hit = hitAt(map, (x0 + x3) / 2, (y0 + y3) / 2, 5);
      expect(hit).toMatchObject({ kind: 'edge' });
    }
  });

  it('finds nothing far from everything', () => {
    expect(hitAt(map, -500, -500, 5)).toBeNull();
  });
});
