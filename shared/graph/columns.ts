import type { GraphEdge, GraphNode, GraphPicture } from '../rpc/graph.ts';
import { showHidden } from '../visible-text.ts';
import { fitText, textWidth } from './measure.ts';

/** Something with a place in a column: a node, or a track kept free for edges that pass through. */
export interface Cell {
  readonly index: number;
  readonly column: number;
  readonly node: GraphNode | null;
  readonly label: string;
  readonly sub: string;
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

const widest = { identity: 210, credential: 190, plane: 130, resource: 210 } as const;
/** Where the room is small: names are cut in the middle sooner, so that the whole picture can be read. */
const narrowest = { identity: 146, credential: 136, plane: 100, resource: 150 } as const;
const least = 92;
export const labelSize = 12;
export const subSize = 10.5;
export const lineStep = 5;
const padding = 26;
const lanes = ['identity', 'credential', 'plane', 'resource'] as const;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Gives every node a column and every edge the cells it passes, making a track in each column between its ends. */
export function arrangeColumns(picture: GraphPicture, narrow = false): Grid {
  const most = narrow ? narrowest : widest;
  const nodes = [...picture.nodes].sort((a, b) => Number(b.subject) - Number(a.subject) || byText(a.id, b.id));
  const steps = [...new Set(nodes.map(step))].sort((a, b) => a - b);
  const columnOf = new Map(steps.map((value, column) => [value, column]));
  const cells: Cell[] = [];
  const columns: Column[] = steps.map((value) => ({ lane: lanes[Math.floor(value / 1000)] ?? 'resource', width: 0, order: [] }));
  const widths = columns.map(() => least);
  const texts = nodes.map((node) => ({ label: showHidden(node.label), sub: showHidden(node.sub) }));
  nodes.forEach((node, index) => {
    const column = columnOf.get(step(node)) ?? 0;
    const text = texts[index] as { label: string; sub: string };
    const want = Math.max(textWidth(text.label, labelSize, 600), textWidth(text.sub, subSize)) + padding;
    widths[column] = Math.min(Math.max(widths[column] ?? least, Math.ceil(want)), most[node.lane]);
  });
  const indexOf = new Map<string, number>();
  nodes.forEach((node, index) => {
    const column = columnOf.get(step(node)) ?? 0;
    const room = (widths[column] ?? least) - padding + 6;
    const text = texts[index] as { label: string; sub: string };
    const counted = node.counts.some((value) => value > 0);
    cells.push({
      index,
      column,
      node,
      label: fitText(text.label, room, labelSize, 600),
      sub: fitText(text.sub, room, subSize),
      height: counted ? 52 : 38,
      lines: [],
      left: [],
      right: [],
    });
    indexOf.set(node.id, index);
    columns[column]?.order.push(index);
  });
  const routes = routesThrough(picture.edges, indexOf, cells, columns);
  return { cells, columns: columns.map((column, index) => ({ ...column, width: widths[index] ?? least })), routes };
}

function step(node: GraphNode): number {
  return lanes.indexOf(node.lane) * 1000 + (node.lane === 'credential' ? Math.min(node.depth, 900) : 0);
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
        cells.push({ index, column, node: null, label: '', sub: '', height: 0, lines: [], left: [], right: [] });
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
