import type { Cell, Grid } from './columns.ts';

const sweeps = 8;

/** Orders the cells of each column by the mean place of their neighbours, sweeping both ways, and keeps the order with the fewest crossings. */
export function orderColumns(grid: Grid): void {
  let best = grid.columns.map((column) => [...column.order]);
  const place = places(grid);
  const keys = new Float64Array(grid.cells.length);
  let fewest = crossings(grid, place);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep += 1) {
    const forward = sweep % 2 === 0;
    const turns = forward ? grid.columns.map((_, index) => index) : grid.columns.map((_, index) => grid.columns.length - 1 - index);
    for (const index of turns) sortColumn(grid, index, forward ? 'left' : 'right', place, keys);
    const now = crossings(grid, place);
    if (now < fewest) {
      fewest = now;
      best = grid.columns.map((column) => [...column.order]);
    }
  }
  grid.columns.forEach((column, index) => {
    column.order = best[index] ?? column.order;
  });
}

function places(grid: Grid): Float64Array {
  const place = new Float64Array(grid.cells.length);
  for (const column of grid.columns) column.order.forEach((cell, at) => (place[cell] = at));
  return place;
}

function sortColumn(grid: Grid, index: number, side: 'left' | 'right', place: Float64Array, keys: Float64Array): void {
  const column = grid.columns[index];
  if (!column) return;
  column.order.forEach((cellIndex, at) => {
    const near = (grid.cells[cellIndex] as Cell)[side];
    let sum = 0;
    for (const other of near) sum += place[other] ?? 0;
    keys[cellIndex] = near.length > 0 ? sum / near.length : at;
  });
  column.order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || (place[a] ?? 0) - (place[b] ?? 0));
  column.order.forEach((cell, at) => (place[cell] = at));
}

/** Pairs of edge pieces that cross between neighbouring columns. */
export function crossings(grid: Grid, place = places(grid)): number {
  let total = 0;
  const tree = new Int32Array(grid.cells.length + 2);
  for (const column of grid.columns) {
    const ends: number[] = [];
    for (const cell of column.order) {
      const { right } = grid.cells[cell] as Cell;
      const start = ends.length;
      for (const other of right) ends.push(place[other] ?? 0);
      if (ends.length - start > 1) ends.push(...ends.splice(start).sort((a, b) => a - b));
    }
    total += inversions(ends, tree);
  }
  return total;
}

function inversions(values: readonly number[], tree: Int32Array): number {
  tree.fill(0);
  let seen = 0;
  let count = 0;
  for (const value of values) {
    let below = 0;
    for (let at = value + 1; at > 0; at -= at & -at) below += tree[at] ?? 0;
    count += seen - below;
    for (let at = value + 1; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
    seen += 1;
  }
  return count;
}
