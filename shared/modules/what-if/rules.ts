// Changes of a what-if: laid over the dates in force, they give the plan that is tried. Nothing here is saved or reads a
// clock; the browser and the server lay them in the same way, so that both find the same.

import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from '#shared/modules/radar/rules.ts';
import { currentRows, pollRows } from '#shared/modules/radar/rules-rows.ts';
import { firstDay, referenceWindows } from '#shared/modules/timelines/rules.ts';
import { isCalendarDay } from '#shared/modules/timelines/rules-dates.ts';
import type { ExerciseKind, PlannedDays } from '#shared/modules/timelines/schema.ts';
import type { Basis, Change, Sandbox } from './schema.ts';

/** What the engine reads, from what was sent. */
export function inputOf(sandbox: Sandbox): RadarInput {
  return {
    today: sandbox.today,
    exercises: sandbox.exercises,
    pools: sandbox.pools,
    holidays: new Map([[sandbox.stateCode, new Set(sandbox.holidays)]]),
    reference: referenceWindows,
  };
}

/** A milestone of an exercise; `nth` tells several open ones of the same code apart. */
export interface Place {
  exerciseId: string;
  milestone: string;
  nth: number;
}

export const changeProblems = ['no_exercise', 'no_milestone', 'end_before_start', 'other_era', 'no_template'] as const;
export interface ChangeProblem {
  change: Change;
  reason: (typeof changeProblems)[number];
}

/** A milestone whose days differ in the plan that is tried. */
export interface ChangedRow extends Place {
  /** Null for one that was added. */
  was: PlannedDays | null;
  is: PlannedDays;
  row: RadarMilestone;
}

export interface Applied {
  input: RadarInput;
  /** In order of exercise and of the record. */
  rows: ChangedRow[];
  /** Changes that could not be laid over the dates; the others were. */
  problems: ChangeProblem[];
}

/** A plan laid out from a template; null when the template is not known. */
export type LayOut = (change: Extract<Change, { kind: 'create' }>, input: RadarInput) => RadarExercise | null;

/**
 * Lays the changes over the dates in force: first exercises from a template, then whole exercises moved, then single
 * dates. A date that was tried counts as an office's own and as due.
 */
export function applyChanges(input: RadarInput, changes: readonly Change[], layOut: LayOut): Applied {
  const problems: ChangeProblem[] = [];
  const exercises = new Map(input.exercises.map((exercise) => [exercise.id, exercise]));
  for (const change of ordered(changes)) {
    const made = applyOne(exercises.get(change.exerciseId), change, input, layOut);
    if (typeof made === 'string') problems.push({ change, reason: made });
    else exercises.set(made.id, made);
  }
  const touched = new Set(changes.map(({ exerciseId }) => exerciseId));
  const before = new Map(input.exercises.map((exercise) => [exercise.id, exercise]));
  const rows = [...exercises.values()]
    .filter(({ id }) => touched.has(id))
    .flatMap((exercise) => changedRows(before.get(exercise.id), exercise));
  return { input: { ...input, exercises: [...exercises.values()] }, rows, problems };
}

const order: Record<Change['kind'], number> = { create: 0, shift: 1, move: 2, add: 3 };

function ordered(changes: readonly Change[]): Change[] {
  return changes.toSorted((a, b) => order[a.kind] - order[b.kind]);
}

function applyOne(
  exercise: RadarExercise | undefined,
  change: Change,
  input: RadarInput,
  layOut: LayOut,
): RadarExercise | ChangeProblem['reason'] {
  if (change.kind === 'create') return layOut(change, input) ?? 'no_template';
  if (exercise === undefined) return 'no_exercise';
  if (change.kind === 'shift') return shifted(exercise, change.days);
  const fault = faultOfDays(change);
  if (fault !== null) return fault;
  const place = { ...change, nth: change.kind === 'move' ? change.nth : 0 };
  const row = rowAt(exercise, place);
  if (row !== undefined) return withRow(exercise, triedRow(row, change));
  if (change.kind === 'move') return 'no_milestone';
  return { ...exercise, milestones: [...exercise.milestones, addedRow(exercise, change)] };
}

/** What is wrong with days by themselves; null when nothing is. */
export function faultOfDays({ start, end }: PlannedDays): 'end_before_start' | 'other_era' | null {
  if ([start, end].some((day) => day !== null && !isCalendarDay(day))) return 'other_era';
  return start !== null && end !== null && end < start ? 'end_before_start' : null;
}

/** The row in force at the place. */
function rowAt(exercise: Pick<RadarExercise, 'milestones'>, place: Omit<Place, 'exerciseId'>) {
  return currentRows(exercise).filter(({ milestone }) => milestone === place.milestone)[place.nth];
}

/** The rows in force with their places, in the order of the record. */
export function placesOf(exercise: Pick<RadarExercise, 'id' | 'milestones'>): (Place & { row: RadarMilestone })[] {
  const seen = new Map<string, number>();
  return currentRows(exercise).map((row) => {
    const nth = seen.get(row.milestone) ?? 0;
    seen.set(row.milestone, nth + 1);
    return { exerciseId: exercise.id, milestone: row.milestone, nth, row };
  });
}

function triedRow(row: RadarMilestone, { start, end }: PlannedDays): RadarMilestone {
  return { ...row, startDate: start, endDate: end, status: 'due', confidence: 'office', overrideReason: null };
}

function addedRow(exercise: RadarExercise, { milestone, start, end }: Extract<Change, { milestone: string }>) {
  const position = Math.max(0, ...exercise.milestones.map((row) => row.position)) + 1;
  const blank: RadarMilestone = {
    id: `new:${exercise.id}:${milestone}`,
    milestone,
    position,
    startDate: null,
    endDate: null,
    status: 'due',
    confidence: 'office',
    note: null,
    overrideReason: null,
  };
  return triedRow(blank, { start, end });
}

function withRow(exercise: RadarExercise, row: RadarMilestone): RadarExercise {
  return { ...exercise, milestones: exercise.milestones.map((each) => (each.id === row.id ? row : each)) };
}

const polls: ReadonlySet<ExerciseKind> = new Set([
  'assembly_election',
  'bye_election',
  'panchayat_election',
  'municipal_election',
]);
const stepsOfPoll =
  /^(?:announcement|notification(?!_window)|nominations|scrutiny|withdrawal_last|symbols|campaign_silence|poll|repoll|counting|completion|gazette|chair_election|evm_|capf_)/;
const bound = /^(?:term_end|court_|six_month|order|letter|deferral|schedule_stayed|supreme_court)/;

/**
 * Whether the date moves when its whole exercise is moved: of a poll, announcement to completion (7.6, 13: rolls, terms
 * and court days stay); of anything else all but what courts and terms set. What has happened stays.
 */
export function movesAlong({ kind }: Pick<RadarExercise, 'kind'>, row: RadarMilestone): boolean {
  if (row.status === 'completed' || (row.startDate === null && row.endDate === null)) return false;
  return polls.has(kind) ? stepsOfPoll.test(row.milestone) : !bound.test(row.milestone);
}

/** The exercise with every date that moves along moved by so many days. */
export function shifted(exercise: RadarExercise, days: number): RadarExercise {
  const moving = new Set(
    currentRows(exercise)
      .filter((row) => movesAlong(exercise, row))
      .map(({ id }) => id),
  );
  return {
    ...exercise,
    milestones: exercise.milestones.map((row) =>
      moving.has(row.id) ? triedRow(row, movedDays({ start: row.startDate, end: row.endDate }, days)) : row,
    ),
  };
}

/** Both days moved by whole days. */
export function movedDays({ start, end }: PlannedDays, days: number): PlannedDays {
  return { start: start === null ? null : addDays(start, days), end: end === null ? null : addDays(end, days) };
}

function changedRows(before: RadarExercise | undefined, after: RadarExercise): ChangedRow[] {
  const known = new Map(before?.milestones.map((row) => [row.id, row]));
  return placesOf(after).flatMap(({ row, ...place }) => {
    const old = known.get(row.id);
    const is = daysOf(row);
    const was = old === undefined ? null : daysOf(old);
    // What a template leaves without a day is no date that is tried.
    const from = was ?? { start: null, end: null };
    return from.start === is.start && from.end === is.end ? [] : [{ ...place, was, is, row }];
  });
}

/** The days of a row. */
export function daysOf({ startDate, endDate }: Pick<RadarMilestone, 'startDate' | 'endDate'>): PlannedDays {
  return { start: startDate, end: endDate };
}

/** So many days after its last date an exercise is still before everybody's eyes. */
const lingerDays = 30;

/** Whether anything of the exercise lies ahead, is lately past, or waits for a date. */
export function isOpen(exercise: Pick<RadarExercise, 'milestones'>, today: IsoDate): boolean {
  return currentRows(exercise).some(({ status, startDate, endDate }) => {
    const last = endDate ?? startDate;
    if (last === null) return status === 'due' || status === 'overdue_when_last_seen';
    return last >= addDays(today, -lingerDays);
  });
}

/** The first day on which anybody votes; null while no poll has a day. */
export function firstPollDay(exercise: Pick<RadarExercise, 'milestones'>): IsoDate | null {
  const days = pollRows(currentRows(exercise)).flatMap((row) => firstDay(daysOf(row)) ?? []);
  return days.toSorted()[0] ?? null;
}

/**
 * The changes with one date moved or added. The list stays the shortest that says it: one shift an exercise, one change
 * a date, and none for a date that stands where it stood.
 */
export function putDays(
  input: RadarInput,
  changes: readonly Change[],
  place: Place,
  days: PlannedDays,
  layOut: LayOut,
): Change[] {
  const { exerciseId, milestone, nth } = place;
  const rest = changes.filter((change) => !isAt(change, place));
  const exercise = applyChanges(input, rest, layOut).input.exercises.find(({ id }) => id === exerciseId);
  const row = exercise === undefined ? undefined : rowAt(exercise, place);
  if (row === undefined) return [...rest, { kind: 'add', exerciseId, milestone, ...days }];
  if (row.startDate === days.start && row.endDate === days.end) return rest;
  return [...rest, { kind: 'move', exerciseId, milestone, nth, ...days }];
}

/** The changes without the one at this place: a moved date goes back, an added one goes. */
export function dropDays(changes: readonly Change[], place: Place): Change[] {
  return changes.filter((change) => !isAt(change, place));
}

/** The changes with the whole exercise moved by so many more days; its single dates that move along go with it. */
export function putShift(
  input: RadarInput,
  changes: readonly Change[],
  { exerciseId, days, layOut }: { exerciseId: string; days: number; layOut: LayOut },
): Change[] {
  const exercise = applyChanges(input, changes, layOut).input.exercises.find(({ id }) => id === exerciseId);
  if (exercise === undefined) return [...changes];
  const before = changes.reduce(
    (sum, change) => (change.kind === 'shift' && change.exerciseId === exerciseId ? sum + change.days : sum),
    0,
  );
  const rest = changes
    .filter((change) => change.kind !== 'shift' || change.exerciseId !== exerciseId)
    .map((change) => {
      if (change.exerciseId !== exerciseId || change.kind === 'create' || change.kind === 'shift') return change;
      const row = rowAt(exercise, { milestone: change.milestone, nth: change.kind === 'move' ? change.nth : 0 });
      return row !== undefined && movesAlong(exercise, row) ? { ...change, ...movedDays(change, days) } : change;
    });
  return before + days === 0 ? rest : [...rest, { kind: 'shift', exerciseId, days: before + days }];
}

function isAt(change: Change, { exerciseId, milestone, nth }: Place): boolean {
  if (change.exerciseId !== exerciseId || change.kind === 'create' || change.kind === 'shift') return false;
  return change.milestone === milestone && (change.kind === 'move' ? change.nth : 0) === nth;
}

/** The dates that the changes start from, to tell later whether they have moved since. */
export function basisOf(applied: Applied): Basis[] {
  return applied.rows.map(({ exerciseId, milestone, nth, was, row }) => ({
    exerciseId,
    milestone,
    nth,
    rowId: was === null ? null : row.id,
    start: was?.start ?? null,
    end: was?.end ?? null,
  }));
}

export interface MovedDate extends Basis {
  /** Null: no longer there. */
  is: PlannedDays | null;
}

/** Which of these dates are no longer what they were; one that was to be added and is now there counts too. */
export function movedSince(input: RadarInput, basis: readonly Basis[]): MovedDate[] {
  const exercises = new Map(input.exercises.map((exercise) => [exercise.id, exercise]));
  return basis.flatMap((old): MovedDate[] => {
    const exercise = exercises.get(old.exerciseId);
    const row = exercise === undefined ? undefined : rowAt(exercise, old);
    if (row === undefined) return old.rowId === null ? [] : [{ ...old, is: null }];
    const isSame = old.rowId !== null && row.startDate === old.start && row.endDate === old.end;
    return isSame ? [] : [{ ...old, is: daysOf(row) }];
  });
}
