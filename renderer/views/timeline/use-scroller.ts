import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { offsetAt, scrollScale, scrollTopAt } from './scroll-scale.ts';

export interface Scroller {
  readonly element: RefObject<HTMLDivElement | null>;
  /** Pixels of the list above what is shown. */
  readonly place: number;
  /** Height of the element that makes the scroll bar. */
  readonly spacer: number;
  /** Where in the spacer the shown part begins. */
  readonly base: number;
  scrollTo(offset: number): void;
  onScroll(scrollTop: number): void;
}

/** Scrolls a list of any length of which only what is on screen exists. */
export function useScroller(lines: number, rowHeight: number, height: number): Scroller {
  const element = useRef<HTMLDivElement>(null);
  const scale = useMemo(() => scrollScale(lines, rowHeight, height), [lines, rowHeight, height]);
  const [offset, setOffset] = useState(0);
  /** The position we set ourselves, whose scroll event says nothing new (and less exactly, where the bar is scaled). */
  const own = useRef<number | null>(null);

  const scrollTo = useCallback(
    (next: number): void => {
      const bounded = Math.min(scale.last, Math.max(0, next));
      setOffset(bounded);
      if (!element.current) return;
      own.current = scrollTopAt(scale, bounded);
      element.current.scrollTop = own.current;
    },
    [scale],
  );
  const onScroll = useCallback(
    (scrollTop: number): void => {
      const known = own.current !== null && Math.abs(own.current - scrollTop) < 1.5;
      own.current = null;
      if (!known) setOffset(offsetAt(scale, scrollTop));
    },
    [scale],
  );
  useLayoutEffect(() => {
    if (offset > scale.last) scrollTo(scale.last);
  }, [offset, scale, scrollTo]);
  useEffect(() => {
    const box = element.current;
    if (!box || scale.factor === 1) return;
    // A wheel would jump over thousands of rows where the scroll bar is scaled.
    const onWheel = (event: WheelEvent): void => {
      if (event.shiftKey || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      setOffset((before) => {
        const next = Math.min(scale.last, Math.max(0, before + event.deltaY));
        own.current = scrollTopAt(scale, next);
        box.scrollTop = own.current;
        return next;
      });
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => box.removeEventListener('wheel', onWheel);
  }, [scale]);

  const place = Math.min(offset, scale.last);
  return { element, place, spacer: scale.spacer, base: scrollTopAt(scale, place), scrollTo, onScroll };
}
