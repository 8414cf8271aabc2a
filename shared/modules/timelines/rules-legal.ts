// The days the law allows. For polls of the Election Commission of India: sections 14, 15 and 30 of the Representation of
// the People Act 1951, as earliest days only; nothing is ever found too late. For polls of a State's commission: the order
// of the steps, for their gaps are each State's own.

import { addDays, addMonths, type IsoDate } from '#shared/kernel/time.ts';
import { firstDay } from './rules.ts';
import { judgedDay, orderBreaks, type PlanRow, type PollStep, phasesOf } from './rules-dates.ts';

/** The provision an earliest day comes from; worded in catalogue-templates.ts. */
export const legalBases = ['s14_15', 's30a', 's30b', 's30c', 's30d', 'order'] as const;
export type LegalBasis = (typeof legalBases)[number];

export type Holidays = ReadonlySet<IsoDate>;

/** True unless the day is a Sunday or in the State's list. Source: RP Act 1951 s.2(h), Negotiable Instruments Act 1881 s.25. */
export function isWorkingDay(day: IsoDate, holidays: Holidays): boolean {
  return !holidays.has(day) && new Date(`${day}T00:00:00Z`).getUTCDay() !== 0;
}

/** The day itself, or the next that is neither a Sunday nor a notified holiday. */
export function nextWorkingDay(day: IsoDate, holidays: Holidays): IsoDate {
  let next = day;
  while (!isWorkingDay(next, holidays)) next = addDays(next, 1);
  return next;
}

/** The first day on which a general election may be notified: six months before the House's term ends (s.14(2), s.15(2)). */
export function notificationOpens(termEnd: IsoDate): IsoDate {
  return addMonths(termEnd, -6);
}

/** Last day for nominations: the seventh day after the notification, or the next working day (s.30(a)). */
function lastNominationDay(notification: IsoDate, holidays: Holidays): IsoDate {
  return nextWorkingDay(addDays(notification, 7), holidays);
}

/** Scrutiny: the day after the last for nominations, or the next working day (s.30(b)). */
function scrutinyDay(lastNomination: IsoDate, holidays: Holidays): IsoDate {
  return nextWorkingDay(addDays(lastNomination, 1), holidays);
}

/** Last day for withdrawal: the second day after scrutiny, or the next working day (s.30(c)). */
function lastWithdrawalDay(scrutiny: IsoDate, holidays: Holidays): IsoDate {
  return nextWorkingDay(addDays(scrutiny, 2), holidays);
}

/** The first day on which a poll may be taken: the fourteenth after withdrawal, a holiday or not (s.30(d)). */
export function earliestPollDay(withdrawal: IsoDate): IsoDate {
  return addDays(withdrawal, 14);
}

/** Campaign ends 48 hours before the close of the poll: the day two before it (s.126). */
export function silenceDay(poll: IsoDate): IsoDate {
  return addDays(poll, -2);
}

/** Days within which an election petition may be filed, and machines stay sealed (s.81). */
export const petitionDays = 45;

export interface LegalDays {
  lastNomination: IsoDate;
  scrutiny: IsoDate;
  withdrawal: IsoDate;
  poll: IsoDate;
}

/** The earliest day of every step after a notification. 24 days to the poll when no holiday is in the way. */
export function legalDays(notification: IsoDate, holidays: Holidays): LegalDays {
  const lastNomination = lastNominationDay(notification, holidays);
  const scrutiny = scrutinyDay(lastNomination, holidays);
  const withdrawal = lastWithdrawalDay(scrutiny, holidays);
  return { lastNomination, scrutiny, withdrawal, poll: earliestPollDay(withdrawal) };
}

/** The latest notification that still allows a poll on the day. */
export function latestNotification(poll: IsoDate, holidays: Holidays): IsoDate {
  let notification = addDays(poll, -24);
  while (legalDays(notification, holidays).poll > poll) notification = addDays(notification, -1);
  return notification;
}

/** A step on a day earlier than the law allows. */
export interface LegalBreak {
  code: string;
  step: PollStep;
  date: IsoDate;
  earliest: IsoDate;
  basis: LegalBasis;
  /** The known date the earliest day was counted from. */
  since: { code: string; date: IsoDate };
  /** Steps in between that are not known; each was put on its own earliest day. */
  bridged: PollStep[];
}

export interface LegalPlan {
  bodyKind: 'eci' | 'sec';
  /** Milestones in force. */
  rows: readonly PlanRow[];
  /** The State's notified public holidays; Sundays need not be among them. */
  holidays: Holidays;
  /** Of the House a general election is for; null where there is none (a bye-election) or it is not known. */
  termEnd: IsoDate | null;
}

/**
 * The steps of a plan that are earlier than the law allows, one break a row at most; empty for a lawful plan. Only what is
 * certain is found: a step whose earlier steps are all unknown is not judged.
 */
export function legalBreaks(plan: LegalPlan): LegalBreak[] {
  const order = orderBreaks(plan.rows).map(
    ({ code, step, date, since, isSameDayAllowed }): LegalBreak => ({
      code,
      step,
      date,
      earliest: isSameDayAllowed ? since.date : addDays(since.date, 1),
      basis: 'order',
      since,
      bridged: [],
    }),
  );
  if (plan.bodyKind === 'sec') return order;
  const breaks = new Map<string, LegalBreak>();
  const counting = order.filter(({ step }) => step === 'counting');
  for (const found of [...phasesOf(plan.rows).flatMap((phase) => phaseBreaks(phase, plan)), ...counting]) {
    const known = breaks.get(found.code);
    if (known === undefined || known.earliest < found.earliest) breaks.set(found.code, found);
  }
  return [...breaks.values()];
}

interface Link {
  step: PollStep;
  basis: LegalBasis;
  earliest: (day: IsoDate, holidays: Holidays) => IsoDate;
}

/** Each step by the one before it; the first is counted from the end of the term. */
const chain: readonly Link[] = [
  { step: 'notification', basis: 's14_15', earliest: notificationOpens },
  { step: 'nominations', basis: 's30a', earliest: lastNominationDay },
  { step: 'scrutiny', basis: 's30b', earliest: scrutinyDay },
  { step: 'withdrawal_last', basis: 's30c', earliest: lastWithdrawalDay },
  { step: 'poll', basis: 's30d', earliest: earliestPollDay },
];

function phaseBreaks(phase: ReadonlyMap<PollStep, PlanRow>, { holidays, termEnd }: LegalPlan): LegalBreak[] {
  const breaks: LegalBreak[] = [];
  let since = termEnd === null ? null : { code: 'term_end', date: termEnd };
  let day = termEnd;
  let bridged: PollStep[] = [];
  for (const { step, basis, earliest } of chain) {
    const row = phase.get(step);
    const date = row === undefined ? null : judgedDay(step, row);
    const first = day === null ? null : earliest(day, holidays);
    if (row === undefined || date === null) {
      // Six months before the term is a limit, not a day to count nominations from.
      day = step === 'notification' ? null : first;
      bridged.push(step);
      continue;
    }
    if (first !== null && since !== null && date < first)
      breaks.push({ code: row.code, step, date, earliest: first, basis, since, bridged });
    day = dayAfterWhich(step, row) ?? date;
    since = { code: row.code, date: day };
    bridged = [];
  }
  return breaks;
}

/** The day the next step is counted from: the last of nominations, scrutiny and withdrawal, the first of the rest. */
function dayAfterWhich(step: PollStep, row: PlanRow): IsoDate | null {
  return step === 'notification' || step === 'poll' ? firstDay(row) : (row.end ?? row.start);
}
