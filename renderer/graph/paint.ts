import { fitText } from '../../shared/graph/measure.ts';
import type { Theme } from '../../shared/graph/themes.ts';
import type { Lit } from './lit.ts';
import { paintNode } from './paint-node.ts';
import type { DrawnEdge, Scene } from './scene.ts';
import { inSight, overlaps, type Extent, type Rect, type Viewport } from './viewport.ts';

const face = '"Inter Variable", system-ui, sans-serif';

/** Everything that decides what one frame shows. */
export interface Frame {
  readonly scene: Scene;
  readonly view: Viewport;
  readonly screen: Extent;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  readonly theme: Theme;
  readonly icons: ReadonlyMap<string, Path2D>;
  /** Null: everything is lit. */
  readonly lit: Lit | null;
  /** Edges outside the chosen stretch of time, and nodes that have no other; drawn faint. */
  readonly outside: ReadonlySet<string>;
  readonly selected: string | null;
  readonly focused: string | null;
  readonly pinned: ReadonlySet<string>;
}

const dashes = { solid: [], dashed: [7, 4], dotted: [1.5, 4] } as const;

/** Height kept free at the top for the names of the lanes. */
export const headingHeight = 28;

/** The layout leaves this much above its lanes for their names; here they stand in the strip instead. */
export const headingSpare = 30;

/** Draws one frame. */
export function paint(ctx: CanvasRenderingContext2D, frame: Frame): void {
  const { scene, view, screen, ratio, theme } = frame;
  const sight = inSight(view, screen);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.page;
  ctx.fillRect(0, 0, screen.width, screen.height);
  ctx.setTransform(view.k * ratio, 0, 0, view.k * ratio, view.x * ratio, view.y * ratio);
  ctx.fillStyle = theme.lane;
  for (const lane of scene.layout.lanes) {
    ctx.beginPath();
    ctx.roundRect(lane.x, lane.y, lane.width, lane.height, 8);
    ctx.fill();
  }
  const visible = scene.edges.filter((edge) => overlaps(grown(edge.box), sight));
  const faint = (edge: DrawnEdge): boolean => frame.outside.has(edge.placed.id) || (frame.lit !== null && !frame.lit.edges.has(edge.placed.id));
  for (const edge of visible) if (faint(edge)) paintEdge(ctx, edge, frame, true);
  for (const edge of visible) if (!faint(edge)) paintEdge(ctx, edge, frame, false);
  for (const node of scene.nodes) {
    if (!overlaps(grown(node), sight)) continue;
    const state = { dim: isDim(frame, node.id), selected: node.id === frame.selected, focused: node.id === frame.focused, pinned: frame.pinned.has(node.id) };
    paintNode(ctx, node, theme, frame.icons.get(node.node.members > 0 ? 'group' : node.node.kind) ?? frame.icons.get(node.node.lane), state, view.k);
  }
  if (view.k >= 0.55) for (const edge of visible) paintLabel(ctx, edge, theme, faint(edge));
  paintHeadings(ctx, frame);
}

function isDim(frame: Frame, node: string): boolean {
  return frame.outside.has(node) || (frame.lit !== null && !frame.lit.nodes.has(node));
}

function grown(rect: Rect): Rect {
  return { x: rect.x - 12, y: rect.y - 12, width: rect.width + 24, height: rect.height + 24 };
}

function paintEdge(ctx: CanvasRenderingContext2D, { placed, line, arrow }: DrawnEdge, { theme, selected, view }: Frame, faint: boolean): void {
  const chosen = placed.id === selected;
  ctx.globalAlpha = faint ? 0.14 : 1;
  ctx.strokeStyle = theme[placed.style];
  ctx.fillStyle = theme[placed.style];
  ctx.lineWidth = Math.max((placed.style === 'dotted' ? 1.6 : placed.width) + (chosen ? 1.6 : 0), 0.6 / view.k);
  ctx.lineCap = placed.style === 'dotted' ? 'round' : 'butt';
  ctx.setLineDash([...dashes[placed.style]]);
  ctx.stroke(line);
  ctx.setLineDash([]);
  if (view.k >= 0.25) ctx.fill(arrow);
}

function paintLabel(ctx: CanvasRenderingContext2D, { placed }: DrawnEdge, theme: Theme, faint: boolean): void {
  const label = placed.label;
  if (!label || faint) return;
  ctx.globalAlpha = 0.92;
  ctx.fillStyle = theme.page;
  ctx.beginPath();
  ctx.roundRect(label.x - label.width / 2, label.y - 7, label.width, 14, 3);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.quiet;
  ctx.font = `400 10px ${face}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(label.text, label.x, label.y + 3.5);
}

/** Names of the lanes, always at the top, whatever part of the picture is in sight. */
export function paintHeadings(ctx: CanvasRenderingContext2D, { scene, view, screen, ratio, theme }: Frame): void {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.globalAlpha = 0.94;
  ctx.fillStyle = theme.page;
  ctx.fillRect(0, 0, screen.width, headingHeight);
  ctx.globalAlpha = 1;
  ctx.font = `600 11px ${face}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.quiet;
  for (const lane of scene.layout.lanes) {
    const left = Math.max(lane.x * view.k + view.x, 0);
    const right = Math.min((lane.x + lane.width) * view.k + view.x, screen.width);
    if (right - left < 24) continue;
    ctx.fillText(fitText(lane.title, right - left - 10, 11, 600), left + 10, headingHeight / 2 + 1);
  }
}
