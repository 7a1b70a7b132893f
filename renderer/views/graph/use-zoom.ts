import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { headingHeight, headingSpare } from '../../graph/paint.ts';
import { closest, farthest, fitAll, fitReadable, reveal, type Extent, type Rect, type Viewport } from '../../graph/viewport.ts';

export interface Zoom {
  /** Where the picture stands now; changes without rendering. */
  readonly view: RefObject<Viewport>;
  fit(picture: Extent, screen: Extent): void;
  /** Like `fit` while names stay readable; else around a point. */
  begin(picture: Extent, screen: Extent, around: { readonly x: number; readonly y: number }): void;
  reveal(rect: Rect, screen: Extent): void;
  by(factor: number): void;
  pan(dx: number, dy: number): void;
}

const top = { covered: headingHeight, spare: headingSpare };

/** Wheel, pinch and drag by d3; `onMove` is called after every change. */
export function useZoom(canvas: RefObject<HTMLCanvasElement | null>, onMove: () => void): Zoom {
  const view = useRef<Viewport>({ x: 0, y: 0, k: 1 });
  const moved = useRef(onMove);
  moved.current = onMove;
  const behaviour = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null);

  useEffect(() => {
    if (!canvas.current) return undefined;
    const own = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([farthest, closest])
      .clickDistance(4)
      .on('zoom', (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
        view.current = { x: event.transform.x, y: event.transform.y, k: event.transform.k };
        moved.current();
      });
    behaviour.current = own;
    const selection = select(canvas.current);
    // A double click opens the node under it; d3 would zoom.
    selection.call(own).on('dblclick.zoom', null);
    return () => void selection.on('.zoom', null);
  }, [canvas]);

  return useMemo(() => {
    const set = (next: Viewport): void => {
      if (canvas.current && behaviour.current) select(canvas.current).call(behaviour.current.transform, zoomIdentity.translate(next.x, next.y).scale(next.k));
    };
    return {
      view,
      fit: (picture, screen) => set(fitAll(picture, screen, top)),
      begin: (picture, screen, around) => set(fitReadable(picture, screen, around, top)),
      reveal: (rect, screen) => set(reveal(view.current, rect, screen)),
      by: (factor) => void (canvas.current && behaviour.current && select(canvas.current).call(behaviour.current.scaleBy, factor)),
      pan: (dx, dy) => set({ ...view.current, x: view.current.x + dx, y: view.current.y + dy }),
    };
  }, [canvas]);
}
