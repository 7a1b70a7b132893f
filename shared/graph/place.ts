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
const heading = 30;
const passes = 10;

/** Gives columns their place from left to right and cells theirs from top to bottom, as level with their neighbours as the order allows. */
export function placeColumns(grid: Grid, size: LayoutSize): Placed {
  const { columnX, width } = placeAcross(grid, size.width ?? 0);
  const natural = tallest(grid, 14);
  const free = (size.height ?? 0) - heading - 2 * margin - natural;
  const most = Math.max(1, ...grid.columns.map((column) => column.order.length));
  const gap = 14 + Math.max(0, Math.min(26, free / most));
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
  return { id: node.id, node, x: columnX[cell.column] ?? 0, y: (middle[cell.index] ?? 0) - cell.height / 2, width: columnWidth[cell.column] ?? 0, height: cell.height, label: cell.label, sub: cell.sub };
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
  return roomy.map((gap, column) => (gap === 0 ? 0 : Math.min(gap, Math.max(56, 40 + crossing(grid, column) * 1.6, gap * share))));
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
  return Math.min(230, Math.max(58, widest + 30, 44 + pieces * 1.8));
}

function tallest(grid: Grid, gap: number): number {
  return Math.max(0, ...grid.columns.map((column) => column.order.reduce((sum, cell) => sum + (grid.cells[cell] as Cell).height + spaceBefore(grid, column, cell, gap), 0)));
}

function spaceBefore(grid: Grid, column: Column, cell: number, gap: number): number {
  const at = column.order.indexOf(cell);
  const above = column.order[at - 1];
  return above === undefined ? 0 : between(grid, above, cell, gap);
}

function between(grid: Grid, above: number, below: number, gap: number): number {
  const tracks = Number(!(grid.cells[above] as Cell).node) + Number(!(grid.cells[below] as Cell).node);
  return tracks === 2 ? 6 : tracks === 1 ? 10 : gap;
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
  const blocks: { sum: number; weight: number; members: number[] }[] = [];
  const offsets = new Map<number, number>();
  let offset = 0;
  let above = -1;
  for (const index of column.order) {
    const cell = grid.cells[index] as Cell;
    if (above >= 0) offset += (grid.cells[above] as Cell).height / 2 + between(grid, above, index, gap) + cell.height / 2;
    above = index;
    offsets.set(index, offset);
    const weight = cell.node ? 1 : 3;
    let block = { sum: (wish(cell, middle, side) - offset) * weight, weight, members: [index] };
    for (let before = blocks.at(-1); before && before.sum / before.weight > block.sum / block.weight; before = blocks.at(-1)) {
      blocks.pop();
      block = { sum: before.sum + block.sum, weight: before.weight + block.weight, members: [...before.members, ...block.members] };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    for (const index of block.members) middle[index] = block.sum / block.weight + (offsets.get(index) ?? 0);
  }
}

function wish(cell: Cell, middle: Float64Array, side: 'left' | 'right' | 'both'): number {
  const near = side === 'left' ? cell.left : side === 'right' ? cell.right : [...cell.left, ...cell.right];
  if (near.length === 0) return middle[cell.index] ?? 0;
  let sum = 0;
  for (const other of near) sum += middle[other] ?? 0;
  return sum / near.length;
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
