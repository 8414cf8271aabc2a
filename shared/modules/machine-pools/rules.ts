// A pool of machines of one unit and model, kept in one State, day by day: what is there, kept back, promised and free.

import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';

/** A period is of so many days at the most; our limit, so that a slip of the year is not a promise for decades. */
export const longestPeriodDays = 400;

/** What is wrong with the days asked for; null when nothing is. */
export function daysFault(from: IsoDate, to: IsoDate, today: IsoDate): 'end_before_start' | 'past' | 'too_long' | null {
  if (to < from) return 'end_before_start';
  if (from < today) return 'past';
  return daysBetween(from, to) >= longestPeriodDays ? 'too_long' : null;
}

/** One pool on one day. */
export interface PoolDay {
  day: IsoDate;
  usable: number;
  locked: number;
  committed: number;
}

export interface PoolRun {
  from: IsoDate;
  to: IsoDate;
  usable: number;
  locked: number;
  committed: number;
  free: number;
}

/** The pool over a period as runs of days with the same figures; days without a row have the pool's stock free. */
export function runsOf(usable: number, days: readonly PoolDay[], from: IsoDate, to: IsoDate): PoolRun[] {
  const byDay = new Map(days.map((each) => [each.day, each]));
  const runs: PoolRun[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const figures = byDay.get(day) ?? { usable, locked: 0, committed: 0 };
    const last = runs.at(-1);
    const isSame =
      last !== undefined &&
      last.usable === figures.usable &&
      last.locked === figures.locked &&
      last.committed === figures.committed;
    if (isSame) last.to = day;
    else {
      const { usable: stock, locked, committed } = figures;
      runs.push({ from: day, to: day, usable: stock, locked, committed, free: stock - locked - committed });
    }
  }
  return runs;
}

/** The least that is free on any day of the period, and the first day on which it is so little. */
export function leastFree(runs: readonly PoolRun[]): { free: number; day: IsoDate } | null {
  let least: { free: number; day: IsoDate } | null = null;
  for (const { free, from } of runs) if (least === null || free < least.free) least = { free, day: from };
  return least;
}
