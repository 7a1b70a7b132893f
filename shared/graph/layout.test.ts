import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planes } from '../model.ts';
import type { GraphEdge, GraphNode, GraphPicture } from '../rpc/graph.ts';
import { pointAt } from './labels.ts';
import { layoutGraph } from './layout.ts';
import { renderSvg } from './svg.ts';

const counts = fc.constantFrom<GraphNode['counts']>([0, 0, 0, 0, 0], [0, 0, 0, 0, 3], [0, 1, 2, 0, 0], [4, 0, 0, 0, 900]);
const node = (id: string, lane: GraphNode['lane'], depth: number, own: GraphNode['counts'], label = id): GraphNode => ({
  id,
  lane,
  kind: lane,
  label,
  sub: `${lane} of ${id}`,
  depth,
  members: 0,
  counts: own,
  first: null,
  last: null,
  subject: id === 'identity:0',
});
const edge = (kind: GraphEdge['kind'], from: string, to: string, own: GraphEdge['counts']): GraphEdge => ({
  id: `${kind} ${from} > ${to}`,
  from,
  to,
  kind,
  label: kind === 'touched' ? '' : kind === 'minted' ? 'AssumeRole' : 'used',
  basis: kind === 'held' ? 'used' : null,
  counts: own,
  first: null,
  last: null,
  filter: {},
});

/** Any picture: chains of any depth, edges forward, backward, inside a column and to itself. */
const anyPicture: fc.Arbitrary<GraphPicture> = fc
  .record({
    identities: fc.integer({ min: 1, max: 6 }),
    depths: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 14 }),
    resources: fc.integer({ min: 0, max: 8 }),
    links: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('held', 'minted', 'touched', 'deep'), counts), { maxLength: 40 }),
  })
  .map(({ identities, depths, resources, links }) => {
    const [people, credentials, places, things] = [
      Array.from({ length: identities }, (_, at) => node(`identity:${at}`, 'identity', 0, [0, 0, 0, 0, 1])),
      depths.map((depth, at) => node(`credential:${at}`, 'credential', depth, [0, 1, 0, 0, 1])),
      planes.slice(0, 4).map((plane) => node(`plane:${plane}`, 'plane', 0, [0, 0, 0, 0, 2])),
      Array.from({ length: resources }, (_, at) =>
        node(`resource:${at}`, 'resource', 0, [0, 0, 0, 0, 2], 'a very long name of a resource that has to be cut somewhere in the middle'),
      ),
    ];
    const pick = (list: readonly GraphNode[], at: number): string => list[at % list.length]?.id ?? '';
    const edges = links.map(([a, b, kind, own]) => {
      if (kind === 'held') return edge('held', pick(people, a), pick(credentials, b), own);
      if (kind === 'minted') return edge('minted', pick(credentials, a), pick(credentials, b), own);
      return kind === 'touched' || things.length === 0
        ? edge('touched', pick(credentials, a), pick(places, b), own)
        : edge('touched', pick(places, a), pick(things, b), own);
    });
    return {
      nodes: [...people, ...credentials, ...places, ...things],
      edges: [...new Map(edges.map((each) => [each.id, each])).values()],
      folded: [],
      leftOut: { nodes: 0, edges: 0 },
    };
  });

describe('layoutGraph', () => {
  it('never lets an edge run through a node, whatever the picture', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const layout = layoutGraph(picture);
        for (const each of layout.edges) {
          for (const curve of each.curves) {
            for (let t = 0.02; t < 1; t += 0.04) {
              const [x, y] = pointAt(curve, t);
              const hit = layout.nodes.find((box) => x > box.x + 0.5 && x < box.x + box.width - 0.5 && y > box.y + 0.5 && y < box.y + box.height - 0.5);
              expect(hit?.id, `${each.id} at ${x} ${y}`).toBeUndefined();
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps nodes apart, labels apart, and labels off nodes', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const layout = layoutGraph(picture);
        const nodes = layout.nodes.map((each) => ({ left: each.x, right: each.x + each.width, top: each.y, bottom: each.y + each.height }));
        const labels = layout.edges.flatMap(({ label }) =>
          label ? [{ left: label.x - label.width / 2, right: label.x + label.width / 2, top: label.y - 6, bottom: label.y + 6 }] : [],
        );
        const boxes = [...nodes, ...labels];
        for (const [at, a] of boxes.entries())
          for (const b of boxes.slice(at + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        for (const box of boxes) expect(box.left >= 0 && box.right <= layout.width && box.top >= 0 && box.bottom <= layout.height).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('is the same in whatever order nodes and edges are listed', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const turned = { ...picture, nodes: picture.nodes.toReversed(), edges: picture.edges.toReversed() };
        expect(layoutGraph(turned)).toEqual(layoutGraph(picture));
      }),
      { numRuns: 60 },
    );
  });

  it('draws every node and every edge with two known ends', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const layout = layoutGraph({ ...picture, edges: [...picture.edges, edge('held', 'identity:0', 'credential:absent', [0, 0, 0, 0, 0])] });
        expect(layout.nodes).toHaveLength(picture.nodes.length);
        expect(layout.edges).toHaveLength(picture.edges.length);
      }),
      { numRuns: 40 },
    );
  });

  it('puts lanes from left to right and fills the room it is given', () => {
    const picture: GraphPicture = {
      nodes: [
        node('identity:0', 'identity', 0, [0, 0, 0, 0, 0]),
        node('credential:0', 'credential', 0, [0, 0, 0, 0, 1]),
        node('plane:data', 'plane', 0, [0, 0, 0, 0, 1]),
      ],
      edges: [],
      folded: [],
      leftOut: { nodes: 0, edges: 0 },
    };
    const layout = layoutGraph(picture, { width: 1200, height: 600 });
    expect([layout.width, layout.height]).toEqual([1200, 600]);
    expect(layout.lanes.map((lane) => lane.lane)).toEqual(['identity', 'credential', 'plane']);
    expect(layoutGraph({ ...picture, nodes: [] }).nodes).toEqual([]);
  });
});

describe('renderSvg', () => {
  const hostile = '<script>alert(1)</script>"&\u202Egnp.exe\u0007';
  const picture: GraphPicture = {
    nodes: [node('identity:0', 'identity', 0, [0, 0, 0, 0, 0], hostile), node('credential:0', 'credential', 0, [1, 1, 0, 0, 1], hostile)],
    edges: [{ ...edge('held', 'identity:0', 'credential:0', [0, 1, 0, 0, 0]), label: hostile }],
    folded: [{ node: 'group:x', words: hostile, members: 2 }],
    leftOut: { nodes: 3, edges: 4 },
  };
  const svg = renderSvg(picture, layoutGraph(picture), {
    theme: 'light',
    title: hostile,
    legend: true,
    filterWords: hostile,
    caseReference: 'CASE-1',
    printedAt: '2026-11-05T09:00:00.000Z',
  });

  it('escapes what comes from logs and shows what hides', () => {
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/[\u0000-\u0008\u202a-\u202e]/);
    expect(svg).toContain('[U+202E]');
    expect(svg).toContain('[U+0007]');
  });

  it('prints reference, time, filter, legend and what is missing, and refers to nothing outside', () => {
    for (const text of ['CASE-1', 'printed 2026-11-05T09:00:00.000Z', 'shows: ', 'dashed: attempted only', 'stroke-dasharray="7 4"', '3 further nodes'])
      expect(svg).toContain(text);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(/);
  });

  it('is drawn in both themes with the same shapes', () => {
    const shapes = (text: string): string => text.replaceAll(/#[0-9a-f]{6}/g, '#');
    const dark = renderSvg(picture, layoutGraph(picture), {
      theme: 'dark',
      title: hostile,
      legend: true,
      filterWords: hostile,
      caseReference: 'CASE-1',
      printedAt: '2026-11-05T09:00:00.000Z',
    });
    expect(shapes(dark)).toBe(shapes(svg));
    expect(dark).not.toBe(svg);
  });
});
