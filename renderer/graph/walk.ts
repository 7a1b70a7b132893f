import type { Neighbours } from './lit.ts';

/** A node as the keyboard sees it: where it stands. */
export interface Stop {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * The node one arrow key away. Up and down stay in the column; left and right follow an edge where there is one, else go to
 * the nearest node on that side. Null at the border.
 */
export function step(stops: readonly Stop[], around: Neighbours, from: string, direction: Direction): string | null {
  const here = stops.find((stop) => stop.id === from);
  if (!here) return stops[0]?.id ?? null;
  if (direction === 'up' || direction === 'down') return inColumn(stops, here, direction);
  return (
    alongEdge(stops, around, here, direction) ??
    nearest(
      stops.filter((stop) => isBeside(stop, here, direction)),
      here,
    )
  );
}

function inColumn(stops: readonly Stop[], here: Stop, direction: 'up' | 'down'): string | null {
  const sign = direction === 'up' ? -1 : 1;
  let best: Stop | null = null;
  for (const stop of stops) {
    const ahead = (centreY(stop) - centreY(here)) * sign;
    const overlaps = stop.x < here.x + here.width && here.x < stop.x + stop.width;
    if (stop.id === here.id || ahead <= 0 || !overlaps) continue;
    if (!best || ahead < (centreY(best) - centreY(here)) * sign) best = stop;
  }
  return best?.id ?? null;
}

function alongEdge(stops: readonly Stop[], around: Neighbours, here: Stop, direction: 'left' | 'right'): string | null {
  const linked = new Set(
    direction === 'right' ? (around.out.get(here.id) ?? []).map((link) => link.to) : (around.in.get(here.id) ?? []).map((link) => link.from),
  );
  linked.delete(here.id);
  return nearest(
    stops.filter((stop) => linked.has(stop.id)),
    here,
  );
}

function isBeside(stop: Stop, here: Stop, direction: 'left' | 'right'): boolean {
  return direction === 'right' ? stop.x >= here.x + here.width : stop.x + stop.width <= here.x;
}

function nearest(stops: readonly Stop[], here: Stop): string | null {
  let best: Stop | null = null;
  for (const stop of stops) if (!best || distance(stop, here) < distance(best, here)) best = stop;
  return best?.id ?? null;
}

function distance(a: Stop, b: Stop): number {
  return Math.abs(a.x - b.x) + Math.abs(centreY(a) - centreY(b)) * 2;
}

function centreY(stop: Stop): number {
  return stop.y + stop.height / 2;
}
