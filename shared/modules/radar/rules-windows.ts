// The windows of an exercise (section 7.1 with the readings of 7.6), made once and read by every rule. A window says
// which days lie in it for certain, outside which days it cannot lie, from which rows, and what was not entered.

import type { IsoDate } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarMilestone } from './rules.ts';
import { delimitationWindow, examWindow, otherWindow, roomWindows } from './rules-other-windows.ts';
import {
  bounded,
  dayOf,
  exactly,
  firstOf,
  lastOf,
  laterOf,
  moved,
  openEnd,
  type Point,
  unknownDay,
  type Win,
  windowFrom,
} from './rules-points.ts';
import { rollWindows } from './rules-roll-windows.ts';
import {
  currentRows,
  earliestFact,
  endOf,
  isDated,
  isRange,
  latestFact,
  pointOf,
  pollRows,
  rowsOf,
  startOf,
} from './rules-rows.ts';

export interface Windows {
  /** House visits of a roll revision. */
  FIELD: Win | null;
  HEAR: Win | null;
  /** Of an intensive revision only. */
  FREEZE: Win | null;
  /** Of a State Election Commission's roll only. */
  ROLLPREP: Win | null;
  NOM: Win | null;
  TRAIN: Win | null;
  HOT: Win | null;
  MCC: Win | null;
  EVM: Win | null;
  /** From the start of first-level checking (else P-120) to the last poll day. */
  FLC: Win | null;
  /** From the poll to the end of the petition period: machines that polled stay shut. */
  SEAL: Win | null;
  COUNT: Win | null;
  /** One for each poll row: a day, a few days together, or a range of weeks. */
  polls: readonly Win[];
  EXAM: Win | null;
  CENSUS: readonly Win[];
  OUTSIDE: Win | null;
  /** One for each delimitation row. */
  delimitation: readonly Win[];
  rooms: readonly { roomId: string; window: Win }[];
}

/** An exercise with what every rule needs of it, made once. */
export interface Prepared {
  exercise: RadarExercise;
  /** In force, in the order of the record. */
  rows: readonly RadarMilestone[];
  windows: Windows;
  /** It has a poll, dated or not. */
  hasPoll: boolean;
}

const pollKinds: ReadonlySet<RadarExercise['kind']> = new Set([
  'assembly_election',
  'bye_election',
  'panchayat_election',
  'municipal_election',
]);

/** Days from the start of training, of the field phase and of checking the machines to the poll (7.1). */
const before = { training: 27, field: 3, checking: 120 } as const;
/** Days during which the ECI's machines stay sealed after counting: the petition period of RP Act 1951 s.81 (7.1). */
const sealedDays = 45;

/** Makes the windows of the exercise from its rows in force. Pure: nothing but the exercise decides. */
export function prepare(exercise: RadarExercise): Prepared {
  const rows = currentRows(exercise);
  const hasPoll = pollKinds.has(exercise.kind) || pollRows(rows).length > 0;
  return { exercise, rows, hasPoll, windows: windowsOf(exercise, rows, hasPoll) };
}

function windowsOf(exercise: RadarExercise, rows: readonly RadarMilestone[], hasPoll: boolean): Windows {
  return {
    ...rollWindows(exercise, rows),
    ...(hasPoll ? pollWindows(exercise, rows) : noPoll),
    EXAM: examWindow(exercise, rows),
    CENSUS: exercise.kind === 'census' ? rows.map((row) => otherWindow('CENSUS', exercise, [row])) : [],
    OUTSIDE: exercise.kind === 'outside' ? otherWindow('OUTSIDE', exercise, rows) : null,
    delimitation: rows
      .filter(({ milestone }) => milestone.startsWith('delimitation'))
      .map((row) => delimitationWindow(exercise, row)),
    rooms: roomWindows(exercise),
  };
}

const noPoll = {
  NOM: null,
  TRAIN: null,
  HOT: null,
  MCC: null,
  EVM: null,
  FLC: null,
  SEAL: null,
  COUNT: null,
  polls: [],
} as const;

/** The days of a poll that all its windows are made from. */
interface PollDays {
  rows: readonly RadarMilestone[];
  points: readonly Point[];
  first: Point;
  last: Point;
  /** A row in weeks is among them. */
  hasRange: boolean;
  missing: readonly string[];
  counting: Point;
  countingRows: readonly RadarMilestone[];
}

type PollWindows = Pick<Windows, 'NOM' | 'TRAIN' | 'HOT' | 'MCC' | 'EVM' | 'FLC' | 'SEAL' | 'COUNT' | 'polls'>;

function pollWindows(exercise: RadarExercise, rows: readonly RadarMilestone[]): PollWindows {
  const poll = pollDays(rows);
  const { id } = exercise;
  const part = { exerciseId: id, missing: poll.missing, isProvisional: poll.hasRange };
  const countingMissing = dayOf(poll.counting) === null ? ['counting'] : [];
  const train = windowFrom({
    ...part,
    name: 'TRAIN',
    start: moved(poll.first, -before.training),
    end: moved(poll.first, -1),
    rows: poll.rows,
    missing: dayOf(poll.first) === null ? (poll.missing.length > 0 ? poll.missing : ['poll']) : [],
  });
  const count = windowFrom({
    ...part,
    name: 'COUNT',
    start: poll.counting,
    end: poll.counting,
    rows: poll.countingRows,
    missing: countingMissing,
    isProvisional: false,
  });
  return {
    NOM: nominationWindow(exercise, rows, poll),
    TRAIN: train,
    HOT: hotWindow(exercise, poll),
    MCC: codeWindow(exercise, rows, poll),
    COUNT: count,
    ...machineWindows(exercise, rows, poll),
    polls: pollDaysOf(exercise, poll),
  };
}

function pollDays(rows: readonly RadarMilestone[]): PollDays {
  const polls = pollRows(rows);
  const countingRows = rowsOf(rows, 'counting');
  const completion = rowsOf(rows, 'completion');
  const steps = [
    rowsOf(rows, 'announcement_mcc', 'announcement'),
    rowsOf(rows, 'notification'),
    rowsOf(rows, 'nominations'),
    rowsOf(rows, 'scrutiny'),
    rowsOf(rows, 'withdrawal_last'),
  ];
  const lo = steps.map(earliestFact).reduce(laterOf, null);
  const hi = latestFact(countingRows) ?? latestFact(completion);
  const points = (polls.length === 0 ? [unknownDay] : polls.map(pointOf)).map((point) => bounded(point, lo, hi));
  const last = lastOf(points);
  const counted = countingRows.some(isDated) ? lastOf(countingRows.map(pointOf)) : unknownDay;
  return {
    rows: polls,
    points,
    first: firstOf(points),
    last,
    hasRange: polls.some(isRange),
    missing: polls.length === 0 ? ['poll'] : polls.filter((row) => !isDayed(row)).map(({ milestone }) => milestone),
    counting: bounded(counted, last.lo, latestFact(completion)),
    countingRows,
  };
}

/** The row gives its day, or the range in which it lies. */
function isDayed({ startDate }: RadarMilestone): boolean {
  return startDate !== null;
}

/** One window a row; a poll over a few days takes all of them, a range of weeks none for certain. */
function pollDaysOf({ id }: RadarExercise, poll: PollDays): Win[] {
  if (poll.rows.length === 0) {
    const [point = unknownDay] = poll.points;
    return [windowFrom({ name: 'POLL', exerciseId: id, start: point, end: point, rows: [], missing: ['poll'] })];
  }
  return poll.rows.map((row, index) => {
    const point = poll.points[index] ?? unknownDay;
    const isSome = isDayed(row) && !isRange(row);
    return windowFrom({
      name: 'POLL',
      exerciseId: id,
      start: isSome ? exactly(row.startDate) : point,
      end: isSome ? exactly(row.endDate ?? row.startDate) : point,
      rows: [row],
      missing: isSome ? [] : [row.milestone],
      isProvisional: isRange(row),
      assumed: isRange(row) ? ['poll_range'] : [],
    });
  });
}

/** First P-3 to counting. A range of weeks is taken whole; without a counting day it ends with the range (7.6.8). */
function hotWindow({ id }: RadarExercise, poll: PollDays): Win {
  const starts = poll.rows.map((row, index) =>
    isRange(row) ? exactly(row.startDate) : (poll.points[index] ?? unknownDay),
  );
  const ends = poll.rows.map((row, index) =>
    isRange(row) ? exactly(row.endDate) : (poll.points[index] ?? unknownDay),
  );
  const lastDay = lastOf(ends.length === 0 ? poll.points : ends);
  const hasCounting = dayOf(poll.counting) !== null;
  const endsWithRange = !hasCounting && poll.hasRange && dayOf(lastDay) !== null;
  const end = endsWithRange ? lastDay : { lo: laterOf(poll.counting.lo, lastDay.lo), hi: poll.counting.hi };
  return windowFrom({
    name: 'HOT',
    exerciseId: id,
    start: moved(firstOf(starts.length === 0 ? poll.points : starts), -before.field),
    end,
    rows: [...poll.rows, ...poll.countingRows],
    missing: [...poll.missing, ...(hasCounting || endsWithRange ? [] : ['counting'])],
    assumed: poll.hasRange ? ['poll_range'] : [],
    isProvisional: poll.hasRange,
  });
}

/** First nomination to the last withdrawal of all phases. */
function nominationWindow({ id }: RadarExercise, rows: readonly RadarMilestone[], poll: PollDays): Win {
  const nominations = rowsOf(rows, 'nominations', 'nomination_last');
  const withdrawals = rowsOf(rows, 'withdrawal_last');
  const notices = rowsOf(rows, 'notification');
  const opened = firstOf(nominations.length === 0 ? [unknownDay] : nominations.map(startOf));
  const fromNotice = dayOf(opened) === null && dayOf(firstOf(notices.map(pointOf))) !== null;
  const lo = earliestFact(rowsOf(rows, 'announcement_mcc', 'announcement'));
  const start = fromNotice ? firstOf(notices.map(pointOf)) : bounded(opened, lo, poll.first.hi);
  const left = lastOf(withdrawals.length === 0 ? [unknownDay] : withdrawals.map(pointOf));
  const filed = lastOf(nominations.length === 0 ? [unknownDay] : nominations.map(endOf));
  const end = bounded(left, laterOf(filed.lo, start.lo), poll.last.hi);
  return windowFrom({
    name: 'NOM',
    exerciseId: id,
    start,
    end,
    rows: [...(fromNotice ? notices : nominations), ...withdrawals],
    missing: [...(dayOf(start) === null ? ['nominations'] : []), ...(dayOf(end) === null ? ['withdrawal_last'] : [])],
    assumed: fromNotice ? ['notification_as_first_nomination'] : [],
  });
}

/** Announcement to completion, else counting. */
function codeWindow({ id }: RadarExercise, rows: readonly RadarMilestone[], poll: PollDays): Win {
  const announced = rowsOf(rows, 'announcement_mcc', 'announcement').slice(0, 1);
  const completed = rowsOf(rows, 'completion');
  const completion = lastOf(completed.length === 0 ? [unknownDay] : completed.map(pointOf));
  const isCompleted = dayOf(completion) !== null;
  const steps = [rowsOf(rows, 'notification'), rowsOf(rows, 'nominations'), rowsOf(rows, 'scrutiny')];
  const begun = [...steps.flat(), ...rowsOf(rows, 'withdrawal_last')].map(({ startDate }) => exactly(startDate));
  const start = bounded(pointOf(announced[0]), null, firstOf([...begun, poll.first]).hi);
  const end = isCompleted ? completion : poll.counting;
  return windowFrom({
    name: 'MCC',
    exerciseId: id,
    start,
    end: bounded(end, poll.last.lo, completion.hi),
    rows: [...announced, ...(isCompleted ? completed : poll.countingRows)],
    missing: [...(dayOf(start) === null ? ['announcement_mcc'] : []), ...(dayOf(end) === null ? ['counting'] : [])],
    isProvisional: poll.hasRange && dayOf(end) === null,
  });
}

/** Checking, use and seal of the machines: from FLC (else P-120) to counting and the petition period. */
function machineWindows(
  exercise: RadarExercise,
  rows: readonly RadarMilestone[],
  poll: PollDays,
): Pick<Windows, 'EVM' | 'FLC' | 'SEAL'> {
  const { id, bodyKind, petitionDays } = exercise;
  const checks = rows.filter(({ milestone }) => /^(?:evm_)?flc(?:_start)?$/.test(milestone));
  const checked = firstOf(checks.length === 0 ? [unknownDay] : checks.map(startOf));
  const isChecked = dayOf(checked) !== null;
  const start = isChecked ? checked : moved(poll.first, -before.checking);
  const locks = rowsOf(rows, 'evm_lock_end');
  const recorded = locks.length === 0 ? unknownDay : lastOf(locks.map(pointOf));
  const isRecorded = dayOf(recorded) !== null;
  const held = bodyKind === 'eci' ? sealedDays : (petitionDays ?? 0);
  const end = isRecorded ? recorded : moved(poll.counting, held);
  const missing = [
    ...(dayOf(start) === null ? (poll.missing.length > 0 ? poll.missing : ['poll']) : []),
    ...(dayOf(end) === null ? ['counting'] : []),
  ];
  const assumed = [
    ...(isChecked ? [] : ['P-120']),
    ...(isRecorded ? [] : bodyKind === 'eci' ? ['C+45'] : petitionDays === null ? ['petition_days_blank'] : []),
  ];
  const used = [...checks, ...poll.rows, ...(isRecorded ? locks : poll.countingRows)];
  const isProvisional = poll.hasRange && !isChecked;
  const common = { exerciseId: id, isProvisional };
  return {
    EVM: windowFrom({ ...common, name: 'EVM', start, end, rows: used, missing, assumed }),
    FLC: windowFrom({
      ...common,
      name: 'FLC',
      start,
      end: poll.last,
      rows: [...checks, ...poll.rows],
      missing: dayOf(start) === null ? ['poll'] : poll.missing,
      assumed: isChecked ? [] : ['P-120'],
    }),
    SEAL: windowFrom({
      ...common,
      name: 'SEAL',
      start: poll.first,
      end,
      rows: [...poll.rows, ...(isRecorded ? locks : poll.countingRows)],
      missing: dayOf(end) === null ? ['counting'] : [],
      assumed: isRecorded ? [] : ['C+45'],
      isProvisional: false,
    }),
  };
}

/** A window from a day that a reference gives; without an end it stays open, provisionally. */
export function referenceWindow(name: Win['name'], from: IsoDate | null, to: IsoDate | null): Win {
  return windowFrom({
    name,
    exerciseId: null,
    start: exactly(from),
    end: exactly(to ?? openEnd),
    rows: [],
    assumed: to === null ? ['open_end'] : [],
    isProvisional: to === null,
  });
}
