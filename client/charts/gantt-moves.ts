import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { type GanttAxis, type GanttRows, type GanttStop, rowAtTop } from './gantt-shape.ts';

/** A bar, or one of the stops on it; -1 is the bar as a whole. */
export interface GanttPlace {
  row: number;
  stop: number;
}

interface WalkInput {
  region: RefObject<HTMLElement | null>;
  rows: GanttRows;
  tops: Float64Array;
  onOpen: (href: string) => void;
}

const pageRows = 10;
const marginPx = 24;
const panFromPx = 4;
const fingerPx = 12;
/** What a page leaves beside the region. */
const pageGutterPx = 56;
/** The day at this share of the width stays where it is when the scale changes. */
const anchorShare = 0.55;

/**
 * Walking by arrow keys, from bar to bar and along one from stop to stop, and choosing by click. One element of the
 * region is in the tab order, `data-walk="here"`, and it is where the reader last was.
 */
export function useGanttWalk({ region, rows, tops, onOpen }: WalkInput) {
  const [chosen, setChosen] = useState<GanttPlace>();
  const wantsFocus = useRef(false);
  const here = chosen !== undefined && chosen.row < rows.count ? chosen : { row: nextBar(rows, -1, 1), stop: -1 };

  // Focus follows what was drawn for the new place.
  useLayoutEffect(() => {
    if (!wantsFocus.current || chosen === undefined) return;
    wantsFocus.current = false;
    region.current?.querySelector<HTMLElement>('[data-walk="here"]')?.focus({ preventScroll: true });
  }, [chosen, region]);

  function goTo(place: GanttPlace) {
    wantsFocus.current = true;
    if (region.current !== null) bringIntoView(region.current, tops, place.row, stopsOf(rows, place.row)[place.stop]);
    setChosen(place);
  }

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    const isWalking = event.target instanceof HTMLElement && event.target.dataset['walk'] === 'here';
    if (!isWalking || event.altKey || event.metaKey) return;
    const place = placeAfter(event.key, event.ctrlKey, here, rows);
    if (place === undefined) return;
    event.preventDefault();
    goTo(place);
  }

  function handleClick(event: MouseEvent<HTMLElement>) {
    if (!(event.target instanceof Element)) return;
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const href = event.target.closest('a')?.getAttribute('href');
    if (href !== null && href !== undefined) {
      if (!isPlain || event.defaultPrevented) return;
      event.preventDefault();
      onOpen(href);
      return;
    }
    const jump = event.target.closest('[data-jump]')?.getAttribute('data-jump');
    if (jump !== null && jump !== undefined && region.current !== null) {
      const { clientWidth } = region.current;
      region.current.scrollTo({ left: Number(jump) - clientWidth * anchorShare, behavior: 'instant' });
      return;
    }
    const plot = event.target.closest('[data-part="plot"]')?.getBoundingClientRect();
    if (plot === undefined) return;
    const row = rowAtTop(tops, event.clientY - plot.top);
    const stop = stopNear(stopsOf(rows, row), event.clientX - plot.left);
    if (stop >= 0) goTo({ row, stop });
  }

  return { here, isChosen: chosen !== undefined, handleKey, handleClick };
}

/** Where a key leads from a place; undefined for a key that does not walk. */
function placeAfter(key: string, isFar: boolean, { row, stop }: GanttPlace, rows: GanttRows): GanttPlace | undefined {
  const stops = stopsOf(rows, row);
  switch (key) {
    case 'ArrowRight':
      return { row, stop: Math.min(stop + 1, stops.length - 1) };
    case 'ArrowLeft':
      return { row, stop: Math.max(stop - 1, -1) };
    case 'ArrowDown':
      return onRow(rows, nextBar(rows, row, 1), stops[stop]);
    case 'ArrowUp':
      return onRow(rows, nextBar(rows, row, -1), stops[stop]);
    case 'PageDown':
      return onRow(rows, nextBar(rows, Math.min(row + pageRows, rows.count) - 1, 1), stops[stop]);
    case 'PageUp':
      return onRow(rows, nextBar(rows, Math.max(row - pageRows, -1) + 1, -1), stops[stop]);
    case 'Home':
      return isFar ? { row: nextBar(rows, -1, 1), stop: -1 } : { row, stop: -1 };
    case 'End':
      return isFar ? { row: nextBar(rows, rows.count, -1), stop: -1 } : { row, stop: stops.length - 1 };
    default:
      return undefined;
  }
}

/** On another row the nearest stop in time, or the bar as a whole when that is where the reader was. */
function onRow(rows: GanttRows, row: number, from: GanttStop | undefined): GanttPlace {
  if (from === undefined) return { row, stop: -1 };
  const distances = stopsOf(rows, row).map(({ x }) => Math.abs(x - from.x));
  return { row, stop: distances.indexOf(Math.min(...distances)) };
}

/** The stop that was meant by a press there: the shortest that holds the place or is within a finger of it; -1 for none. */
function stopNear(stops: readonly GanttStop[], x: number): number {
  let [best, bestWidth] = [-1, Infinity];
  for (const [index, stop] of stops.entries()) {
    const isNear = x >= stop.x - fingerPx && x <= stop.x + stop.width + fingerPx;
    if (!isNear || stop.width > bestWidth) continue;
    const isNearer = stop.width < bestWidth || Math.abs(stop.x - x) < Math.abs((stops[best]?.x ?? 0) - x);
    if (isNearer) [best, bestWidth] = [index, stop.width];
  }
  return best;
}

/** The next row in the direction that is a bar; the last one before when there is none. */
function nextBar(rows: GanttRows, from: number, step: 1 | -1): number {
  for (let row = from + step; row >= 0 && row < rows.count; row += step) {
    if (!rows.isGroup(row)) return row;
  }
  return Math.min(Math.max(from, 0), Math.max(0, rows.count - 1));
}

function stopsOf(rows: GanttRows, index: number): readonly GanttStop[] {
  const row = index >= 0 && index < rows.count ? rows.rowAt(index) : undefined;
  return row?.kind === 'bar' ? row.stops : [];
}

function bringIntoView(box: HTMLElement, tops: Float64Array, row: number, stop: GanttStop | undefined): void {
  const head = box.querySelector<HTMLElement>('[data-part="head"]')?.offsetHeight ?? 0;
  const names = box.querySelector<HTMLElement>('[data-part="corner"]')?.offsetWidth ?? 0;
  const [top, bottom] = [tops[row] ?? 0, tops[row + 1] ?? 0];
  if (top < box.scrollTop + marginPx) box.scrollTop = top - marginPx;
  else if (bottom > box.scrollTop + box.clientHeight - head - marginPx) {
    box.scrollTop = bottom - box.clientHeight + head + marginPx;
  }
  if (stop === undefined) return;
  const width = box.clientWidth - names;
  if (stop.x < box.scrollLeft + marginPx || stop.x > box.scrollLeft + width - 4 * marginPx) {
    box.scrollLeft = stop.x - width * anchorShare;
  }
}

/** Pans the region with the mouse held down. A finger pans it by itself. */
export function useGanttPan(region: RefObject<HTMLElement | null>) {
  const held = useRef<{ x: number; y: number; left: number; top: number; isMoving: boolean }>(undefined);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const box = region.current;
    const isOnLink =
      event.target instanceof Element && event.target.closest('a, [data-jump], [data-part="names"]') !== null;
    if (box === null || event.pointerType !== 'mouse' || event.button !== 0 || isOnLink) return;
    held.current = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop, isMoving: false };
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const [box, from] = [region.current, held.current];
    if (box === null || from === undefined) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.isMoving && Math.hypot(x, y) < panFromPx) return;
    if (!from.isMoving) {
      from.isMoving = true;
      box.setPointerCapture(event.pointerId);
      box.dataset['panning'] = 'true';
    }
    box.scrollTo(from.left - x, from.top - y);
  }

  function onPointerUp() {
    held.current = undefined;
    delete region.current?.dataset['panning'];
  }

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp };
}

/** Where the region will stand first, before it has been measured. */
export function likelyLeft(axis: GanttAxis, nameWidth: number): number {
  return axis.startX - (innerWidth - pageGutterPx - nameWidth) * anchorShare;
}

/** Shows the axis's start first, and keeps the day in sight where it is when the scale or the first day of the axis changes. */
export function useGanttStart(region: RefObject<HTMLElement | null>, axis: GanttAxis, nameWidth: number): void {
  const last = useRef<{ dayPx: number; firstDay: number }>(undefined);
  const { dayPx, firstDay, startX } = axis;
  // The scroll position is the browser's, outside React; before the first paint.
  useLayoutEffect(() => {
    const box = region.current;
    if (box === null) return;
    const before = last.current;
    last.current = { dayPx, firstDay };
    if (before?.dayPx === dayPx && before.firstDay === firstDay) return;
    const anchor = (box.clientWidth - nameWidth) * anchorShare;
    const day = before === undefined ? undefined : before.firstDay + (box.scrollLeft + anchor) / before.dayPx;
    const left = (day === undefined ? startX : (day - firstDay) * dayPx) - anchor;
    box.scrollTo({ left, behavior: 'instant' });
  }, [region, dayPx, firstDay, startX, nameWidth]);
}
