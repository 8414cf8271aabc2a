// What can be said about one State by comparing what was published: change from the figure before, one thing told in
// two ways, and days on which both commissions need the same people. No clock, no words, no verdict.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import type { CalendarDate, Difference, FigureView, KeyNumber, Meeting, StatementView } from './schema.ts';

/** The day a statement is about, or by which it was known when the source gives no day. */
export function dayOfStatement({ asOn, publishedAt }: Pick<StatementView, 'asOn' | 'publishedAt'>): IsoDate {
  return asOn ?? publishedAt.slice(0, 10);
}

/** The figure of a measure in a statement. */
export function figureOf(statement: StatementView, measure: string): FigureView | undefined {
  return statement.figures.find((figure) => figure.measure === measure);
}

/**
 * The statement a figure is compared with: the roll before the revision when there is one in the same exercise, else
 * the same roll's latest earlier statement that has the measure and covers the same ground. Real with real only.
 */
export function previousOf(
  statements: readonly StatementView[],
  of: StatementView,
  measure: string,
): StatementView | undefined {
  const having = statements.filter(
    (item) =>
      item.id !== of.id &&
      item.rollType === of.rollType &&
      item.footprint === of.footprint &&
      item.isSample === of.isSample &&
      figureOf(item, measure) !== undefined,
  );
  if (of.exerciseRef !== null && of.stage !== 'before') {
    const before = having.find((item) => item.exerciseRef === of.exerciseRef && item.stage === 'before');
    if (before !== undefined) return before;
  }
  const day = dayOfStatement(of);
  return having
    .filter((item) => dayOfStatement(item) < day)
    .toSorted((a, b) => dayOfStatement(a).localeCompare(dayOfStatement(b)))
    .at(-1);
}

/** Change of a count from an earlier statement; percent to two decimals, null when the earlier one is zero. */
export function changeOf(now: FigureView, before: FigureView, statementId: string): NonNullable<KeyNumber['change']> {
  const amount = now.value - before.value;
  return {
    amount,
    percent: before.value === 0 ? null : roundHalfAway((amount / before.value) * 100, 2),
    statementId,
    isRough: now.precision === 'rounded' || before.precision === 'rounded',
  };
}

/** Stages that say how large the roll of one exercise is at its end: a final roll and its supplement. */
const closing: ReadonlySet<StatementView['stage']> = new Set(['final', 'supplement']);

/**
 * Measures that two published statements give differently for one stage of one exercise, or a final roll and its
 * supplement. Every telling is listed, oldest first. Sample figures are left out: they report nothing.
 */
export function listDifferences(statements: readonly StatementView[]): Difference[] {
  const real = statements.filter((item) => !item.isSample);
  const groups = Map.groupBy(real, (item) => {
    const occasion = item.exerciseRef ?? item.period ?? dayOfStatement(item);
    return [
      item.rollType,
      item.footprint,
      item.exerciseType,
      occasion,
      closing.has(item.stage) ? 'closing' : item.stage,
    ].join(' ');
  });
  return [...groups.values()].flatMap((group) => {
    const measures = new Set(group.flatMap((item) => item.figures.map((figure) => figure.measure)));
    return [...measures].flatMap((measure) => differenceIn(group, measure));
  });
}

function differenceIn(group: readonly StatementView[], measure: string): Difference[] {
  const tellings = group
    .flatMap((item) => {
      const figure = figureOf(item, measure);
      return figure === undefined ? [] : [{ item, figure }];
    })
    .toSorted(
      (a, b) => dayOfStatement(a.item).localeCompare(dayOfStatement(b.item)) || b.figure.value - a.figure.value,
    );
  const [first] = tellings;
  if (first === undefined || new Set(tellings.map(({ figure }) => figure.value)).size < 2) return [];
  return [
    {
      rollType: first.item.rollType,
      measure,
      kind: tellings.some(({ item }) => item.stage !== first.item.stage) ? 'supplement' : 'sources',
      told: tellings.map(({ item, figure }) => ({
        statementId: item.id,
        value: figure.value,
        precision: figure.precision,
      })),
    },
  ];
}

/** Days before the first poll from which an office's field staff are taken up by it. Source: catalogue of conflict rules, C01. */
const busyDaysBeforePoll = 3;

interface Window {
  id: string;
  from: IsoDate;
  to: IsoDate;
}

/**
 * The longest run of days on which house visits of a roll revision fall into the days of a local poll, from three days
 * before its first poll to its counting (rule C01, which asks about the same field staff). Plans in force only.
 */
export function findMeeting(dates: readonly CalendarDate[]): Meeting | null {
  const inForce = dates.filter((date) => !date.isSuperseded && !date.isSample);
  const visits = inForce
    .filter((date) => date.bodyKind === 'eci' && date.milestone === 'enumeration')
    .flatMap((date): Window[] =>
      date.start === null || date.end === null ? [] : [{ id: date.id, from: date.start, to: date.end }],
    );
  const polls = pollWindows(inForce.filter((date) => date.bodyKind === 'sec'));
  const meetings = visits.flatMap((visit) => polls.flatMap((poll) => meet(visit, poll)));
  return meetings.toSorted((a, b) => b.days - a.days || b.to.localeCompare(a.to))[0] ?? null;
}

function pollWindows(dates: readonly CalendarDate[]): Window[] {
  const exercises = Map.groupBy(dates, (date) => date.exerciseId);
  return [...exercises].flatMap(([id, own]) => {
    const polls = own
      .filter((date) => /^poll(?:_|$)/.test(date.milestone) && isOneDay(date))
      .map((date) => date.end ?? '');
    const first = polls.toSorted()[0];
    if (first === undefined) return [];
    const ends = own.filter((date) => date.milestone === 'counting').map((date) => date.end ?? '');
    const last = [...polls, ...ends].toSorted().at(-1) ?? first;
    return [{ id, from: addDays(first, -busyDaysBeforePoll), to: last }];
  });
}

/** A poll given as a range of weeks has no poll day yet. */
function isOneDay({ start, end }: CalendarDate): boolean {
  return end !== null && (start === null || start === end);
}

function meet(visit: Window, poll: Window): Meeting[] {
  const startsWithPoll = poll.from > visit.from;
  const endsWithVisit = visit.to < poll.to;
  const from = startsWithPoll ? poll.from : visit.from;
  const to = endsWithVisit ? visit.to : poll.to;
  return from > to ? [] : [{ visitsId: visit.id, from, to, days: daysBetween(from, to) + 1 }];
}
