import type { GraphPicture } from '../../../shared/rpc/graph.ts';
import { xml } from '../../../shared/graph/svg.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';

const fields = [
  ['node', 'lane', 'string'],
  ['node', 'kind', 'string'],
  ['node', 'label', 'string'],
  ['node', 'sub', 'string'],
  ['node', 'members', 'long'],
  ['node', 'subject', 'boolean'],
  ['all', 'unknown', 'long'],
  ['all', 'rejected', 'long'],
  ['all', 'denied', 'long'],
  ['all', 'failed', 'long'],
  ['all', 'succeeded', 'long'],
  ['all', 'first', 'string'],
  ['all', 'last', 'string'],
  ['edge', 'relation', 'string'],
  ['edge', 'name', 'string'],
  ['edge', 'basis', 'string'],
] as const;

/** The picture as GraphML, http://graphml.graphdrawing.org/; times are ISO 8601 UTC. */
export function graphml(picture: GraphPicture): string {
  const keys = fields.map(([scope, name, type]) => `  <key id="${name}" for="${scope}" attr.name="${name}" attr.type="${type}"/>`);
  const nodes = picture.nodes.map(
    (node) =>
      `    <node id="${xml(node.id)}">${data({ lane: node.lane, kind: node.kind, label: node.label, sub: node.sub, members: node.members, subject: node.subject, ...countsOf(node) })}</node>`,
  );
  const edges = picture.edges.map(
    (edge) =>
      `    <edge id="${xml(edge.id)}" source="${xml(edge.from)}" target="${xml(edge.to)}">${data({ relation: edge.kind, name: edge.label, basis: edge.basis ?? '', ...countsOf(edge) })}</edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '  <graph edgedefault="directed">',
    ...nodes,
    ...edges,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function countsOf({ counts, first, last }: Pick<GraphPicture['nodes'][number], 'counts' | 'first' | 'last'>): Record<string, string | number> {
  const [unknown, rejected, denied, failed, succeeded] = counts;
  return {
    unknown,
    rejected,
    denied,
    failed,
    succeeded,
    first: first === null ? '' : formatIso(first as Micros),
    last: last === null ? '' : formatIso(last as Micros),
  };
}

function data(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([key, value]) => `<data key="${key}">${xml(String(value))}</data>`)
    .join('');
}
