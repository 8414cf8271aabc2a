// Days that are known only in part. A day is a pair of bounds, a window two such days; from them follow the days that lie
// in the window for certain and the days outside which it cannot lie. Both ends of every span are counted.

import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import type { RadarMilestone } from './rules.ts';
import type { Overlap, UsedWindow, WindowName } from './schema.ts';

/** Stands for an end that nobody has given; later than every day of the calendar. */
export const openEnd = '9999-12-31';

/** A day somewhere from `lo` to `hi`; equal bounds are the day itself, null is no bound. */
export interface Point {
  lo: IsoDate | null;
  hi: IsoDate | null;
}

export interface Span {
  from: IsoDate;
  to: IsoDate;
}

/** A window of an exercise, or of a reference (then `exerciseId` is null). */
export interface Win {
  name: WindowName;
  exerciseId: string | null;
  start: Point;
  end: Point;
  /** Days that lie in it for certain; null: none can be named. */
  sure: Span | null;
  /** It cannot lie outside these; a null edge is not known. */
  may: { from: IsoDate | null; to: IsoDate | null };
  /** Rows whose days made it. */
  rows: readonly RadarMilestone[];
  /** Milestone codes without which it is not whole; empty: complete. */
  missing: readonly string[];
  /** Rests on a range, an open end or a like assumption. */
  isProvisional: boolean;
  /** Rests on a recalled or inferred row. */
  isDraft: boolean;
  /** The same, as a finding stores it. */
  used: UsedWindow;
}

export const unknownDay: Point = { lo: null, hi: null };

/** A day that is known, or, of null, one that nothing bounds. */
export function exactly(day: IsoDate | null): Point {
  return { lo: day, hi: day };
}

/** The day when it is known; null otherwise. */
export function dayOf({ lo, hi }: Point): IsoDate | null {
  return lo === hi ? lo : null;
}

/** The point moved by whole days, back when negative; an unknown bound stays unknown. */
export function moved({ lo, hi }: Point, days: number): Point {
  const from = lo === null ? null : addDays(lo, days);
  return { lo: from, hi: hi === lo ? from : hi === null ? null : addDays(hi, days) };
}

/** The point with bounds that follow from other days; a bound that contradicts what is written is left out. */
export function bounded(point: Point, lo: IsoDate | null, hi: IsoDate | null): Point {
  if (dayOf(point) !== null) return point;
  const low = laterOf(point.lo, lo);
  const high = earlierOf(point.hi, hi);
  return low !== null && high !== null && low > high ? point : { lo: low, hi: high };
}

/** The earlier of two days; null gives way. */
export function earlierOf(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null) return b;
  return b === null || a <= b ? a : b;
}

/** The later of two days; null gives way. */
export function laterOf(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null) return b;
  return b === null || a >= b ? a : b;
}

/** The first of several days: certain from the earliest known one on, open below when one has no lower bound. */
export function firstOf(points: readonly Point[]): Point {
  const lows = points.map(({ lo }) => lo);
  const lo = lows.includes(null) ? null : lows.reduce(earlierOf, null);
  return { lo, hi: points.map(({ hi }) => hi).reduce(earlierOf, null) };
}

/** The last of several days. */
export function lastOf(points: readonly Point[]): Point {
  const highs = points.map(({ hi }) => hi);
  const hi = highs.includes(null) ? null : highs.reduce(laterOf, null);
  return { lo: points.map(({ lo }) => lo).reduce(laterOf, null), hi };
}

interface WinParts {
  name: WindowName;
  exerciseId: string | null;
  start: Point;
  end: Point;
  rows: readonly RadarMilestone[];
  missing?: readonly string[];
  assumed?: readonly string[];
  isProvisional?: boolean;
}

/** Makes a window of its two days. The end is not before the start, so that each bounds the other. */
export function windowFrom(parts: WinParts): Win {
  const { name, exerciseId, rows, missing = [], assumed = [] } = parts;
  const start: Point = { lo: parts.start.lo, hi: earlierOf(parts.start.hi, parts.end.hi) };
  const end: Point = { lo: laterOf(parts.end.lo, parts.start.lo), hi: parts.end.hi };
  const isCertain = start.hi !== null && end.lo !== null && start.hi <= end.lo;
  const floor = assumed.includes('claims_end_as_floor') ? end.lo : null;
  const to = dayOf(parts.end) ?? floor;
  const dated = rows.filter(({ startDate, endDate }) => startDate !== null || endDate !== null);
  return {
    name,
    exerciseId,
    start,
    end,
    sure: isCertain && start.hi !== null && end.lo !== null ? { from: start.hi, to: end.lo } : null,
    may: { from: start.lo, to: end.hi },
    rows: dated,
    missing,
    isProvisional: parts.isProvisional ?? false,
    isDraft: dated.some(isDraftRow),
    used: {
      exerciseId,
      name,
      from: dayOf(parts.start),
      to: to === openEnd ? null : to,
      milestones: dated.map(({ id }) => id),
      assumed: [...assumed],
    },
  };
}

/** True for a row that nobody has seen in a source: findings on it are drafts. */
export function isDraftRow({ confidence }: Pick<RadarMilestone, 'confidence'>): boolean {
  return confidence === 'recalled' || confidence === 'inferred';
}

/** Days of both spans, both ends counted: `max(0, min(ends) - max(starts) + 1)` (7.1). */
export function overlapDays(a: Span, b: Span): number {
  const common = commonDays(a, b);
  return common === null ? 0 : daysOf(common.from, common.to);
}

/** The span of days both have; null when there is none. */
export function commonDays(a: Span, b: Span): Span | null {
  let { from, to } = a;
  if (b.from > from) from = b.from;
  if (b.to < to) to = b.to;
  return from <= to ? { from, to } : null;
}

/** The days that lie in both windows for certain. */
export function sureOverlap(a: Win, b: Win): Overlap | null {
  const common = a.sure === null || b.sure === null ? null : commonDays(a.sure, b.sure);
  if (common === null) return null;
  return { a: a.name, b: b.name, ...common, days: daysOf(common.from, common.to) };
}

/** The most days the two windows can share: 0 when the known edges exclude a meeting, Infinity when nothing bounds it. */
export function possibleDays(a: Win, b: Win): number {
  const from = laterOf(a.may.from, b.may.from);
  const to = earlierOf(a.may.to, b.may.to);
  if (from === null || to === null) return Number.POSITIVE_INFINITY;
  return from > to ? 0 : to === openEnd ? Number.POSITIVE_INFINITY : daysOf(from, to);
}

/** Days of a stretch, both ends counted. Asked for every pair: the kernel's `daysBetween` reads each day as a date. */
function daysOf(from: IsoDate, to: IsoDate): number {
  return numberOf(to) - numberOf(from) + 1;
}

/** The day's number in the Gregorian calendar, counted from 1 March of the year 0. */
function numberOf(day: IsoDate): number {
  const digit = (at: number) => day.charCodeAt(at) - 48;
  const month = digit(5) * 10 + digit(6);
  // Years that begin in March put the leap day last.
  const year = digit(0) * 1_000 + digit(1) * 100 + digit(2) * 10 + digit(3) - (month < 3 ? 1 : 0);
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digit(8) * 10 + digit(9) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + ofYear;
}
