// C13, C14, C15: what one exercise's own dates owe to the term of its body, to a court and to the law.

import { addDays, addMonths, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { stepOf } from '#shared/modules/timelines/rules-dates.ts';
import { type LegalBreak, legalBreaks } from '#shared/modules/timelines/rules-legal.ts';
import type { RadarMilestone } from './rules.ts';
import { type Context, type Judged, missingOf, type SingleRule } from './rules-judge.ts';
import { exactly, laterOf, type Win, windowFrom } from './rules-points.ts';
import { isDated, isRange, pollRows, rowsOf } from './rules-rows.ts';
import type { Prepared } from './rules-windows.ts';
import type { WindowName } from './schema.ts';

const electionKinds: ReadonlySet<string> = new Set([
  'assembly_election',
  'bye_election',
  'panchayat_election',
  'municipal_election',
]);

/** A row as a window of its days; what is dated by a range counts as its last day where `isLast` says so. */
function rowWindow(name: WindowName, exerciseId: string, row: RadarMilestone, isLast = true): Win {
  const last = row.endDate ?? row.startDate;
  return windowFrom({
    name,
    exerciseId,
    start: exactly(isLast ? last : (row.startDate ?? last)),
    end: exactly(last),
    rows: [row],
    missing: last === null ? [row.milestone] : [],
    isProvisional: isLast && row.startDate !== null && row.startDate !== last,
  });
}

function lastDayOf({ startDate, endDate }: RadarMilestone): IsoDate | null {
  return endDate ?? startDate;
}

interface Term {
  code: string;
  day: IsoDate;
  window: Win;
}

/** Days before the end of a term from which a notification, and a final roll, must be in sight (7.2). */
const termAlarms = { notification: 60, roll: 180 } as const;

/** C13: a body past its term, or near its end without a notification or a final roll (7.6.9). */
export const termExpiry: SingleRule = {
  id: 'C13',
  about: 'one',
  // An Assembly's roll is made by other exercises of the State.
  readsState: true,
  judge(one, context) {
    const { exercise, rows } = one;
    if (!electionKinds.has(exercise.kind) || exercise.kind === 'bye_election' || isPolled(one, context.today))
      return null;
    const termRows = rows.filter(({ milestone }) => /^term_end(?:_|$)/.test(milestone));
    const windows = termRows.map((row) => rowWindow('TERM', exercise.id, row));
    const terms = termRows.flatMap((row, index): Term[] => {
      const [day, window] = [lastDayOf(row), windows[index]];
      return day === null || window === undefined ? [] : [{ code: row.milestone, day, window }];
    });
    const missing = termRows.length === 0 ? [{ exerciseId: exercise.id, what: 'term_end' }] : missingOf(windows);
    const judged = judgeTerms(one, terms, context);
    if (judged !== null)
      return {
        ...judged,
        windows: [...new Set([...judged.windows, ...windows])],
        missing: [...judged.missing, ...missing],
      };
    if (missing.length === 0) return null;
    return {
      ...nothing,
      outcome: 'cannot_evaluate',
      clause: 'C13.missing',
      windows,
      missing,
      facts: {},
    };
  },
};

const nothing = { restsOn: [], overlaps: [], days: null, from: null, to: null } as const;

/** Facts before drafts, then the term that ended, or ends, first. */
function judgeTerms(one: Prepared, terms: readonly Term[], context: Context): Judged | null {
  const { today } = context;
  const ordered = terms.toSorted(
    (a, b) => Number(a.window.isDraft) - Number(b.window.isDraft) || daysBetween(b.day, a.day),
  );
  const past = ordered.filter(({ day }) => day < today);
  const house = one.exercise.bodyKind === 'sec' ? 'local' : 'assembly';
  const listed = { exercise: one.exercise.id, house, bodies: terms.map(({ code }) => code).join(' ') };
  const [oldest] = past;
  if (oldest !== undefined) {
    const days = daysBetween(oldest.day, today);
    return {
      outcome: 'critical',
      clause: 'C13.passed',
      windows: [oldest.window],
      restsOn: [oldest.window],
      overlaps: [],
      days,
      from: oldest.day,
      to: today,
      missing: [],
      facts: {
        ...listed,
        body: oldest.code,
        date: oldest.day,
        days,
        past: past.length,
        sixMonths: addMonths(oldest.day, 6),
      },
    };
  }
  const tries = ordered.flatMap((term) => [tryNotification(one, term, today), tryRoll(one, term, context)]);
  const [found = null] = tries
    .filter((judged) => judged !== null)
    .toSorted(
      (a, b) =>
        Number(isDraft(a.restsOn)) - Number(isDraft(b.restsOn)) ||
        Number(b.outcome === 'high') - Number(a.outcome === 'high'),
    );
  return found === null ? null : { ...found, facts: { ...listed, ...found.facts } };
}

/** Every poll row in force is dated, over and confirmed. */
function isPolled({ rows }: Prepared, today: IsoDate): boolean {
  const polls = pollRows(rows);
  return polls.length > 0 && polls.every((row) => row.status === 'completed' && (lastDayOf(row) ?? '9999') <= today);
}

function ahead(
  term: Term,
  today: IsoDate,
  more: Pick<Judged, 'outcome' | 'clause' | 'missing'> & { restsOn?: Win[] },
): Judged {
  const days = daysBetween(today, term.day);
  const { restsOn = [], ...rest } = more;
  const windows = [term.window, ...restsOn];
  return {
    ...rest,
    windows,
    restsOn: windows,
    overlaps: [],
    days,
    from: term.day,
    to: term.day,
    facts: { body: term.code, date: term.day, days },
  };
}

/** No dated notification, nor nominations that imply one, up to the end of the term. */
function tryNotification({ exercise, rows }: Prepared, term: Term, today: IsoDate): Judged | null {
  if (daysBetween(today, term.day) > termAlarms.notification) return null;
  const notices = rowsOf(rows, 'notification', 'nominations');
  if (notices.some((row) => (row.startDate ?? row.endDate ?? '9999') <= term.day)) return null;
  const missing = notices.some(isDated) ? [] : [{ exerciseId: exercise.id, what: 'notification' }];
  const restsOn = notices.filter(isDated).map((row) => rowWindow('STEP', exercise.id, row, false));
  return ahead(term, today, { outcome: 'high', clause: 'C13.no_notification', missing, restsOn });
}

/** No final roll in sight: the local body's own, for an Assembly that of the State's latest revision. */
function tryRoll(one: Prepared, term: Term, context: Context): Judged | null {
  const { today } = context;
  if (daysBetween(today, term.day) > termAlarms.roll) return null;
  const roll = one.exercise.kind === 'assembly_election' ? latestRevision(one, context) : one;
  const finals = roll === null ? [] : rowsOf(roll.rows, 'roll_final').filter(isDated);
  const oldest = one.exercise.kind === 'assembly_election' ? addMonths(today, -12) : '';
  if (finals.some((row) => isWithin(lastDayOf(row), oldest, term.day))) return null;
  const id = roll?.exercise.id ?? null;
  const missing = finals.length === 0 ? [{ exerciseId: id, what: 'roll_final' }] : [];
  const restsOn = finals.map((row) => rowWindow('STEP', id ?? one.exercise.id, row));
  return ahead(term, today, { outcome: 'medium', clause: 'C13.no_roll', missing, restsOn });
}

function isWithin(day: IsoDate | null, from: IsoDate, to: IsoDate): boolean {
  return day !== null && day >= from && day <= to;
}

/** The State's ECI revision that began last; one of graduates' or teachers' rolls, without house visits, is none. */
function latestRevision({ exercise }: Prepared, { inState }: Context): Prepared | null {
  let latest: Prepared | null = null;
  let begun = '';
  for (const one of exercise.stateCode === null ? [] : inState(exercise.stateCode)) {
    if (one.exercise.kind !== 'roll_revision' || one.exercise.bodyKind !== 'eci') continue;
    if (one.exercise.isSample !== exercise.isSample || /\bMLC\b|council|graduate|teacher/i.test(one.exercise.nameEn))
      continue;
    const days = one.rows.flatMap((row) => row.startDate ?? row.endDate ?? []).toSorted();
    const first = days[0];
    if (first !== undefined && first > begun) [latest, begun] = [one, first];
  }
  return latest;
}

/** Days of margin up to which a court's date is at risk (7.2). */
const courtMargin = 14;

/** C14: every open court deadline against the day the exercise is, or will be, complete (7.6.10). */
export const courtDeadline: SingleRule = {
  id: 'C14',
  about: 'one',
  readsState: false,
  judge({ exercise, rows }, { today }) {
    const deadlines = rowsOf(rows, 'court_deadline');
    const done = completionOf(rows);
    if (deadlines.length === 0 || done.isConfirmed) return null;
    const windows = deadlines.map((row) => rowWindow('DEADLINE', exercise.id, row));
    const doneWindows = done.rows.map((row) => rowWindow('STEP', exercise.id, row));
    const answers = windows.map((win): Judged | null => {
      const day = win.used.to;
      if (day === null) return unknownDeadline(win, 'C14.missing');
      return judgeDeadline(day, win, done, doneWindows, today);
    });
    const order = ['critical', 'high', 'cannot_evaluate'];
    const [worst] = answers
      .filter((answer) => answer !== null)
      .toSorted(
        (a, b) =>
          Number(a.restsOn.some(({ isDraft }) => isDraft)) - Number(b.restsOn.some(({ isDraft }) => isDraft)) ||
          order.indexOf(a.outcome) - order.indexOf(b.outcome) ||
          (b.days ?? 0) - (a.days ?? 0),
      );
    if (worst === undefined) return null;
    return {
      ...worst,
      windows: [...new Set([...worst.windows, ...windows])],
      facts: { ...worst.facts, open: windows.length },
    };
  },
};

interface Completion {
  /** The day, exact; null when it is not known. */
  day: IsoDate | null;
  /** It cannot be complete before this day. */
  earliest: IsoDate | null;
  rows: readonly RadarMilestone[];
  isConfirmed: boolean;
}

/** Completion, else counting. Polls that are still to be held hold it back. */
function completionOf(rows: readonly RadarMilestone[]): Completion {
  const completed = rowsOf(rows, 'completion');
  const last = completed.length > 0 ? completed : rowsOf(rows, 'counting');
  const days = last.map(lastDayOf);
  const day = days.length === 0 || days.includes(null) ? null : days.reduce(laterOf, null);
  const polls = pollRows(rows).filter(({ startDate }) => startDate !== null);
  return {
    day,
    earliest: day ?? polls.map(({ startDate }) => startDate).reduce(laterOf, null),
    rows: day === null ? polls : last,
    isConfirmed: last.length > 0 && last.every(({ status }) => status === 'completed'),
  };
}

function unknownDeadline(win: Win, clause: string): Judged {
  const missing = missingOf([win]);
  return {
    ...nothing,
    outcome: 'cannot_evaluate',
    clause,
    windows: [win],
    missing,
    facts: {},
  };
}

function judgeDeadline(
  deadline: IsoDate,
  win: Win,
  done: Completion,
  steps: readonly Win[],
  today: IsoDate,
): Judged | null {
  const { day, earliest } = done;
  const windows = [win, ...steps];
  const facts = { deadline, date: deadline, completion: day };
  const answer = (outcome: Judged['outcome'], clause: string, days: number, to: IsoDate): Judged => ({
    outcome,
    clause,
    windows,
    restsOn: clause === 'C14.passed' ? [win] : windows,
    overlaps: [],
    days,
    from: deadline,
    to,
    missing: [],
    facts: { ...facts, days, side: clause === 'C14.margin' ? 'left' : 'over' },
  });
  if (deadline < today)
    return answer('critical', 'C14.passed', daysBetween(deadline, laterDay(day, today)), laterDay(day, today));
  if (earliest !== null && earliest > deadline)
    return answer('critical', 'C14.late', daysBetween(deadline, earliest), earliest);
  if (day === null) {
    const missing = [{ exerciseId: win.exerciseId, what: 'completion' }];
    return {
      ...nothing,
      outcome: 'cannot_evaluate',
      clause: 'C14.missing',
      windows,
      missing,
      facts,
    };
  }
  const margin = daysBetween(day, deadline);
  return margin > courtMargin ? null : answer('high', 'C14.margin', margin, day);
}

function laterDay(day: IsoDate | null, today: IsoDate): IsoDate {
  return day !== null && day > today ? day : today;
}

const noHolidays: ReadonlySet<IsoDate> = new Set();

/** C15: a step earlier than section 30 allows, or out of the order every poll has (7.6.11). */
export const legalOrder: SingleRule = {
  id: 'C15',
  about: 'one',
  // The State's holidays.
  readsState: true,
  judge({ exercise, rows }, { holidays }) {
    if (!electionKinds.has(exercise.kind) || !rows.some(({ milestone }) => stepOf(milestone) !== null)) return null;
    const plan = rows.map(({ milestone, startDate, endDate }) => ({ code: milestone, start: startDate, end: endDate }));
    const term = exercise.kind === 'assembly_election' ? rowsOf(rows, 'term_end').find(isDated) : undefined;
    const breaks = legalBreaks({
      bodyKind: exercise.bodyKind,
      rows: plan,
      holidays: (exercise.stateCode === null ? undefined : holidays.get(exercise.stateCode)) ?? noHolidays,
      termEnd: term === undefined ? null : lastDayOf(term),
    });
    const found = breaks
      .map((one) => ({ one, windows: stepWindows(exercise.id, rows, one) }))
      .toSorted((a, b) => Number(isDraft(a.windows)) - Number(isDraft(b.windows)) || early(b.one) - early(a.one));
    const [worst] = found;
    if (worst === undefined) return null;
    const { code, date, earliest, basis, since, bridged } = worst.one;
    const reason = rows.find(({ milestone }) => milestone === code)?.overrideReason ?? null;
    return {
      outcome: 'critical',
      clause: `C15.${basis}`,
      windows: [
        ...new Map(found.flatMap(({ windows }) => windows.map((window) => [windowKey(window), window]))).values(),
      ],
      restsOn: worst.windows,
      overlaps: [],
      days: early(worst.one),
      from: date,
      to: addDays(earliest, -1),
      missing: bridged.map((what) => ({ exerciseId: exercise.id, what })),
      facts: {
        step: code,
        date,
        legal: earliest,
        since: since.code,
        sinceDate: since.date,
        steps: found.length,
        override: reason,
      },
    };
  },
};

function early({ date, earliest }: LegalBreak): number {
  return daysBetween(date, earliest);
}

function isDraft(windows: readonly Win[]): boolean {
  return windows.some((win) => win.isDraft);
}

function windowKey({ used }: Win): string {
  return used.milestones.join(' ');
}

/** The broken step and the one it was counted from. */
function stepWindows(id: string, rows: readonly RadarMilestone[], { code, since }: LegalBreak): Win[] {
  return [code, since.code].flatMap((wanted) => {
    const row = rows.findLast(({ milestone }) => milestone === wanted);
    const isSeason = row !== undefined && stepOf(wanted)?.step === 'poll' && isRange(row);
    return row === undefined ? [] : [rowWindow(wanted === 'term_end' ? 'TERM' : 'STEP', id, row, isSeason)];
  });
}
