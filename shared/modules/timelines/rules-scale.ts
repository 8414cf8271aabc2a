// The time axis of the bars: which days it covers, how wide a day is, where its lines stand, and which labels fit.

import { addDays, daysBetween, type IsoDate, shiftPeriod } from '#shared/kernel/time.ts';

export const zooms = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Zoom = (typeof zooms)[number];

/** Width of one day in CSS pixels. */
export const dayPx: Readonly<Record<Zoom, number>> = { day: 30, week: 10, month: 3.3, quarter: 1.2, year: 0.42 };

/** Months before and after today that the axis covers at most; what lies beyond is named at the edge. */
const mostMonthsBack = 30;
const mostMonthsOn = 42;
const leastMonthsOn = 9;

export interface Scale {
  from: IsoDate;
  /** Not included. */
  to: IsoDate;
  dayPx: number;
}

/** The days the axis covers: whole months around today and the days given, within the bounds. */
export function scaleOver(days: readonly (IsoDate | null)[], today: IsoDate, zoom: Zoom): Scale {
  const month = today.slice(0, 7);
  const [floor, ceiling] = [shiftPeriod(month, -mostMonthsBack), shiftPeriod(month, mostMonthsOn)];
  const months = days
    .flatMap((day) => (day === null ? [] : [day.slice(0, 7)]))
    .concat(month)
    .filter((each) => each >= floor && each <= ceiling)
    .toSorted();
  const [first = month, last = month] = [months[0], months.at(-1)];
  const end = [last, shiftPeriod(month, leastMonthsOn)].toSorted().at(-1) ?? last;
  return {
    from: `${shiftPeriod(first, -1)}-01`,
    to: `${shiftPeriod(end, 2)}-01`,
    dayPx: dayPx[zoom],
  };
}

/** Pixels from the start of the axis to the beginning of the day. */
export function xOf(scale: Scale, day: IsoDate): number {
  return (dayNumber(day) - dayNumber(scale.from)) * scale.dayPx;
}

/** The day at so many pixels from the start of the axis. */
export function dayAt(scale: Scale, x: number): IsoDate {
  return addDays(scale.from, Math.floor(x / scale.dayPx + 1e-6));
}

/** The whole width of the axis in pixels. */
export function widthOf(scale: Scale): number {
  return xOf(scale, scale.to);
}

export interface Tick {
  day: IsoDate;
  /** What begins on the day. */
  unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** Stands in the upper line of the axis, and its line is stronger. */
  isMajor: boolean;
}

/** The lines of the axis from one day (counted) to another (not counted), in order, the major one of a day first. */
export function ticksOf(zoom: Zoom, from: IsoDate, to: IsoDate): Tick[] {
  switch (zoom) {
    case 'day':
      return [...monthTicks(from, to, 1, 'month', true), ...dayTicks(from, to, 1, 'day')].toSorted(byDay);
    case 'week':
      return [...monthTicks(from, to, 1, 'month', true), ...dayTicks(from, to, 7, 'week')].toSorted(byDay);
    case 'month':
      return [...monthTicks(from, to, 12, 'year', true), ...monthTicks(from, to, 1, 'month', false)].toSorted(byDay);
    case 'quarter':
      return [...monthTicks(from, to, 12, 'year', true), ...monthTicks(from, to, 3, 'quarter', false)].toSorted(byDay);
    case 'year':
      return monthTicks(from, to, 12, 'year', true);
  }
}

export interface LabelRequest {
  /** Where the label would begin. */
  x: number;
  width: number;
  /** Higher is placed first. */
  weight: number;
}

/**
 * Which labels are written: the weightiest first, and none over another label or over what is taken, which is given as
 * pairs of left and right. Answers in the order of the requests.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  taken: readonly (readonly [number, number])[],
): boolean[] {
  const used = [...taken];
  const placed = requests.map(() => false);
  const inTurn = requests.map((_, index) => index).toSorted((a, b) => weightAt(requests, b) - weightAt(requests, a));
  for (const index of inTurn) {
    const request = requests[index];
    if (request === undefined) continue;
    const [left, right] = [request.x, request.x + request.width];
    if (used.some(([from, to]) => left < to && right > from)) continue;
    used.push([left, right]);
    placed[index] = true;
  }
  return placed;
}

/** About how wide a text is at so many pixels of type: Latin letters by half an em, Devanagari by its letters without signs. */
export function textWidth(text: string, sizePx: number): number {
  let ems = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x0900 && code <= 0x097f) ems += isSign(code) ? 0 : 0.68;
    else if (narrow.has(code)) ems += 0.34;
    else ems += code >= 65 && code <= 90 ? 0.68 : 0.57;
  }
  return ems * sizePx;
}

const narrow: ReadonlySet<number> = new Set(Array.from(" .,:;·'’()ilIjtfr|-", (letter) => letter.charCodeAt(0)));

/** Vowel signs and marks that stand above, below or within the letter before them. */
function isSign(code: number): boolean {
  return code <= 0x0902 || code === 0x093c || (code >= 0x0941 && code <= 0x0948) || code === 0x094d;
}

/** Days since 01-03-0000, by arithmetic: a thousand marks are placed at every drawing. */
function dayNumber(day: IsoDate): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
}

function monthTicks(from: IsoDate, to: IsoDate, every: number, unit: Tick['unit'], isMajor: boolean): Tick[] {
  const ticks: Tick[] = [];
  for (let month = from.slice(0, 7); `${month}-01` < to; month = shiftPeriod(month, 1)) {
    const day = `${month}-01`;
    if (day >= from && (Number(month.slice(5)) - 1) % every === 0) ticks.push({ day, unit, isMajor });
  }
  return ticks;
}

/** Weeks begin on Monday. */
function dayTicks(from: IsoDate, to: IsoDate, every: number, unit: Tick['unit']): Tick[] {
  const monday = '2024-01-01';
  const ticks: Tick[] = [];
  const past = daysBetween(monday, from) % every;
  for (let day = addDays(from, past <= 0 ? -past : every - past); day < to; day = addDays(day, every)) {
    ticks.push({ day, unit, isMajor: false });
  }
  return ticks;
}

function byDay(a: Tick, b: Tick): number {
  return (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) || Number(b.isMajor) - Number(a.isMajor);
}

function weightAt(requests: readonly LabelRequest[], index: number): number {
  return requests[index]?.weight ?? 0;
}
