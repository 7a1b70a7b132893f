/** Where the picture stands in the window: screen = world × k + (x, y). */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Extent {
  readonly x: number;
  readonly y: number;
}

export const closest = 2.5;
export const farthest = 0.08;

/** The whole picture, never larger than life, in the middle. */
export function fitAll(picture: Extent, screen: Extent): Viewport {
  if (picture.width === 0 || picture.height === 0) return { x: 0, y: 0, k: 1 };
  const k = Math.max(farthest, Math.min(1, screen.width / picture.width, screen.height / picture.height));
  return { k, x: (screen.width - picture.width * k) / 2, y: (screen.height - picture.height * k) / 2 };
}

/** Moves no more than it must so that `rect` (in the picture's measure) is in sight. */
export function reveal(view: Viewport, rect: Rect, screen: Extent, margin = 40): Viewport {
  const left = rect.x * view.k + view.x;
  const top = rect.y * view.k + view.y;
  return { k: view.k, x: view.x + inward(left, rect.width * view.k, screen.width, margin), y: view.y + inward(top, rect.height * view.k, screen.height, margin) };
}

function inward(start: number, length: number, room: number, margin: number): number {
  if (start < margin) return margin - start;
  if (start + length > room - margin) return room - margin - start - length;
  return 0;
}

/** The part of the picture that is in sight. */
export function inSight(view: Viewport, screen: Extent): Rect {
  return { x: -view.x / view.k, y: -view.y / view.k, width: screen.width / view.k, height: screen.height / view.k };
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
