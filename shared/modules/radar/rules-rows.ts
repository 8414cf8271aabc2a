// Which rows of an exercise are in force, and the days they give. Phases and tiers carry their name behind the code:
// `poll_phase_1`, `poll_gram_panchayat`, `withdrawal_last_phase_2`.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarMilestone } from './rules.ts';
import { firstOf, isDraftRow, lastOf, type Point, unknownDay } from './rules-points.ts';

/** Milestones of which each row stands for itself: a second court order does not replace the first. */
const standAlone: ReadonlySet<string> = new Set(['court_order', 'order', 'court_hearing', 'letter', 'court_deadline']);

/** A poll over so many days or more is a plan in weeks, not a poll of several days. */
const daysOfARange = 7;

/** Rows in force, in the order of the record: no superseded one, and of several plans of one milestone the last. */
export function currentRows({ milestones }: Pick<RadarExercise, 'milestones'>): RadarMilestone[] {
  const last = new Map<string, RadarMilestone>();
  for (const row of milestones) {
    if (row.status === 'superseded') continue;
    const key = standAlone.has(row.milestone) ? `${row.milestone} ${row.id}` : row.milestone;
    const before = last.get(key);
    if (before === undefined || before.position <= row.position) last.set(key, row);
  }
  return [...last.values()].toSorted((a, b) => a.position - b.position);
}

/** The rows of a milestone with its phases and tiers: `poll` takes `poll_phase_1` too, and never `roll_final`. */
export function rowsOf(rows: readonly RadarMilestone[], ...codes: readonly string[]): RadarMilestone[] {
  return rows.filter(({ milestone }) =>
    codes.some((code) => milestone === code || milestone.startsWith(`${code}_phase_`)),
  );
}

/** Every row of a poll: phases, tiers, the poll itself. A repoll is none. */
export function pollRows(rows: readonly RadarMilestone[]): RadarMilestone[] {
  return rows.filter(({ milestone }) => milestone === 'poll' || milestone.startsWith('poll_'));
}

/** The day of a milestone that is one day. A blank start means "by that day"; two different days bound it. */
export function pointOf(row: RadarMilestone | undefined): Point {
  if (row === undefined) return unknownDay;
  if (row.startDate === null) return { lo: null, hi: row.endDate };
  return { lo: row.startDate, hi: row.endDate ?? row.startDate };
}

/** The first day of a milestone that lasts. */
export function startOf(row: RadarMilestone | undefined): Point {
  return row?.startDate == null ? { lo: null, hi: row?.endDate ?? null } : { lo: row.startDate, hi: row.startDate };
}

/** The last day of a milestone that lasts; a start alone does not end it. */
export function endOf(row: RadarMilestone | undefined): Point {
  return row?.endDate == null ? { lo: row?.startDate ?? null, hi: null } : { lo: row.endDate, hi: row.endDate };
}

/** True for a poll entered as a range of weeks: it has no poll day. */
export function isRange({ startDate, endDate }: Pick<RadarMilestone, 'startDate' | 'endDate'>): boolean {
  return startDate !== null && endDate !== null && daysBetween(startDate, endDate) + 1 >= daysOfARange;
}

/** The row has a day at all. */
export function isDated({ startDate, endDate }: Pick<RadarMilestone, 'startDate' | 'endDate'>): boolean {
  return startDate !== null || endDate !== null;
}

/**
 * The earliest day on which a step of these rows can begin: a bound for what comes after it. Null when there is no row,
 * or one of them has no day or rests on no source.
 */
export function earliestFact(rows: readonly RadarMilestone[]): IsoDate | null {
  if (rows.some(isDraftRow)) return null;
  return firstOf(rows.map((row) => pointOf(row))).lo;
}

/** The latest day on which a step of these rows can end: a bound for what comes before it. Null as above. */
export function latestFact(rows: readonly RadarMilestone[]): IsoDate | null {
  if (rows.some(isDraftRow)) return null;
  return lastOf(rows.map((row) => pointOf(row))).hi;
}
