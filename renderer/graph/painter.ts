import { paint, paintHeadings, type Frame } from './paint.ts';
import type { Viewport } from './viewport.ts';

/** Above this many nodes and edges a moving picture is the last still one, moved; it is drawn anew when it comes to rest. */
const many = 700;

export interface Painter {
  /** Draws one frame; `moving` while a hand is on the picture. */
  draw(frame: Frame, moving: boolean): void;
}

/** Draws frames on a canvas, keeping movement smooth where drawing everything takes longer than a frame lasts. */
export function painterOn(canvas: HTMLCanvasElement): Painter {
  let still: { readonly image: HTMLCanvasElement; readonly view: Viewport } | null = null;
  return {
    draw(frame, moving) {
      const context = canvas.getContext('2d');
      if (!context) return;
      const [width, height] = [Math.round(frame.screen.width * frame.ratio), Math.round(frame.screen.height * frame.ratio)];
      if (canvas.width !== width || canvas.height !== height) {
        Object.assign(canvas, { width, height });
        still = null;
      }
      if (moving && still) return move(context, frame, still);
      paint(context, frame);
      still = frame.scene.nodes.length + frame.scene.edges.length > many ? { image: copyOf(canvas), view: frame.view } : null;
    },
  };
}

function move(context: CanvasRenderingContext2D, frame: Frame, still: { readonly image: HTMLCanvasElement; readonly view: Viewport }): void {
  const { view, ratio, theme } = frame;
  const scale = view.k / still.view.k;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = theme.page;
  context.fillRect(0, 0, still.image.width, still.image.height);
  context.drawImage(
    still.image,
    (view.x - still.view.x * scale) * ratio,
    (view.y - still.view.y * scale) * ratio,
    still.image.width * scale,
    still.image.height * scale,
  );
  paintHeadings(context, frame);
}

function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}
