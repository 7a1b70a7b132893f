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

/** What the window lays over the top of the picture, and what of the picture itself may lie under it. */
export interface Top {
  /** Screen pixels. */
  readonly covered: number;
  /** In the picture's measure. */
  readonly spare: number;
}

const uncovered: Top = { covered: 0, spare: 0 };

/** The whole picture, never larger than life, in the middle. */
export function fitAll(picture: Extent, screen: Extent, top: Top = uncovered): Viewport {
  const room = screen.height - top.covered;
  const height = picture.height - top.spare;
  if (picture.width <= 0 || height <= 0) return { x: 0, y: 0, k: 1 };
  const k = Math.max(farthest, Math.min(1, screen.width / picture.width, room / height));
  return { k, x: (screen.width - picture.width * k) / 2, y: top.covered - top.spare * k + (room - height * k) / 2 };
}

/** Below this the names in a picture cannot be read. */
export const readable = 0.66;

/** The whole picture while its names can be read then; else its whole width as large as is readable, around the point that matters most. */
export function fitReadable(picture: Extent, screen: Extent, around: { readonly x: number; readonly y: number }, top: Top = uncovered): Viewport {
  const all = fitAll(picture, screen, top);
  if (all.k >= readable) return all;
  const k = Math.min(readable, Math.max(all.k, screen.width / picture.width));
  const x = within(screen.width / 2 - around.x * k, screen.width - picture.width * k, 0);
  const y = within(top.covered + (screen.height - top.covered) / 2 - around.y * k, screen.height - picture.height * k, top.covered - top.spare * k);
  return { k, x, y };
}

function within(value: number, least: number, most: number): number {
  return least > most ? (least + most) / 2 : Math.max(least, Math.min(most, value));
}

/** Moves no more than it must so that `rect` (in the picture's measure) is in sight. */
export function reveal(view: Viewport, rect: Rect, screen: Extent, margin = 40): Viewport {
  const left = rect.x * view.k + view.x;
  const top = rect.y * view.k + view.y;
  return {
    k: view.k,
    x: view.x + inward(left, rect.width * view.k, screen.width, margin),
    y: view.y + inward(top, rect.height * view.k, screen.height, margin),
  };
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
