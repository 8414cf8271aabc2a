// The calendar's own reckoning: weeks of a month, which plans make one history, where windows lie in a week, and what
// stands of all that in a calendar feed. Pure; the words are elsewhere.

import { addDays, daysBetween, type IsoDate, type Period, periodEnd } from '#shared/kernel/time.ts';
import { firstDay, lastDay, type RecordedMilestone, standingOf } from '#shared/modules/timelines/rules.ts';
import type { PlannedDays, ReasonCode, Standing } from '#shared/modules/timelines/schema.ts';

/** A row of the record with everything that tells its history. */
export interface RecordedPlan extends RecordedMilestone {
  id: string;
  source: string | null;
  note: string | null;
  recordedAt: Date;
  /** Null for rows of the public record, which was loaded whole: when each became known was not written down. */
  recordedBy: string | null;
  reasonCode: ReasonCode | null;
  orderRef: string | null;
  /** Id of the row it replaces. */
  revises: string | null;
  supersededAt: Date | null;
  confirmedAt: Date | null;
  withdrawnAt: Date | null;
}

/** The plans of one thing, oldest first. */
export interface History {
  exerciseId: string;
  milestone: string;
  /** 1 for the first of its code in the exercise; happenings and open deadlines stand side by side. */
  ordinal: number;
  plans: [RecordedPlan, ...RecordedPlan[]];
}

/** Day of the week, Monday 0 to Sunday 6. */
export function weekdayOf(day: IsoDate): number {
  // 01-01-2024 was a Monday.
  return ((daysBetween('2024-01-01', day) % 7) + 7) % 7;
}

/** The weeks that the month touches, each of seven days from Monday; days of the neighbouring months fill them. */
export function weeksOf(month: Period): IsoDate[][] {
  const first = `${month}-01`;
  const monday = addDays(first, -weekdayOf(first));
  const weeks = Math.ceil((daysBetween(monday, periodEnd(month)) + 1) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_day, index) => addDays(monday, week * 7 + index)),
  );
}

/**
 * Which rows are one thing. A row that names the row it replaces continues it. Rows of the public record name none: one
 * that was already superseded there is continued by the next of its code. Any other row begins a history of its own, so
 * that two court deadlines, or two hearings, stand side by side. By exercise, then by place in the record.
 */
export function historiesOf(rows: readonly RecordedPlan[]): History[] {
  const histories: History[] = [];
  const historyOf = new Map<string, History>();
  const left = new Map<string, History>();
  const counts = new Map<string, number>();
  const ordered = rows.toSorted((a, b) => compareText(a.exerciseId, b.exerciseId) || a.position - b.position);
  for (const row of ordered) {
    const key = `${row.exerciseId} ${row.milestone}`;
    const before = row.revises === null ? left.get(key) : historyOf.get(row.revises);
    const ordinal = (counts.get(key) ?? 0) + 1;
    const history: History = before ?? { exerciseId: row.exerciseId, milestone: row.milestone, ordinal, plans: [row] };
    if (before === undefined) {
      histories.push(history);
      counts.set(key, ordinal);
    } else {
      before.plans.push(row);
    }
    historyOf.set(row.id, history);
    if (row.status === 'superseded' && row.supersededAt === null) left.set(key, history);
    else if (left.get(key) === history) left.delete(key);
  }
  return histories;
}

/** The newest plan of a history. */
export function newestOf({ plans }: History): RecordedPlan {
  return plans.at(-1) ?? plans[0];
}

/** The days of a row, as the rules of dates take them. */
export function daysOf({ startDate, endDate }: Pick<RecordedPlan, 'startDate' | 'endDate'>): PlannedDays {
  return { start: startDate, end: endDate };
}

/** A window of more than one day; a single day and a "by that day" are points. */
export function isWindow({ start, end }: PlannedDays): boolean {
  return start !== null && end !== null && start < end;
}

export interface Band<Item> {
  item: Item;
  /** Column of its first day in the week, Monday 0, and how many days it covers there. */
  column: number;
  span: number;
  /** It began before this week, or goes on after it. */
  isContinued: boolean;
  goesOn: boolean;
  /** Line of the week, from 0; bands of one line never meet. */
  lane: number;
}

/** Lays windows into the lines of a week: earliest first, then longest, each in the first line that is free. An open end goes on. */
export function bandsOf<Item>(
  week: readonly IsoDate[],
  windows: readonly { item: Item; start: IsoDate; end: IsoDate | null }[],
): Band<Item>[] {
  const first = week[0] ?? '';
  const last = week.at(-1) ?? '';
  const endOf = (end: IsoDate | null) => end ?? '9999-12-31';
  const here = windows
    .filter(({ start, end }) => start <= last && endOf(end) >= first)
    .toSorted((a, b) => compareText(a.start, b.start) || compareText(endOf(b.end), endOf(a.end)));
  const free: IsoDate[] = [];
  return here.map(({ item, start, end }) => {
    const isContinued = start < first;
    const goesOn = endOf(end) > last;
    const from = isContinued ? first : start;
    const to = goesOn ? last : endOf(end);
    const open = free.findIndex((until) => until < from);
    const lane = open === -1 ? free.length : open;
    free[lane] = to;
    return {
      item,
      column: daysBetween(first, from),
      span: daysBetween(from, to) + 1,
      isContinued,
      goesOn,
      lane,
    };
  });
}

export type FeedStatus = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';

/** Why an entry of a feed is cancelled. */
export type Cancelled = 'withdrawn' | 'superseded' | 'undated';

export interface FeedEntry {
  uid: string;
  /** Number of revisions; a withdrawal counts as one, so that programs take it up. */
  sequence: number;
  status: FeedStatus;
  cancelled: Cancelled | null;
  standing: Standing;
  start: IsoDate;
  /** The day after the last. */
  endExclusive: IsoDate;
  /** The newest instant of its rows: the same record gives the same feed. */
  modifiedAt: Date;
  history: History;
}

/**
 * What a history is in a calendar feed, or undefined when it never had a day. What is withdrawn, replaced without a
 * later day, or now without a day is cancelled on the last day it had: a program that holds it must be told. Recalled
 * and inferred dates, and samples, are tentative. The uid rests on exercise, milestone and ordinal, which no revision
 * changes. Source: RFC 5545, sections 3.8.1.11, 3.8.4.7 and 3.8.7.4.
 */
export function feedEntryOf(
  history: History,
  exercise: { isSample: boolean; withdrawnAt: Date | null; recordedAt: Date },
): FeedEntry | undefined {
  const newest = newestOf(history);
  const dated = history.plans.findLast((plan) => firstDay(daysOf(plan)) !== null);
  const start = dated === undefined ? null : firstDay(daysOf(dated));
  const end = dated === undefined ? null : lastDay(daysOf(dated));
  if (start === null || end === null) return undefined;
  const standing = exercise.isSample ? 'sample' : standingOf(newest);
  const cancelled = cancelledBy(newest, newest !== dated, exercise.withdrawnAt !== null);
  const { exerciseId, milestone, ordinal, plans } = history;
  const instants = plans.flatMap((plan) => [plan.recordedAt, plan.supersededAt, plan.confirmedAt, plan.withdrawnAt]);
  const modified = [...instants, exercise.recordedAt, exercise.withdrawnAt].map((at) => at?.getTime() ?? 0);
  return {
    uid: `${exerciseId}/${milestone}${ordinal === 1 ? '' : `/${String(ordinal)}`}@samanvay`,
    sequence: plans.length - 1 + (cancelled === 'withdrawn' || cancelled === 'superseded' ? 1 : 0),
    status: cancelled === null ? (standing === 'fact' ? 'CONFIRMED' : 'TENTATIVE') : 'CANCELLED',
    cancelled,
    standing,
    start,
    endExclusive: addDays(end, 1),
    modifiedAt: new Date(Math.max(...modified)),
    history,
  };
}

function cancelledBy(newest: RecordedPlan, isUndated: boolean, isGone: boolean): Cancelled | null {
  if (isGone || newest.withdrawnAt !== null) return 'withdrawn';
  if (newest.status === 'superseded') return 'superseded';
  return isUndated ? 'undated' : null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
