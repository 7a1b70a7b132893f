import type { PlacedNode } from '../../shared/graph/layout.ts';
import type { Theme } from '../../shared/graph/themes.ts';
import { attemptedOf, successfulOf } from '../../shared/rungs.ts';

const face = '"Inter Variable", system-ui, sans-serif';

/** How a node stands out at this moment. */
export interface NodeState {
  readonly dim: boolean;
  readonly selected: boolean;
  readonly focused: boolean;
  readonly pinned: boolean;
}

/** Draws one node in the measure of the picture; `k` says how large that appears, so that text too small to read is left out. */
export function paintNode(ctx: CanvasRenderingContext2D, placed: PlacedNode, theme: Theme, icon: Path2D | undefined, state: NodeState, k: number): void {
  const { node, x, y, width, height } = placed;
  const round = node.lane === 'credential' ? height / 2 : 7;
  ctx.globalAlpha = state.dim ? 0.36 : 1;
  ctx.fillStyle = theme.node;
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1.2;
  ctx.setLineDash([]);
  if (node.members > 0) box(ctx, x + 4, y + 4, width, height, round);
  if (state.selected || node.subject) {
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = state.selected ? 3 : 2.2;
  }
  box(ctx, x, y, width, height, round);
  if (state.focused) ring(ctx, placed, round, theme);
  if (k < 0.28) return;
  const middle = x + width / 2;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = theme.text;
  ctx.font = `600 12px ${face}`;
  ctx.fillText(placed.label, middle, y + 16);
  if (k < 0.45) return;
  ctx.fillStyle = theme.quiet;
  ctx.font = `400 10.5px ${face}`;
  ctx.fillText(placed.sub, middle, y + 30);
  if (height > 40) tally(ctx, placed, theme);
  if (icon) badge(ctx, icon, node.lane === 'credential' ? x + 8 : x + 2, node.lane === 'credential' ? y : y + 1, theme);
  if (state.pinned) pin(ctx, x + width - 4, y + 2, theme);
}

function box(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, round: number): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, round);
  ctx.fill();
  ctx.stroke();
}

function ring(ctx: CanvasRenderingContext2D, { x, y, width, height }: PlacedNode, round: number, theme: Theme): void {
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1.6;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.roundRect(x - 5, y - 5, width + 10, height + 10, round + 5);
  ctx.stroke();
  ctx.setLineDash([]);
}

function badge(ctx: CanvasRenderingContext2D, icon: Path2D, x: number, y: number, theme: Theme): void {
  ctx.fillStyle = theme.page;
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.arc(x, y, 8, 0, Math.PI * 2);
  ctx.fill();
  ctx.stroke();
  ctx.save();
  ctx.translate(x - 5.4, y - 5.4);
  ctx.scale(0.45, 0.45);
  ctx.strokeStyle = theme.quiet;
  ctx.lineWidth = 2.2;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.stroke(icon);
  ctx.restore();
}

function pin(ctx: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  ctx.fillStyle = theme.accent;
  ctx.beginPath();
  ctx.arc(x, y, 4.5, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = theme.page;
  ctx.beginPath();
  ctx.arc(x, y, 1.6, 0, Math.PI * 2);
  ctx.fill();
}

type Sign = 'succeeded' | 'attempted' | 'unknown';

function tally(ctx: CanvasRenderingContext2D, { node, x, y, width }: PlacedNode, theme: Theme): void {
  const all: readonly (readonly [Sign, number])[] = [
    ['succeeded', successfulOf(node.counts)],
    ['attempted', attemptedOf(node.counts)],
    ['unknown', node.counts[0]],
  ];
  const parts = all.filter(([, events]) => events > 0);
  ctx.font = `400 10px ${face}`;
  ctx.textAlign = 'left';
  const widths = parts.map(([, events]) => 11 + ctx.measureText(String(events)).width);
  let left = x + width / 2 - (widths.reduce((sum, each) => sum + each, 0) + (parts.length - 1) * 8) / 2;
  parts.forEach(([sign, events], place) => {
    paintSign(ctx, sign, left + 4, y + 41, theme);
    ctx.fillStyle = theme.text;
    ctx.fillText(String(events), left + 11, y + 44.6);
    left += (widths[place] ?? 0) + 8;
  });
}

function paintSign(ctx: CanvasRenderingContext2D, sign: Sign, x: number, y: number, theme: Theme): void {
  ctx.beginPath();
  if (sign === 'succeeded') {
    ctx.fillStyle = theme.solid;
    ctx.arc(x, y, 4, 0, Math.PI * 2);
    ctx.fill();
    return;
  }
  ctx.strokeStyle = sign === 'attempted' ? theme.dashed : theme.quiet;
  ctx.lineWidth = 1.4;
  ctx.setLineDash(sign === 'unknown' ? [1.4, 1.4] : []);
  ctx.arc(x, y, 3.4, 0, Math.PI * 2);
  if (sign === 'attempted') {
    ctx.moveTo(x - 2, y);
    ctx.lineTo(x + 2, y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}
