// Dates as people type them, and what can be wrong with a plan before any law is asked: ends, order, circles.

import { asciiDigits, normaliseText } from '#shared/kernel/text.ts';
import { daysBetween, type IsoDate, isIsoDate, parseDate } from '#shared/kernel/time.ts';
import { firstDay, lastDay } from './rules.ts';

/** Years a date of the calendar may lie in; all else is another era and a slip of the hand. */
const eraYears = { first: 1950, last: 2100 } as const;

export const typedDateReasons = ['empty', 'two_digit_year', 'impossible_day', 'other_era', 'not_a_date'] as const;
export type TypedDateReason = (typeof typedDateReasons)[number];
export type TypedDate = { ok: true; value: IsoDate } | { ok: false; reason: TypedDateReason };

/**
 * Reads a day of the calendar as typed: `dd-mm-yyyy` with hyphens, slashes or dots, or `yyyy-mm-dd`, in Latin or
 * Devanagari digits. Never throws. `impossible_day`: well written, but no such day (29-02 of a common year).
 */
export function readTypedDate(text: string): TypedDate {
  const parsed = parseDate(text);
  if (parsed.ok) return isInEra(parsed.value) ? parsed : { ok: false, reason: 'other_era' };
  if (parsed.reason !== 'not_a_date') return parsed;
  const plain = asciiDigits(normaliseText(text));
  const year = /^(\d{4})-\d{2}-\d{2}$/.exec(plain)?.[1] ?? /^\d{1,2}[-./]\d{1,2}[-./](\d{4})$/.exec(plain)?.[1];
  if (year === undefined) return { ok: false, reason: 'not_a_date' };
  return { ok: false, reason: isInEra(year) ? 'impossible_day' : 'other_era' };
}

/** True for a real day, `YYYY-MM-DD`, of the years the calendar covers. */
export function isCalendarDay(day: string): boolean {
  return isIsoDate(day) && isInEra(day);
}

function isInEra(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return year >= eraYears.first && year <= eraYears.last;
}

/** A milestone in force of one exercise, as planned. */
export interface PlanRow {
  code: string;
  start: IsoDate | null;
  end: IsoDate | null;
  /** Codes of the same exercise that must be over first. */
  blockedBy?: readonly string[];
}

export const pollSteps = ['notification', 'nominations', 'scrutiny', 'withdrawal_last', 'poll', 'counting'] as const;
export type PollStep = (typeof pollSteps)[number];

/** The step of a poll that a code names, and the phase or tier it is of ('' for all): `poll_phase_2`, `poll`. */
export function stepOf(code: string): { step: PollStep; group: string } | null {
  if (code === 'notification_window_opens') return null;
  for (const step of pollSteps) {
    if (code === step) return { step, group: '' };
    if (code.startsWith(`${step}_`)) return { step, group: code.slice(step.length + 1) };
  }
  return null;
}

/** The rows of each phase or tier by step; what a phase has not of its own it takes from the rows for all. */
export function phasesOf(plan: readonly PlanRow[]): Map<PollStep, PlanRow>[] {
  const groups = new Map<string, Map<PollStep, PlanRow>>();
  for (const row of plan) {
    const place = stepOf(row.code);
    if (place === null || lastDay(row) === null) continue;
    const group = groups.get(place.group) ?? new Map<PollStep, PlanRow>();
    groups.set(place.group, group.set(place.step, row));
  }
  const common = groups.get('') ?? new Map<PollStep, PlanRow>();
  const own = [...groups].filter(([group]) => group !== '').map(([, rows]) => new Map([...common, ...rows]));
  return common.size === 0 ? own : [common, ...own];
}

/** From so many days on (both ends counted), a poll entered as a range is a season in which it will fall, not its days. */
const seasonDays = 7;

/**
 * The day by which a step is judged against the one before it. Nominations, withdrawal and counting: their last day.
 * Scrutiny and the rest: the first. A poll entered as a range of weeks: its last day, so that only the certain fires.
 */
export function judgedDay(step: PollStep, row: PlanRow): IsoDate | null {
  if (step === 'nominations' || step === 'withdrawal_last' || step === 'counting') return lastDay(row);
  const [first, last] = [firstDay(row), lastDay(row)];
  if (step !== 'poll' || first === null || last === null) return first;
  return daysBetween(first, last) + 1 >= seasonDays ? last : first;
}

/** A step that does not lie after the one before it. */
export interface OrderBreak {
  code: string;
  step: PollStep;
  date: IsoDate;
  since: { code: string; date: IsoDate };
  /** Counting may be on the day of the poll; every other step needs a later day. */
  isSameDayAllowed: boolean;
}

/**
 * Steps of a poll out of their order: nominations < scrutiny < withdrawal < poll <= counting, in each phase; a step that
 * is not there is passed over. One break a code, the one that asks for the latest day.
 * Source: the order every election law of the States shares; gaps are each State's own and are not checked.
 */
export function orderBreaks(plan: readonly PlanRow[]): OrderBreak[] {
  const breaks = new Map<string, OrderBreak>();
  for (const phase of phasesOf(plan)) {
    let since: OrderBreak['since'] | null = null;
    for (const step of pollSteps) {
      const row = phase.get(step);
      const date = row === undefined ? null : judgedDay(step, row);
      if (row === undefined || date === null || step === 'notification') continue;
      const isSameDayAllowed = step === 'counting' && since?.code.startsWith('poll') === true;
      if (since !== null && (isSameDayAllowed ? date < since.date : date <= since.date)) {
        const known = breaks.get(row.code);
        if (known === undefined || known.since.date < since.date)
          breaks.set(row.code, { code: row.code, step, date, since, isSameDayAllowed });
      }
      since = { code: row.code, date: lastJudged(step, row) ?? date };
    }
  }
  return [...breaks.values()];
}

/** The day from which the next step is counted: the last of the step, but a poll's first, which is all that is certain. */
function lastJudged(step: PollStep, row: PlanRow): IsoDate | null {
  return step === 'poll' ? firstDay(row) : lastDay(row);
}

/** The first circle of milestones that wait for each other, each code waiting for the next; null when there is none. */
export function findCycle(plan: readonly Pick<PlanRow, 'code' | 'blockedBy'>[]): string[] | null {
  const waitsFor = new Map<string, readonly string[]>();
  for (const { code, blockedBy } of plan) waitsFor.set(code, [...(waitsFor.get(code) ?? []), ...(blockedBy ?? [])]);
  const cleared = new Set<string>();
  for (const start of waitsFor.keys()) {
    const path: { code: string; next: number }[] = [{ code: start, next: 0 }];
    while (path.length > 0) {
      const top = path.at(-1);
      if (top === undefined) break;
      const blocker = cleared.has(top.code) ? undefined : waitsFor.get(top.code)?.[top.next];
      top.next += 1;
      if (blocker === undefined) {
        cleared.add(top.code);
        path.pop();
        continue;
      }
      const at = path.findIndex(({ code }) => code === blocker);
      if (at >= 0) return path.slice(at).map(({ code }) => code);
      path.push({ code: blocker, next: 0 });
    }
  }
  return null;
}

export const planFaultReasons = [
  'date.other_era',
  'date.end_before_start',
  'date.poll_before_withdrawal',
  'date.out_of_order',
  'date.before_blocker',
  'blocked_by.cycle',
] as const;

/** What is wrong with a plan, for the person who types it. `params` hold codes and ISO days. */
export interface PlanFault {
  reason: (typeof planFaultReasons)[number];
  code: string;
  params: Record<string, string>;
}

/**
 * Everything wrong with a plan that no law is needed to see, in the order of its rows; empty for a sound one. A blocker
 * must be over by the day its milestone begins (the same day will do).
 */
export function planFaults(plan: readonly PlanRow[]): PlanFault[] {
  const faults = plan.flatMap(rowFaults);
  const rows = new Map(plan.map((row) => [row.code, row]));
  for (const row of plan) {
    const first = firstDay(row);
    for (const code of row.blockedBy ?? []) {
      const blocker = rows.get(code);
      const over = blocker === undefined ? null : lastDay(blocker);
      if (first !== null && over !== null && first < over)
        faults.push({ reason: 'date.before_blocker', code: row.code, params: { date: first, blocker: code, over } });
    }
  }
  for (const { code, step, date, since } of orderBreaks(plan)) {
    const isPoll = step === 'poll' && since.code.startsWith('withdrawal_last');
    const reason = isPoll ? 'date.poll_before_withdrawal' : 'date.out_of_order';
    faults.push({ reason, code, params: { date, after: since.code, afterDate: since.date } });
  }
  const cycle = findCycle(plan);
  if (cycle !== null) {
    faults.push({ reason: 'blocked_by.cycle', code: cycle[0] ?? '', params: { codes: cycle.join(' ') } });
  }
  return faults;
}

function rowFaults({ code, start, end }: PlanRow): PlanFault[] {
  const faults: PlanFault[] = [];
  for (const day of new Set([start, end]))
    if (day !== null && !isCalendarDay(day)) faults.push({ reason: 'date.other_era', code, params: { date: day } });
  if (start !== null && end !== null && end < start)
    faults.push({ reason: 'date.end_before_start', code, params: { start, end } });
  return faults;
}
