import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode, GraphPicture } from '../../shared/rpc/graph.ts';
import { litExactly } from './lit-exactly.ts';

const node = (id: string, kind: string, members = 0): GraphNode => ({
  id,
  lane: 'resource',
  kind,
  label: id,
  sub: '',
  depth: 0,
  members,
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
  counts: [0, 0, 0, 0, 1],
  first: 1,
  last: 2,
  filter: {},
});
const picture = (nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphPicture => ({
  nodes: [...nodes],
  edges: [...edges],
  folded: [],
  leftOut: { nodes: 0, edges: 0 },
});

const wide = picture(
  [node('a', 'session'), node('b', 'session'), node('plane:data', 'data'), node('bucket', 'bucket'), node('table', 'table'), node('group:object', 'object', 9)],
  [edge('a', 'plane:data'), edge('b', 'plane:data'), edge('plane:data', 'bucket'), edge('plane:data', 'table'), edge('plane:data', 'group:object')],
);

describe('litExactly', () => {
  it('lights beyond a plane only what was really touched', () => {
    const lit = litExactly(
      wide,
      picture([node('a', 'session'), node('plane:data', 'data'), node('bucket', 'bucket')], [edge('a', 'plane:data'), edge('plane:data', 'bucket')]),
    );
    expect([...lit.nodes].toSorted()).toEqual(['a', 'bucket', 'plane:data']);
    expect([...lit.edges].toSorted()).toEqual(['a>plane:data', 'plane:data>bucket']);
  });

  it('lights the group a thing is folded in', () => {
    const lit = litExactly(
      wide,
      picture([node('a', 'session'), node('plane:data', 'data'), node('object-7', 'object')], [edge('a', 'plane:data'), edge('plane:data', 'object-7')]),
    );
    expect(lit.nodes.has('group:object')).toBe(true);
    expect(lit.nodes.has('table')).toBe(false);
  });
});
