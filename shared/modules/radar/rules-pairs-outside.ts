// C06, C11, C12, C16: what examinations, new boundaries, the census, festivals and floods do to polls and rolls.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { decide, type Trial, tryOverlap } from './rules-decide.ts';
import { type Context, type Judged, type PairRule, type Reach, reachOf, type SingleRule } from './rules-judge.ts';
import { bounded, commonDays, dayOf, exactly, moved, unknownDay, type Win, windowFrom } from './rules-points.ts';
import { type Prepared, referenceWindow } from './rules-windows.ts';

const anyDay = [[1, 'high']] as const;
const daysToClear = 10;

/** Schools wanted for examinations and as polling stations. */
export const premises: PairRule = {
  id: 'C06',
  about: 'two',
  readsState: false,
  first: ({ windows: { EXAM } }) => (EXAM === null ? null : widened(reachOf([EXAM]), daysToClear)),
  second: ({ windows: { polls, COUNT } }) => (polls.length === 0 ? null : widened(reachOf([...polls, COUNT]), 2)),
  judge: (exam, poll) => judgeExam(exam, poll),
};

/** The same where the commission noted the examinations among its own dates. */
export const ownPremises: SingleRule = {
  id: 'C06',
  about: 'one',
  readsState: false,
  judge: (one) => (one.windows.EXAM === null || one.windows.polls.length === 0 ? null : judgeExam(one, one)),
};

function widened(reach: Reach | null, days: number): Reach | null {
  if (reach === null) return null;
  const { lo, hi } = { lo: moved(exactly(reach.from), -days).lo, hi: moved(exactly(reach.to), days).hi };
  return { from: lo, to: hi };
}

function judgeExam(exam: Prepared, poll: Prepared): Judged | null {
  const { EXAM } = exam.windows;
  if (EXAM === null) return null;
  const { polls, COUNT, rooms } = poll.windows;
  const held = new Set(exam.windows.rooms.map(({ roomId }) => roomId));
  const isSameBuilding = exam !== poll && rooms.some(({ roomId }) => held.has(roomId));
  const trials = polls.flatMap((day) => {
    const around = {
      ...day,
      ...windowFrom({ ...day, start: moved(day.start, -2), end: moved(day.end, 1) }),
      used: day.used,
    };
    const about = { facts: { pollDate: dayOf(day.start) } };
    const met = tryOverlap('C06.poll', EXAM, around, [[1, 'critical']]);
    return [met === null ? null : { ...met, ...about }, tryGap(EXAM, day)];
  });
  const counted = isSameBuilding ? tryOverlap('C06.counting', EXAM, COUNT, [[1, 'critical']]) : null;
  const facts = { exam: exam.exercise.id, poll: poll.exercise.id, date: dayOf(EXAM.end) };
  return decide([...trials, counted], facts);
}

/** The examinations end before the poll, but fewer than ten days before. */
function tryGap(exam: Win, poll: Win): Trial | null {
  const least = poll.start.lo === null || exam.end.hi === null ? null : daysBetween(exam.end.hi, poll.start.lo);
  const most = poll.start.hi === null || exam.end.lo === null ? null : daysBetween(exam.end.lo, poll.start.hi);
  if ((least !== null && least >= daysToClear) || (most !== null && most <= 0)) return null;
  const gap = least !== null && least === most ? least : null;
  return {
    clause: 'C06.before',
    windows: [exam, poll],
    fired: gap === null ? null : 'medium',
    possible: 'medium',
    overlap: null,
    ...(gap === null ? {} : { days: gap, from: exam.end.hi, to: poll.start.lo }),
    facts: { pollDate: dayOf(poll.start) },
  };
}

/** Boundaries changed while they are frozen for the census. */
export const boundaryFreeze: SingleRule = {
  id: 'C11',
  about: 'one',
  readsState: false,
  judge({ exercise, rows, windows: { delimitation } }, { reference }) {
    const frozen = reference.find(({ id }) => id === 'boundaryFreeze');
    if (frozen === undefined || delimitation.length === 0) return null;
    const freeze = referenceWindow('BOUNDARY', frozen.start, frozen.end);
    const reserved = rows.filter(({ milestone }) => milestone === 'reservation_final');
    const trials = delimitation.map((step) => {
      const isLimits = step.rows.some(({ milestone }) => milestone.includes('limits'));
      return tryOverlap(isLimits ? 'C11.limits' : 'C11.wards', step, freeze, [[1, isLimits ? 'high' : 'medium']]);
    });
    const judged = decide(trials, { exercise: exercise.id });
    const overlaps = judged?.overlaps ?? [];
    if (judged === null || overlaps.length === 0 || freeze.sure === null) return judged;
    const [from = ''] = overlaps.map((overlap) => overlap.from).sort();
    const last = [...overlaps.map((overlap) => overlap.to), ...reserved.flatMap(({ startDate }) => startDate ?? [])];
    const stretch = commonDays({ from, to: last.sort().at(-1) ?? from }, freeze.sure);
    return { ...judged, ...daysOf(stretch?.from ?? from, stretch?.to ?? from) };
  },
};

function daysOf(from: IsoDate, to: IsoDate): { from: IsoDate; to: IsoDate; days: number } {
  return { from, to, days: daysBetween(from, to) + 1 };
}

/** A State's census dates, entered as an exercise, against polls and house visits. */
export const census: PairRule = {
  id: 'C12',
  about: 'two',
  readsState: true,
  first: ({ windows: { CENSUS } }) => reachOf(CENSUS),
  second: ({ windows: { FIELD, HOT, TRAIN } }) => reachOf([FIELD, HOT, TRAIN]),
  judge: (counted, wanting) => {
    const facts = { census: counted.exercise.id, other: wanting.exercise.id };
    return decide(
      counted.windows.CENSUS.flatMap((window) => censusTrials(window, wanting)),
      facts,
    );
  },
};

/**
 * House listing ran from April to September 2026, each State on days of its own that no source seen gives: until they are
 * entered, a clash inside these months cannot be told. Source: section 8, Hindustan Times, 30-06-2025.
 */
const houseListing = { from: '2026-04-01', to: '2026-09-30' } as const;

/** Where the State has not entered its census dates: the national count, open at its end, and the months of house listing. */
export const nationalCensus: SingleRule = {
  id: 'C12',
  about: 'one',
  readsState: true,
  judge(one, context) {
    const { stateCode, id, kind } = one.exercise;
    if (stateCode === null || kind === 'census') return null;
    const { isListed, isCounted } = censusEntered(stateCode, context);
    const count = context.reference.find((each) => each.id === 'censusCount');
    const windows = [
      ...(isListed ? [] : [unknownListing]),
      ...(isCounted || count === undefined ? [] : [referenceWindow('CENSUS', count.start, count.end)]),
    ];
    return decide(
      windows.flatMap((window) => censusTrials(window, one)),
      { census: null, other: id },
    );
  },
};

const unknownListing: Win = windowFrom({
  name: 'CENSUS',
  exerciseId: null,
  start: bounded(unknownDay, houseListing.from, houseListing.to),
  end: bounded(unknownDay, houseListing.from, houseListing.to),
  rows: [],
  missing: ['census_house_listing'],
});

function censusEntered(stateCode: string, context: Context): { isListed: boolean; isCounted: boolean } {
  const codes = context
    .inState(stateCode)
    .filter(({ exercise }) => exercise.kind === 'census')
    .flatMap(({ rows }) => rows.map(({ milestone }) => milestone));
  const isListing = (code: string) => /house|listing/.test(code);
  return { isListed: codes.some(isListing), isCounted: codes.some((code) => !isListing(code)) };
}

function censusTrials(window: Win, { windows: { FIELD, HOT, TRAIN } }: Prepared): (Trial | null)[] {
  return [
    tryOverlap('C12.field', window, FIELD, anyDay),
    tryOverlap('C12.hot', window, HOT, anyDay),
    tryOverlap('C12.train', window, TRAIN, [[1, 'medium']]),
  ];
}

/** A festival, flood, harvest or snow the State noted. */
export const outside: PairRule = {
  id: 'C16',
  about: 'two',
  readsState: false,
  first: ({ windows: { OUTSIDE } }) => reachOf([OUTSIDE]),
  second: ({ windows: { FIELD, HOT } }) => reachOf([FIELD, HOT]),
  judge(noted, wanting) {
    const { OUTSIDE } = noted.windows;
    const { FIELD, HOT } = wanting.windows;
    const levels = [[1, noted.exercise.isMarked ? 'medium' : 'info']] as const;
    const facts = { noted: noted.exercise.id, other: wanting.exercise.id, what: noted.exercise.outsideKind };
    return decide(
      [tryOverlap('C16.hot', OUTSIDE, HOT, levels), tryOverlap('C16.field', OUTSIDE, FIELD, levels)],
      facts,
    );
  },
};
