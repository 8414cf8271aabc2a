// What a milestone of the shared calendar means on a given day. Recorded dates are never changed here: a passed date
// without a confirmation says so, and a remembered date stays outside every count of facts.

import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import type { Confidence, MilestoneCounts, MilestoneStatus, PlannedDays, RecordedStatus, Standing } from './schema.ts';

/** Within so many days a date counts as due soon; our default. */
export const dueSoonDays = 30;

export interface RecordedMilestone {
  exerciseId: string;
  /** Order within the exercise; later rows are newer plans. */
  position: number;
  milestone: string;
  startDate: IsoDate | null;
  endDate: IsoDate | null;
  status: RecordedStatus;
  confidence: Confidence;
}

/** The day a milestone begins, or by which it is due when only an end is known; null when there is no day at all. */
export function firstDay({ start, end }: PlannedDays): IsoDate | null {
  return start ?? end;
}

/** The last day of a milestone; a start without an end is one day. */
export function lastDay({ start, end }: PlannedDays): IsoDate | null {
  return end ?? start;
}

/**
 * What the milestone is on the day. A recorded completion holds, also without a day, but not before its day: read as of
 * an earlier date it is still a plan. A window that has begun and not ended is under way.
 */
export function statusOn(
  milestone: Pick<RecordedMilestone, 'startDate' | 'endDate' | 'status'>,
  today: IsoDate,
): MilestoneStatus {
  const days = { start: milestone.startDate, end: milestone.endDate };
  const first = firstDay(days);
  const last = lastDay(days);
  if (milestone.status === 'superseded') return 'superseded';
  if (first === null || last === null) return milestone.status === 'completed' ? 'completed' : 'unknown_date';
  if (first > today) return first <= addDays(today, dueSoonDays) ? 'due_soon' : 'planned';
  if (milestone.status === 'completed') return 'completed';
  if (last < today) return 'passed_unconfirmed';
  return days.start === null || first === last ? 'due_soon' : 'under_way';
}

/**
 * How far the date may be relied on. Seen in a source, computed from a law or a seen date, or entered by an office: a
 * fact. Recalled or inferred: to be verified, and in no count of facts. A recorded step without a day is a fact only when
 * a source was seen for it.
 */
export function standingOf({ confidence }: Pick<RecordedMilestone, 'confidence'>): Standing {
  switch (confidence) {
    case 'seen':
    case 'computed':
    case 'office':
      return 'fact';
    case 'recalled':
    case 'inferred':
      return 'to_verify';
    case 'unknown':
      return 'no_date';
    case 'sample':
      return 'sample';
  }
}

/** Milestones that happen and are not planned: a second one stands beside the first and does not replace it. */
const happenings: ReadonlySet<string> = new Set(['court_order', 'order', 'court_hearing', 'letter']);

/** True when a second row of the code stands beside the first: a happening, or a further deadline of a court. */
export function standsForItself(milestone: string): boolean {
  return happenings.has(milestone) || milestone === 'court_deadline';
}

/** What decides what was known of a row at some instant. */
export interface KnownRow {
  status: RecordedStatus;
  /** Null for rows of the public record: when each was published is not known, so they belong to every day. */
  recordedBy: string | null;
  recordedAt: Date;
  supersededAt: Date | null;
  confirmedAt: Date | null;
  withdrawnAt: Date | null;
}

/**
 * The row as it was known just before the instant; undefined when it was not there yet or had been withdrawn. Marks made
 * later are taken back: what was superseded or confirmed afterwards is a plan again.
 */
export function asKnownBefore<Row extends KnownRow>(row: Row, instant: Date): Row | undefined {
  if (row.recordedBy !== null && row.recordedAt >= instant) return undefined;
  if (row.withdrawnAt !== null && row.withdrawnAt < instant) return undefined;
  const isConfirmed = row.confirmedAt !== null && row.confirmedAt < instant;
  const isLaterSuperseded = row.supersededAt !== null && row.supersededAt >= instant;
  const isLaterConfirmed = row.confirmedAt !== null && row.confirmedAt >= instant;
  if (isLaterSuperseded) return { ...row, status: isConfirmed ? 'completed' : 'due', supersededAt: null };
  if (isLaterConfirmed && row.status === 'completed') return { ...row, status: 'due', confirmedAt: null };
  return row;
}

export interface Revision {
  earlier: PlannedDays[];
  slipInDays: number | null;
  replacedBy: PlannedDays | null;
}

/**
 * The history of each row among the rows of the same milestone in the same exercise: the last not superseded is the plan
 * in force and carries the earlier ones; a superseded row names the one in force. Keyed by the row itself.
 * Source: the record's own rule, "repeated milestones on one event are the revision history".
 */
export function revisionsOf<Row extends RecordedMilestone>(rows: readonly Row[]): Map<Row, Revision> {
  const chains = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.exerciseId} ${row.milestone}`;
    chains.set(key, [...(chains.get(key) ?? []), row]);
  }
  const revisions = new Map<Row, Revision>();
  for (const chain of chains.values()) {
    const ordered = chain.toSorted((a, b) => a.position - b.position);
    const current = ordered.findLast((row) => row.status !== 'superseded');
    const isPlan = !happenings.has(ordered[0]?.milestone ?? '');
    for (const row of ordered) {
      if (row.status === 'superseded') {
        revisions.set(row, {
          earlier: [],
          slipInDays: null,
          replacedBy: current === undefined ? null : daysOf(current),
        });
      } else if (row === current && isPlan) {
        const before = ordered
          .slice(0, ordered.indexOf(row))
          .filter(({ milestone, status }) => !standsForItself(milestone) || status === 'superseded');
        // A slip is counted from a date that was known, not from a remembered one.
        const first = before.find((each) => standingOf(each) !== 'to_verify');
        const slipInDays = first === undefined ? null : slipOf(daysOf(first), daysOf(row));
        revisions.set(row, { earlier: before.map(daysOf), slipInDays, replacedBy: null });
      } else {
        revisions.set(row, { earlier: [], slipInDays: null, replacedBy: null });
      }
    }
  }
  return revisions;
}

/** Days from the first plan to the one in force, by the day each begins; null when one of them has no day. */
export function slipOf(first: PlannedDays | undefined, current: PlannedDays): number | null {
  const from = first === undefined ? null : firstDay(first);
  const to = firstDay(current);
  return from === null || to === null ? null : daysBetween(from, to);
}

/** True when any day of the milestone lies in the period, both ends counted. Without a day it lies in none. */
export function isInPeriod(days: PlannedDays, from: IsoDate | undefined, to: IsoDate | undefined): boolean {
  const first = firstDay(days);
  const last = lastDay(days);
  if (first === null || last === null) return false;
  return (from === undefined || last >= from) && (to === undefined || first <= to);
}

/** True for what lies ahead: planned, due soon or under way. */
export function isAhead(status: MilestoneStatus): boolean {
  return status === 'planned' || status === 'due_soon' || status === 'under_way';
}

/** Counts the milestones; every one is in exactly one of: the fact counts, to verify, undated, sample. */
export function countMilestones(
  milestones: readonly { status: MilestoneStatus; standing: Standing }[],
): MilestoneCounts {
  const facts = milestones.filter(({ standing, status }) => standing === 'fact' && status !== 'unknown_date');
  const count = (wanted: (status: MilestoneStatus) => boolean) => facts.filter(({ status }) => wanted(status)).length;
  return {
    ahead: count(isAhead),
    dueSoon: count((status) => status === 'due_soon'),
    underWay: count((status) => status === 'under_way'),
    passedUnconfirmed: count((status) => status === 'passed_unconfirmed'),
    completed: count((status) => status === 'completed'),
    superseded: count((status) => status === 'superseded'),
    toVerify: milestones.filter(({ standing }) => standing === 'to_verify').length,
    undated: milestones.filter(
      ({ standing, status }) => standing === 'no_date' || (standing === 'fact' && status === 'unknown_date'),
    ).length,
    sample: milestones.filter(({ standing }) => standing === 'sample').length,
  };
}

/** Months in which dates of both commissions and of others fall together next. Half-open: up to, not including, `to`. */
export const crunch = { from: '2027-01-01', to: '2027-04-01' } as const;

export const referenceIds = ['censusCount', 'boundaryFreeze'] as const;
export type ReferenceId = (typeof referenceIds)[number];

export interface ReferenceWindow extends PlannedDays {
  id: ReferenceId;
  /** Publisher and date. */
  source: string;
}

/**
 * Dates of other authorities that bind both commissions' staff. An open end is one that no source seen gives.
 * Source: Hindustan Times, 30-06-2025, and Free Press Journal, on the census notification. Board examinations are left
 * out: no source seen gives their days in 2027.
 */
export const referenceWindows: readonly ReferenceWindow[] = [
  {
    id: 'censusCount',
    start: '2027-02-01',
    end: null,
    source: 'Hindustan Times, 30 Jun 2025; Free Press Journal',
  },
  {
    id: 'boundaryFreeze',
    start: '2026-01-01',
    end: '2027-03-31',
    source: 'Hindustan Times, 30 Jun 2025; Free Press Journal',
  },
];

function daysOf({ startDate, endDate }: RecordedMilestone): PlannedDays {
  return { start: startDate, end: endDate };
}
