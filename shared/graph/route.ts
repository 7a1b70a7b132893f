import { attemptedOf, successfulOf } from '../rungs.ts';
import { lineStep, type Cell, type Grid, type Route } from './columns.ts';
import { edgeStyle, type Curve, type PlacedEdge } from './placed.ts';
import type { Placed } from './place.ts';

/** Draws every edge from port to port: curves between columns, straight lines on the tracks inside them. */
export function routeEdges(grid: Grid, placed: Placed): PlacedEdge[] {
  const ports = portsOf(grid, placed.middle);
  return grid.routes.map((route, line) => {
    const curves = curvesOf(route, line, grid, placed, ports);
    const last = curves.at(-1) as Curve;
    const edge = route.edge;
    const events = attemptedOf(edge.counts) + successfulOf(edge.counts) + edge.counts[0];
    return {
      id: edge.id,
      edge,
      style: edgeStyle(edge),
      width: Math.round((1.2 + Math.min(2.8, Math.log10(1 + events) * 0.9)) * 10) / 10,
      curves,
      path: pathOf(curves),
      tip: { x: last[6], y: last[7], toward: last[4] > last[6] ? -1 : 1 },
      label: null,
    };
  });
}

/** Heights at which each line leaves, passes and enters its cells, by `line:position`. */
type Ports = ReadonlyMap<string, number>;

interface Stop {
  readonly line: number;
  readonly position: number;
  readonly toward: number;
}

function portsOf(grid: Grid, middle: Float64Array): Ports {
  const ports = new Map<string, number>();
  const sides = new Map<string, Stop[]>();
  const add = (name: string, stop: Stop): void => {
    const side = sides.get(name) ?? [];
    side.push(stop);
    sides.set(name, side);
  };
  grid.routes.forEach((route, line) => {
    const end = route.cells.length - 1;
    const [first, second] = [grid.cells[route.cells[0] as number] as Cell, grid.cells[route.cells[1] as number] as Cell];
    const [before, last] = [grid.cells[route.cells[end - 1] as number] as Cell, grid.cells[route.cells[end] as number] as Cell];
    const target = middle[last.index] ?? 0;
    add(`${first.index}:${second.column >= first.column ? 'right' : 'left'}`, {
      line,
      position: 0,
      toward: (end > 1 ? (middle[second.index] ?? 0) : target) + target / 1e6,
    });
    add(`${last.index}:${before.column < last.column ? 'left' : 'right'}`, { line, position: end, toward: middle[before.index] ?? 0 });
    for (let position = 1; position < end; position += 1)
      add(`${route.cells[position] as number}:track`, { line, position, toward: target + last.column / 1e3 });
  });
  for (const [name, stops] of sides) {
    const cell = grid.cells[Number(name.split(':')[0])] as Cell;
    stops.sort((a, b) => a.toward - b.toward || a.line - b.line);
    const step = cell.node ? Math.min(9, (cell.height - 12) / Math.max(1, stops.length - 1)) : lineStep;
    stops.forEach((stop, at) => ports.set(`${stop.line}:${stop.position}`, (middle[cell.index] ?? 0) + (at - (stops.length - 1) / 2) * step));
  }
  return ports;
}

function curvesOf(route: Route, line: number, grid: Grid, placed: Placed, ports: Ports): Curve[] {
  const cells = route.cells.map((cell) => grid.cells[cell] as Cell);
  const y = (position: number): number => ports.get(`${line}:${position}`) ?? 0;
  const left = (cell: Cell): number => placed.columnX[cell.column] ?? 0;
  const right = (cell: Cell): number => left(cell) + (placed.columnWidth[cell.column] ?? 0);
  const curves: Curve[] = [];
  for (let at = 1; at < cells.length; at += 1) {
    const [a, b] = [cells[at - 1] as Cell, cells[at] as Cell];
    if (a.column === b.column) {
      const bow = 26 + (line % 5) * 5;
      curves.push(curve(right(a), y(at - 1), right(a) + bow, y(at - 1), right(b) + bow, y(at), right(b), y(at)));
      continue;
    }
    const forward = a.column < b.column;
    const [x0, x3] = forward ? [right(a), left(b)] : [left(a), right(b)];
    const pull = (x3 - x0) * 0.5;
    curves.push(curve(x0, y(at - 1), x0 + pull, y(at - 1), x3 - pull, y(at), x3, y(at)));
    if (!b.node) {
      const [from, to] = forward ? [left(b), right(b)] : [right(b), left(b)];
      curves.push(curve(from, y(at), from + (to - from) / 3, y(at), to - (to - from) / 3, y(at), to, y(at)));
    }
  }
  return curves;
}

function curve(...values: [number, number, number, number, number, number, number, number]): Curve {
  return values.map((value) => Math.round(value * 10) / 10) as unknown as Curve;
}

function pathOf(curves: readonly Curve[]): string {
  return curves.map(([x0, y0, x1, y1, x2, y2, x3, y3], at) => `${at === 0 ? `M${x0} ${y0}` : ''}C${x1} ${y1} ${x2} ${y2} ${x3} ${y3}`).join('');
}
