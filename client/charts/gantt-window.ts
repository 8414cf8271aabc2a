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
/** Few rows at a time: what a frame has to draw anew must fit into it. */
const stepY = 120;
const stepEdge = 24;
/** What a page leaves beside and above the region, about: drawn right the first time, nothing is drawn twice. */
const [besidePx, abovePx] = [56, 112];

/** Rounds what is in sight outwards: a part of it is ready on every side before it is reached. */
function windowAt(left: number, top: number, width: number, height: number): GanttWindow {
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
    windowAt(Math.max(0, likelyLeft), 0, innerWidth - besidePx, innerHeight - abovePx),
  );
  useScrolled(region, (box) => {
    const next = windowAt(box.left, box.top, box.width, box.height);
    setSeen((last) => (isSame(last, next) ? last : next));
  });
  return seen;
}

/** The left edge and the width of the region. */
export function useGanttEdge(region: RefObject<HTMLElement | null>, likelyLeft: number): GanttEdge {
  const [edge, setEdge] = useState<GanttEdge>(() => ({
    left: Math.floor(Math.max(0, likelyLeft) / stepEdge) * stepEdge,
    width: innerWidth - besidePx,
  }));
  useScrolled(region, (box) => {
    const left = Math.floor(box.left / stepEdge) * stepEdge;
    setEdge((last) => (last.left === left && last.width === box.width ? last : { left, width: box.width }));
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

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Looks at the region now, whenever it scrolls, and when its size changes. */
function useScrolled(region: RefObject<HTMLElement | null>, look: (box: Box) => void): void {
  const handle = useEffectEvent(look);
  // The scroll position and the size are the browser's, outside React. The observer's first call is the first look: it
  // comes before the first paint, when the layout is there anyway. Sizes are kept from it: to ask costs a layout.
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    const size = { width: 0, height: 0 };
    const scrolled = () => handle({ left: element.scrollLeft, top: element.scrollTop, ...size });
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      size.width = entry.contentRect.width;
      size.height = entry.contentRect.height;
      scrolled();
    });
    element.addEventListener('scroll', scrolled, { passive: true });
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', scrolled);
      observer.disconnect();
    };
  }, [region]);
}

function isSame(a: GanttWindow, b: GanttWindow): boolean {
  return a.left === b.left && a.right === b.right && a.top === b.top && a.bottom === b.bottom;
}
