import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

/** What is in sight of a region that scrolls both ways, rounded outwards to steps, so that most scrolling changes nothing. */
export interface GanttWindow {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where the left edge stands, to a finer step, and how wide the region is. */
export interface GanttEdge {
  left: number;
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
  useScrolled(region, (box) => {
    const next = windowAt(box.scrollLeft, box.scrollTop, box.clientWidth, box.clientHeight);
    setSeen((last) => (isSame(last, next) ? last : next));
  });
  return seen;
}

/** The left edge and the width of the region; null before it has been measured. */
export function useGanttEdge(region: RefObject<HTMLElement | null>): GanttEdge | null {
  const [edge, setEdge] = useState<GanttEdge | null>(null);
  useScrolled(region, (box) => {
    const left = Math.floor(box.scrollLeft / stepEdge) * stepEdge;
    const width = box.clientWidth;
    setEdge((last) => (last?.left === left && last.width === width ? last : { left, width }));
  });
  return edge;
}

/** True while the media query holds. */
export function useMedia(query: string): boolean {
  // Asked once and then told: asking makes the browser work out all styles first.
  const [isMet, setIsMet] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const change = () => setIsMet(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, [query]);
  return isMet;
}

/** Looks at the region now, whenever it scrolls, and when its size changes. */
function useScrolled(region: RefObject<HTMLElement | null>, look: (box: HTMLElement) => void): void {
  const handle = useEffectEvent(look);
  // The scroll position and the size are the browser's, outside React. The observer's first call is the first look: it
  // comes before the first paint, when the layout is there anyway.
  useEffect(() => {
    const box = region.current;
    if (box === null) return;
    const lookAt = () => handle(box);
    box.addEventListener('scroll', lookAt, { passive: true });
    const sizes = new ResizeObserver(lookAt);
    sizes.observe(box);
    return () => {
      box.removeEventListener('scroll', lookAt);
      sizes.disconnect();
    };
  }, [region]);
}

function isSame(a: GanttWindow, b: GanttWindow): boolean {
  return a.left === b.left && a.right === b.right && a.top === b.top && a.bottom === b.bottom;
}
