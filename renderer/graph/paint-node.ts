import type { PlacedNode } from '../../shared/graph/layout.ts';
import { labelSize, linesOf, subSize, tallyOf, tallySize, type Sign } from '../../shared/graph/node-text.ts';
import type { Theme } from '../../shared/graph/themes.ts';

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
  const tally = tallyOf(node);
  const lines = linesOf(placed.text, tally, placed);
  const { compact, label, sub } = placed.text;
  ctx.textAlign = compact ? 'left' : 'center';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = theme.text;
  ctx.font = `600 ${labelSize}px ${face}`;
  ctx.fillText(label, ...lines.name);
  if (k < 0.45) return;
  ctx.fillStyle = theme.quiet;
  ctx.font = `400 ${subSize}px ${face}`;
  if (sub !== '') ctx.fillText(sub, ...lines.second);
  ctx.textAlign = 'left';
  ctx.font = `400 ${tallySize}px ${face}`;
  tally.forEach((part, place) => {
    const [left, middle] = lines.counts[place] as readonly [number, number];
    paintSign(ctx, part.sign, left + 4, middle, theme);
    ctx.fillStyle = theme.text;
    ctx.fillText(part.text, left + 11, middle + 3.8);
  });
  if (icon && compact) symbol(ctx, icon, x + 17, y + height / 2, 0.56, theme);
  else if (icon) badge(ctx, icon, node.lane === 'credential' ? x + 8 : x + 2, node.lane === 'credential' ? y : y + 1, theme);
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
  symbol(ctx, icon, x, y, 0.45, theme);
}

/** An icon of 24 by 24 around this point. */
function symbol(ctx: CanvasRenderingContext2D, icon: Path2D, x: number, y: number, scale: number, theme: Theme): void {
  ctx.save();
  ctx.translate(x - 12 * scale, y - 12 * scale);
  ctx.scale(scale, scale);
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
