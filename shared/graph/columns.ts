import type { GraphEdge, GraphNode, GraphPicture } from '../rpc/graph.ts';
import { cutTo, heightOf, textOf, widthOf, type NodeText } from './node-text.ts';

/** Something with a place in a column: a node, or a track kept free for edges that pass through. */
export interface Cell {
  readonly index: number;
  readonly column: number;
  readonly node: GraphNode | null;
  readonly text: NodeText;
  readonly height: number;
  /** On a track: the edges that run on it, by index. */
  readonly lines: number[];
  readonly left: number[];
  readonly right: number[];
}

/** An edge with the cells it runs through, in the direction of the arrow. */
export interface Route {
  readonly edge: GraphEdge;
  readonly cells: readonly number[];
}

export interface Column {
  readonly lane: GraphNode['lane'];
  readonly width: number;
  /** Cell indexes from top to bottom. */
  order: number[];
}

export interface Grid {
  readonly cells: Cell[];
  readonly columns: Column[];
  readonly routes: readonly Route[];
}

const widest = { identity: 210, credential: 200, plane: 130, resource: 270 } as const;
/** Where the room is small: names are cut in the middle sooner, so that the whole picture can be read. */
const narrowest = { identity: 158, credential: 140, plane: 90, resource: 196 } as const;
const least = 84;
export const lineStep = 4;
const noText: NodeText = { label: '', sub: '', compact: false };
const lanes = ['identity', 'credential', 'plane', 'resource'] as const;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Gives every node a column and every edge the cells it passes, making a track in each column between its ends. `room` from 0 to 1: how early long names are cut. */
export function arrangeColumns(picture: GraphPicture, room = 1): Grid {
  const most = (lane: GraphNode['lane']): number => Math.round(narrowest[lane] + (widest[lane] - narrowest[lane]) * room);
  const nodes = [...picture.nodes].sort((a, b) => Number(b.subject) - Number(a.subject) || byText(a.id, b.id));
  const steps = [...new Set(nodes.map(step))].sort((a, b) => a - b);
  const columnOf = new Map(steps.map((value, column) => [value, column]));
  const cells: Cell[] = [];
  const columns: Column[] = steps.map((value) => ({ lane: lanes[Math.floor(value / 1000)] ?? 'resource', width: 0, order: [] }));
  const widths = columns.map(() => least);
  const texts = nodes.map(textOf);
  nodes.forEach((node, index) => {
    const column = columnOf.get(step(node)) ?? 0;
    const want = widthOf(texts[index] as NodeText, node);
    widths[column] = Math.min(Math.max(widths[column] ?? least, Math.ceil(want)), most(node.lane));
  });
  const indexOf = new Map<string, number>();
  const meeting = edgesAt(picture.edges);
  nodes.forEach((node, index) => {
    const column = columnOf.get(step(node)) ?? 0;
    const text = cutTo(texts[index] as NodeText, node, widths[column] ?? least);
    cells.push({ index, column, node, text, height: heightOf(text, node, meeting.get(node.id) ?? 0), lines: [], left: [], right: [] });
    indexOf.set(node.id, index);
    columns[column]?.order.push(index);
  });
  const routes = routesThrough(picture.edges, indexOf, cells, columns);
  return { cells, columns: columns.map((column, index) => ({ ...column, width: widths[index] ?? least })), routes };
}

function step(node: GraphNode): number {
  return lanes.indexOf(node.lane) * 1000 + (node.lane === 'credential' ? Math.min(node.depth, 900) : 0);
}

/** The most edges that meet a node at one of its sides. */
function edgesAt(edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const sides = new Map<string, number>();
  const most = new Map<string, number>();
  const meet = (id: string, side: 'in' | 'out'): void => {
    const count = (sides.get(`${side} ${id}`) ?? 0) + 1;
    sides.set(`${side} ${id}`, count);
    most.set(id, Math.max(count, most.get(id) ?? 0));
  };
  for (const edge of edges) {
    meet(edge.from, 'out');
    meet(edge.to, 'in');
  }
  return most;
}

function routesThrough(edges: readonly GraphEdge[], indexOf: ReadonlyMap<string, number>, cells: Cell[], columns: readonly Column[]): Route[] {
  const tracks = new Map<string, number>();
  const routes: Route[] = [];
  const known = [...edges].filter((edge) => indexOf.has(edge.from) && indexOf.has(edge.to)).sort((a, b) => byText(a.id, b.id));
  known.forEach((edge, line) => {
    const from = indexOf.get(edge.from) as number;
    const to = indexOf.get(edge.to) as number;
    const [start, end] = [(cells[from] as Cell).column, (cells[to] as Cell).column];
    const direction = end >= start ? 1 : -1;
    const path = [from];
    for (let column = start + direction; direction * (end - column) > 0; column += direction) {
      const name = `${from}:${column}:${direction}`;
      let index = tracks.get(name);
      if (index === undefined) {
        index = cells.length;
        tracks.set(name, index);
        cells.push({ index, column, node: null, text: noText, height: 0, lines: [], left: [], right: [] });
        columns[column]?.order.push(index);
      }
      (cells[index] as Cell).lines.push(line);
      path.push(index);
    }
    path.push(to);
    link(path, cells);
    routes.push({ edge, cells: path });
  });
  for (const cell of cells) {
    if (!cell.node) Object.assign(cell, { height: cell.lines.length * lineStep + 4 });
  }
  return routes;
}

function link(path: readonly number[], cells: Cell[]): void {
  for (let at = 1; at < path.length; at += 1) {
    const [a, b] = [cells[path[at - 1] as number] as Cell, cells[path[at] as number] as Cell];
    if (a.column === b.column) continue;
    const [left, right] = a.column < b.column ? [a, b] : [b, a];
    left.right.push(right.index);
    right.left.push(left.index);
  }
}
