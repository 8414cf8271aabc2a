// Arithmetic of trends. No clock, no words.

import { addDays, type IsoDate, periodEnd, shiftPeriod } from '#shared/kernel/time.ts';
import type { TrendLine, TrendMedian, TrendPoint } from './schema.ts';

/** The middle of the values; of an even number the mean of the two in the middle. Undefined of none. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return ((sorted[sorted.length / 2 - 1] ?? upper) + upper) / 2;
}

/** The newest point on or before the day, and not more than `maxAgeDays` older. Points are in the order of their days. */
export function pointOn(points: readonly TrendPoint[], day: IsoDate, maxAgeDays: number): TrendPoint | undefined {
  const found = points.findLast((point) => point.day <= day);
  return found !== undefined && found.day >= addDays(day, -maxAgeDays) ? found : undefined;
}

/** Month ends after the first day and before the last, then the last day itself, at most `most` of them, oldest first. */
export function monthEnds(first: IsoDate, last: IsoDate, most: number): IsoDate[] {
  const days = [last];
  for (let period = last.slice(0, 7); days.length < most; period = shiftPeriod(period, -1)) {
    const end = periodEnd(shiftPeriod(period, -1));
    if (end < first) break;
    if (end < last) days.unshift(end);
  }
  return days;
}

/** A year: an older value says nothing about the day any more. */
const longestAgeDays = 366;
/** The middle of fewer States says more about which of them have published than about the figure. */
const fewestForMedian = 5;

/**
 * The median over States on each day, each State at its newest value of the year before; null where fewer than
 * `fewestForMedian` have one.
 */
export function mediansOf(lines: readonly TrendLine[], days: readonly IsoDate[]): TrendMedian[] {
  return days.map((day) => {
    const points = lines.flatMap(({ points: all }) => pointOn(all, day, longestAgeDays) ?? []);
    const value = points.length < fewestForMedian ? undefined : medianOf(points.map((point) => point.value));
    return {
      day,
      value: value ?? null,
      states: points.length,
      samples: points.filter(({ isSample }) => isSample).length,
    };
  });
}
