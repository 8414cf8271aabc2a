import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react';

/** What is in sight of a region that scrolls both ways, rounded outwards to steps, so that most scrolling changes nothing. */
export interface GanttWindow {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Left edge to a finer step. */
  edge: number;
  width: number;
}

const stepX = 480;
const stepY = 240;
const stepEdge = 24;
/** What a page leaves beside and above the region, about. */
const gutterPx = 56;

/** Rounds what is in sight outwards: a part of it is ready on every side before it is reached. */
export function windowAt(left: number, top: number, width: number, height: number): GanttWindow {
  return {
    left: (Math.floor(left / stepX) - 1) * stepX,
    right: (Math.ceil((left + width) / stepX) + 1) * stepX,
    top: (Math.floor(top / stepY) - 1) * stepY,
    bottom: (Math.ceil((top + height) / stepY) + 1) * stepY,
    edge: Math.floor(left / stepEdge) * stepEdge,
    width,
  };
}

/**
 * The window of the region; changes when a step is crossed or the region's size changes. Begins with where it will most
 * likely stand, so that it is drawn once.
 */
export function useGanttWindow(region: RefObject<HTMLElement | null>, likelyLeft: number): GanttWindow {
  const [seen, setSeen] = useState(() =>
    windowAt(Math.max(0, likelyLeft), 0, innerWidth - gutterPx, innerHeight - gutterPx),
  );
  // The scroll position and the size are the browser's, outside React.
  useLayoutEffect(() => {
    const box = region.current;
    if (box === null) return;
    const look = () => {
      const next = windowAt(box.scrollLeft, box.scrollTop, box.clientWidth, box.clientHeight);
      setSeen((last) => (isSame(last, next) ? last : next));
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [region]);
  return seen;
}

/** True while the media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

function isSame(a: GanttWindow, b: GanttWindow): boolean {
  return (
    a.left === b.left &&
    a.right === b.right &&
    a.top === b.top &&
    a.bottom === b.bottom &&
    a.edge === b.edge &&
    a.width === b.width
  );
}
