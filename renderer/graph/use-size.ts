import { useLayoutEffect, useState, type RefObject } from 'react';
import type { Extent } from './viewport.ts';

/** The size of an element in CSS pixels, followed. Null until it is in the page. */
export function useSize(element: RefObject<HTMLElement | null>): Extent | null {
  const [size, setSize] = useState<Extent | null>(null);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const measure = (): void =>
      setSize((before) =>
        before?.width === target.clientWidth && before.height === target.clientHeight ? before : { width: target.clientWidth, height: target.clientHeight },
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
