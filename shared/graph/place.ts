import type { Cell, Column, Grid } from './columns.ts';
import { laneTitles, type LayoutSize, type PlacedLane, type PlacedNode } from './placed.ts';
import { textWidth } from './measure.ts';

export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PlacedLane[];
  readonly nodes: readonly PlacedNode[];
  /** Left edge of each column, and the middle of each cell. */
  readonly columnX: readonly number[];
  readonly columnWidth: readonly number[];
  readonly middle: Float64Array;
}

const margin = 18;
const heading = 28;
const passes = 8;
const apart = 14;
/** Nodes of a single line stand closer to each other. */
const closer = 6;

/** Gives columns their place from left to right and cells theirs from top to bottom, as level with their neighbours as the order allows. */
export function placeColumns(grid: Grid, size: LayoutSize): Placed {
  const { columnX, width } = placeAcross(grid, size.width ?? 0);
  const natural = tallest(grid, apart);
  const free = (size.height ?? 0) - heading - 2 * margin - natural;
  const most = Math.max(1, ...grid.columns.map((column) => column.order.length));
  const gap = apart + Math.max(0, Math.min(26, free / most));
  const middle = settle(grid, gap);
  const bottom = grid.cells.reduce((low, cell) => Math.max(low, (middle[cell.index] ?? 0) + cell.height / 2), 0);
  const height = Math.max(size.height ?? 0, bottom + heading + 2 * margin + 12);
  const shift = heading + margin + Math.max(0, (height - heading - 2 * margin - bottom) / 2);
  for (const cell of grid.cells) middle[cell.index] = Math.round(((middle[cell.index] ?? 0) + shift) * 10) / 10;
  const columnWidth = grid.columns.map((column) => column.width);
  const nodes = grid.cells.flatMap((cell) => (cell.node ? [nodeAt(cell, cell.node, columnX, columnWidth, middle)] : []));
  return { width, height: Math.round(height), lanes: lanesOf(grid, columnX, Math.round(height)), nodes, columnX, columnWidth, middle };
}

function nodeAt(cell: Cell, node: NonNullable<Cell['node']>, columnX: readonly number[], columnWidth: readonly number[], middle: Float64Array): PlacedNode {
  return {
    id: node.id,
    node,
    x: columnX[cell.column] ?? 0,
    y: (middle[cell.index] ?? 0) - cell.height / 2,
    width: columnWidth[cell.column] ?? 0,
    height: cell.height,
    text: cell.text,
  };
}

function placeAcross(grid: Grid, wanted: number): { columnX: number[]; width: number } {
  const roomy = grid.columns.map((_, column) => (column + 1 < grid.columns.length ? gapAfter(grid, column) : 0));
  const gaps = squeezed(grid, roomy, wanted);
  const natural = 2 * margin + grid.columns.reduce((sum, column) => sum + column.width, 0) + gaps.reduce((sum, gap) => sum + gap, 0);
  const spread = gaps.length > 1 ? Math.max(0, Math.min(140, (wanted - natural) / (gaps.length - 1))) : 0;
  const columnX: number[] = [];
  let x = margin;
  grid.columns.forEach((column, index) => {
    columnX.push(Math.round(x));
    x += column.width + (gaps[index] ?? 0) + (index + 1 < gaps.length ? spread : 0);
  });
  return { columnX, width: Math.round(Math.max(wanted, x + margin)) };
}

/** Where the room is less than the picture would like, gaps shrink before anything else does: names on edges are cut, names of nodes are not. */
function squeezed(grid: Grid, roomy: readonly number[], wanted: number): readonly number[] {
  const columns = 2 * margin + grid.columns.reduce((sum, column) => sum + column.width, 0);
  const like = roomy.reduce((sum, gap) => sum + gap, 0);
  if (wanted <= 0 || columns + like <= wanted) return roomy;
  const share = Math.max(0, wanted - columns) / like;
  return roomy.map((gap, column) => (gap === 0 ? 0 : Math.min(gap, Math.max(46, 32 + crossing(grid, column) * 1.3, gap * share))));
}

/** Edges that pass between a column and the next. */
function crossing(grid: Grid, column: number): number {
  return grid.routes.filter(({ cells }) => {
    const columns = cells.map((cell) => (grid.cells[cell] as Cell).column);
    return Math.min(...columns) <= column && Math.max(...columns) > column;
  }).length;
}

function gapAfter(grid: Grid, column: number): number {
  let widest = 0;
  let pieces = 0;
  for (const { edge, cells } of grid.routes) {
    const columns = cells.map((cell) => (grid.cells[cell] as Cell).column);
    if (Math.min(...columns) <= column && Math.max(...columns) > column) pieces += 1;
    if (edge.kind !== 'touched' && Math.max(...columns) === column + 1) widest = Math.max(widest, textWidth(edge.label, 10));
  }
  return Math.min(230, Math.max(58, widest === 0 ? 0 : widest + 48, 44 + pieces * 1.8));
}

function tallest(grid: Grid, gap: number): number {
  return Math.max(0, ...grid.columns.map((column) => heightOf(grid, column, gap)));
}

function heightOf(grid: Grid, column: Column, gap: number): number {
  let height = 0;
  column.order.forEach((cell, at) => {
    const above = column.order[at - 1];
    height += (grid.cells[cell] as Cell).height + (above === undefined ? 0 : between(grid, above, cell, gap));
  });
  return height;
}

function between(grid: Grid, above: number, below: number, gap: number): number {
  const tracks = Number(!(grid.cells[above] as Cell).node) + Number(!(grid.cells[below] as Cell).node);
  if (tracks > 0) return tracks === 2 ? 5 : 9;
  return (grid.cells[above] as Cell).text.compact ? gap - closer : gap;
}

function settle(grid: Grid, gap: number): Float64Array {
  const middle = new Float64Array(grid.cells.length);
  for (const column of grid.columns) {
    let y = 0;
    let above = -1;
    for (const cell of column.order) {
      const height = (grid.cells[cell] as Cell).height;
      if (above >= 0) y += between(grid, above, cell, gap);
      middle[cell] = y + height / 2;
      y += height;
      above = cell;
    }
  }
  for (let pass = 0; pass < passes; pass += 1) {
    const last = pass >= passes - 2;
    const side = last ? 'both' : pass % 2 === 0 ? 'left' : 'right';
    const turns = pass % 2 === 0 ? grid.columns : [...grid.columns].reverse();
    for (const column of turns) level(grid, column, middle, gap, side);
  }
  let top = Infinity;
  for (const cell of grid.cells) top = Math.min(top, (middle[cell.index] ?? 0) - cell.height / 2);
  if (grid.cells.length > 0) for (const cell of grid.cells) middle[cell.index] = (middle[cell.index] ?? 0) - top;
  return middle;
}

/** Least squares under the order: neighbours that would overlap are pooled and moved together (pool adjacent violators). */
function level(grid: Grid, column: Column, middle: Float64Array, gap: number, side: 'left' | 'right' | 'both'): void {
  const { order } = column;
  const offsets = new Float64Array(order.length);
  const sums = new Float64Array(order.length);
  const weights = new Float64Array(order.length);
  const starts = new Int32Array(order.length + 1);
  let blocks = 0;
  let offset = 0;
  for (let at = 0; at < order.length; at += 1) {
    const cell = grid.cells[order[at] as number] as Cell;
    const above = at === 0 ? null : (grid.cells[order[at - 1] as number] as Cell);
    if (above) offset += above.height / 2 + between(grid, above.index, cell.index, gap) + cell.height / 2;
    offsets[at] = offset;
    let weight = cell.node ? 1 : 3;
    let sum = (wish(cell, middle, side) - offset) * weight;
    let start = at;
    while (blocks > 0 && (sums[blocks - 1] as number) / (weights[blocks - 1] as number) > sum / weight) {
      blocks -= 1;
      sum += sums[blocks] as number;
      weight += weights[blocks] as number;
      start = starts[blocks] as number;
    }
    sums[blocks] = sum;
    weights[blocks] = weight;
    starts[blocks] = start;
    blocks += 1;
  }
  starts[blocks] = order.length;
  for (let block = 0; block < blocks; block += 1) {
    const base = (sums[block] as number) / (weights[block] as number);
    for (let at = starts[block] as number; at < (starts[block + 1] as number); at += 1) middle[order[at] as number] = base + (offsets[at] as number);
  }
}

function wish(cell: Cell, middle: Float64Array, side: 'left' | 'right' | 'both'): number {
  let sum = 0;
  if (side !== 'right') for (const other of cell.left) sum += middle[other] as number;
  if (side !== 'left') for (const other of cell.right) sum += middle[other] as number;
  const near = (side === 'right' ? 0 : cell.left.length) + (side === 'left' ? 0 : cell.right.length);
  return near === 0 ? (middle[cell.index] as number) : sum / near;
}

function lanesOf(grid: Grid, columnX: readonly number[], height: number): PlacedLane[] {
  const lanes = new Map<PlacedLane['lane'], { from: number; to: number }>();
  grid.columns.forEach((column, index) => {
    const from = (columnX[index] ?? 0) - 12;
    const to = (columnX[index] ?? 0) + column.width + 12;
    const lane = lanes.get(column.lane);
    lanes.set(column.lane, { from: Math.min(from, lane?.from ?? from), to: Math.max(to, lane?.to ?? to) });
  });
  return [...lanes].map(([lane, { from, to }]) => ({ lane, title: laneTitles[lane], x: from, y: heading, width: to - from, height: height - heading - 6 }));
}
