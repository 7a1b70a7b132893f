import type { Cell, Grid } from './columns.ts';

const sweeps = 12;

/** Orders the cells of each column by the mean place of their neighbours, sweeping both ways, and keeps the order with the fewest crossings. */
export function orderColumns(grid: Grid): void {
  let best = grid.columns.map((column) => [...column.order]);
  let fewest = crossings(grid);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep += 1) {
    const forward = sweep % 2 === 0;
    const turns = forward ? grid.columns.map((_, index) => index) : grid.columns.map((_, index) => grid.columns.length - 1 - index);
    for (const index of turns) sortColumn(grid, index, forward ? 'left' : 'right');
    const now = crossings(grid);
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

function sortColumn(grid: Grid, index: number, side: 'left' | 'right'): void {
  const column = grid.columns[index];
  if (!column) return;
  const place = places(grid);
  const keys = new Map<number, number>();
  column.order.forEach((cellIndex, at) => {
    const near = (grid.cells[cellIndex] as Cell)[side];
    let sum = 0;
    for (const other of near) sum += place[other] ?? 0;
    keys.set(cellIndex, near.length > 0 ? sum / near.length : at);
  });
  column.order.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || (place[a] ?? 0) - (place[b] ?? 0));
}

/** Pairs of edge pieces that cross between neighbouring columns. */
export function crossings(grid: Grid): number {
  const place = places(grid);
  let total = 0;
  for (const column of grid.columns) {
    const ends: number[] = [];
    for (const cell of column.order) {
      const right = [...(grid.cells[cell] as Cell).right].map((other) => place[other] ?? 0).sort((a, b) => a - b);
      ends.push(...right);
    }
    total += inversions(ends);
  }
  return total;
}

function inversions(values: readonly number[]): number {
  const size = values.reduce((most, value) => Math.max(most, value), 0) + 2;
  const tree = new Int32Array(size + 1);
  let seen = 0;
  let count = 0;
  for (const value of values) {
    let below = 0;
    for (let at = value + 1; at > 0; at -= at & -at) below += tree[at] ?? 0;
    count += seen - below;
    for (let at = value + 1; at <= size; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
    seen += 1;
  }
  return count;
}
