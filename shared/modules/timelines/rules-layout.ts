// How the shared calendar is laid out as bars: one bar an exercise, its milestones as marks, its phases as segments,
// replaced plans as ghosts, findings as ties between bars. Days only; pixels are in rules-scale.ts.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { firstDay, isAhead, isInPeriod, lastDay } from './rules.ts';
import type { ExerciseKind, ExerciseView, MilestoneStatus, MilestoneView, PlannedDays } from './schema.ts';

export const looks = ['completed', 'passed', 'ahead', 'toVerify', 'superseded'] as const;
/** How a date is drawn: what a source or an office confirms, what went by unconfirmed, what is ahead, what is not a fact. */
export type Look = (typeof looks)[number];

export const phases = [
  'preparation',
  'delimitation',
  'reservation',
  'roll',
  'enumeration',
  'claims',
  'nominations',
  'poll',
  'counting',
  'other',
] as const;
export type Phase = (typeof phases)[number];

export interface BarSegment {
  /** Unique within the bar. */
  id: string;
  phase: Phase;
  /** The code of the milestone, when the segment is one milestone's own window; null when it was made of two. */
  milestone: string | null;
  from: IsoDate;
  to: IsoDate;
  look: Look;
  /** The milestones it was made of, by id. */
  of: string[];
}

export interface BarMark {
  /** The milestone's id. */
  id: string;
  milestone: string;
  day: IsoDate;
  look: Look;
  /** Only an end is known: done by that day. */
  isBy: boolean;
  /** Days from the first plan to the one in force; null without one. */
  slipInDays: number | null;
  /** The first plan, where the date has moved. */
  wasDay: IsoDate | null;
}

/** A replaced plan, joined to the one in force where there is one with a day. */
export interface BarGhost {
  /** The replaced milestone's id. */
  id: string;
  milestone: string;
  from: IsoDate;
  to: IsoDate;
  joinFrom: IsoDate | null;
  joinTo: IsoDate | null;
}

export interface Bar {
  exercise: ExerciseView;
  /** The first and last day of anything on the bar, ghosts too; null when nothing has a day. */
  from: IsoDate | null;
  to: IsoDate | null;
  segments: BarSegment[];
  marks: BarMark[];
  ghosts: BarGhost[];
  /** The largest move of any plan in force, later days positive; null when nothing moved. */
  slipInDays: number | null;
  milestones: MilestoneView[];
  /** Ids of the findings that touch the exercise. */
  ties: string[];
}

/** A finding as far as it can be drawn. */
export interface TieInput {
  id: string;
  outcome: string;
  exerciseIds: readonly string[];
  from: IsoDate | null;
  to: IsoDate | null;
}

export const barOrders = ['slip', 'state', 'date'] as const;
/** `slip`: by State, moved bars first; `state`: by State, ECI before SEC, by first day; `date`: by first day alone. */
export type BarOrder = (typeof barOrders)[number];

export type BarRow = { kind: 'place'; stateCode: string | null; bars: number } | { kind: 'bar'; bar: Bar };

export interface BarFilter {
  /** A State's code; `IN` for what concerns the whole country. */
  state?: string;
  body?: 'eci' | 'sec';
  kind?: ExerciseKind;
  status?: MilestoneStatus;
  /** Only bars that a finding of this severity touches. */
  severity?: string;
  /** Both days counted. A bar is kept when one of its dated milestones touches the period. */
  from?: IsoDate;
  to?: IsoDate;
}

/** How a milestone is drawn. A rehearsal date is drawn like one to be verified: neither is a fact. */
export function lookOf({ status, standing }: Pick<MilestoneView, 'status' | 'standing'>): Look {
  if (status === 'superseded') return 'superseded';
  if (standing !== 'fact') return 'toVerify';
  if (isAhead(status)) return 'ahead';
  return status === 'completed' ? 'completed' : 'passed';
}

/** The phase a milestone's window belongs to, by its code. */
export function phaseOf(milestone: string): Phase {
  const code = milestone.replace(/_phase_\d+$/, '');
  if (code.startsWith('poll') || code.startsWith('repoll')) return 'poll';
  if (code.startsWith('preparation')) return 'preparation';
  if (code.startsWith('delimitation')) return 'delimitation';
  if (code.startsWith('reservation')) return 'reservation';
  if (/^(?:roll_)?(?:claims_objections|disposal|hearings)$/.test(code)) return 'claims';
  if (/^(?:roll_revision|roll_supplementary|roll_draft|roll_final)$/.test(code)) return 'roll';
  if (code === 'enumeration' || code === 'nominations' || code === 'counting') return code;
  return 'other';
}

/** Days a plan in force has moved: by its first day, or by its last where the first stayed; null when it did not. */
export function moveOf(milestone: Pick<MilestoneView, 'start' | 'end' | 'earlier'>): number | null {
  const first = milestone.earlier[0];
  if (first === undefined) return null;
  return movedBy(firstDay(first), firstDay(milestone)) ?? movedBy(lastDay(first), lastDay(milestone));
}

/** One bar an exercise, in the order of the exercises. Every dated milestone is on its bar, as segment, mark or ghost. */
export function barsOf(
  exercises: readonly ExerciseView[],
  milestones: readonly MilestoneView[],
  ties: readonly TieInput[] = [],
): Bar[] {
  const of = groupBy(milestones, ({ exerciseId }) => exerciseId);
  const tiesOf = new Map<string, string[]>();
  for (const { id, exerciseIds } of ties) {
    for (const exerciseId of exerciseIds) tiesOf.set(exerciseId, [...(tiesOf.get(exerciseId) ?? []), id]);
  }
  return exercises.map((exercise) => barOf(exercise, of.get(exercise.id) ?? [], tiesOf.get(exercise.id) ?? []));
}

/** The bars that meet the filter. A bar keeps all its milestones, so that no history is hidden by the choice. */
export function chooseBars(bars: readonly Bar[], filter: BarFilter, ties: readonly TieInput[] = []): Bar[] {
  const severe = new Set(
    ties.filter(({ outcome }) => outcome === filter.severity).flatMap(({ exerciseIds }) => exerciseIds),
  );
  return bars.filter(({ exercise, milestones }) => {
    if (filter.state !== undefined && (exercise.stateCode ?? 'IN') !== filter.state) return false;
    if (filter.body !== undefined && exercise.bodyKind !== filter.body) return false;
    if (filter.kind !== undefined && exercise.kind !== filter.kind) return false;
    if (filter.severity !== undefined && !severe.has(exercise.id)) return false;
    const hasPeriod = filter.from !== undefined || filter.to !== undefined;
    if (filter.status === undefined && !hasPeriod) return true;
    return milestones.some(
      (milestone) =>
        (filter.status === undefined || milestone.status === filter.status) &&
        (!hasPeriod || isInPeriod(milestone, filter.from, filter.to)),
    );
  });
}

/**
 * The rows of the drawing and of its table. `stateCodes` is the alphabetical order of the States; what concerns the whole
 * country comes first. Moved bars come first by the size of the move, then bars by their first day; one without a day is last.
 */
export function rowsOf(bars: readonly Bar[], order: BarOrder, stateCodes: readonly string[]): BarRow[] {
  if (order === 'date') return bars.toSorted(byFirstDay).map((bar): BarRow => ({ kind: 'bar', bar }));
  const byPlace = groupBy(bars, ({ exercise }) => exercise.stateCode);
  const compare = order === 'slip' ? bySlip : byBody;
  return [null, ...stateCodes].flatMap((stateCode): BarRow[] => {
    const own = byPlace.get(stateCode);
    if (own === undefined) return [];
    return [
      { kind: 'place', stateCode, bars: own.length },
      ...own.toSorted(compare).map((bar): BarRow => ({ kind: 'bar', bar })),
    ];
  });
}

/** Where a finding is drawn: its days, and the rows it joins, ascending, at least one. */
export interface TiePlace {
  from: IsoDate;
  to: IsoDate;
  rows: number[];
}

/** The findings that can be drawn over these rows: those with days, at least one of whose exercises is on a row. */
export function tiesOver<Of extends TieInput>(rows: readonly BarRow[], ties: readonly Of[]): (Of & TiePlace)[] {
  const placeOf = new Map(rows.flatMap((row, index) => (row.kind === 'bar' ? [[row.bar.exercise.id, index]] : [])));
  return ties.flatMap((tie): (Of & TiePlace)[] => {
    const places = tie.exerciseIds.flatMap((id) => placeOf.get(id) ?? []).toSorted((a, b) => a - b);
    const from = tie.from ?? tie.to;
    if (from === null || places.length === 0) return [];
    return [{ ...tie, from, to: tie.to ?? from, rows: places }];
  });
}

function barOf(exercise: ExerciseView, milestones: MilestoneView[], ties: string[]): Bar {
  const inForce = milestones.filter(({ status }) => status !== 'superseded');
  const segments = [...madeSegments(inForce), ...inForce.flatMap(windowOf)].toSorted(
    (a, b) => compareText(a.from, b.from) || compareText(b.to, a.to) || compareText(a.id, b.id),
  );
  const windows = new Set(segments.flatMap(({ milestone, of }) => (milestone === null ? [] : of)));
  const marks = inForce.flatMap((milestone) => (windows.has(milestone.id) ? [] : markOf(milestone)));
  const ghosts = milestones.flatMap(ghostOf);
  const days = [
    ...segments.flatMap(({ from, to }) => [from, to]),
    ...marks.map(({ day }) => day),
    ...ghosts.flatMap(({ from, to }) => [from, to]),
  ].toSorted();
  const moves = inForce.flatMap((milestone) => moveOf(milestone) ?? []);
  return {
    exercise,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    segments,
    marks: marks.toSorted((a, b) => compareText(a.day, b.day)),
    ghosts,
    slipInDays: moves.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null,
    milestones,
    ties,
  };
}

/** A milestone's own window, when it has more than one day. */
function windowOf(milestone: MilestoneView): BarSegment[] {
  const { id, milestone: code, start, end } = milestone;
  if (start === null || end === null || end <= start) return [];
  return [{ id, phase: phaseOf(code), milestone: code, from: start, to: end, look: lookOf(milestone), of: [id] }];
}

/** Stretches that the record gives by their two ends: the draft roll to the final, nominations to the last withdrawal, phases of a poll. */
function madeSegments(inForce: readonly MilestoneView[]): BarSegment[] {
  const segments: BarSegment[] = [];
  const find = (code: string) => inForce.find(({ milestone }) => milestone === code);
  const stretch = (phase: Phase, a: MilestoneView | undefined, b: MilestoneView | undefined) => {
    const from = a === undefined ? null : firstDay(a);
    const to = b === undefined ? null : lastDay(b);
    if (a === undefined || b === undefined || from === null || to === null || to <= from) return;
    const look = [lookOf(a), lookOf(b)].find((each) => each === 'toVerify') ?? lookOf(b);
    segments.push({ id: `${phase}:${a.id}`, phase, milestone: null, from, to, look, of: [a.id, b.id] });
  };
  stretch('roll', find('roll_draft'), find('roll_final'));
  for (const claims of [find('claims_objections'), find('roll_claims_objections')]) {
    if (claims?.start === null) stretch('claims', find('roll_draft'), claims);
  }
  for (const nominations of inForce.filter(({ milestone }) => phaseOf(milestone) === 'nominations')) {
    stretch('nominations', nominations, find(nominations.milestone.replace('nominations', 'withdrawal_last')));
  }
  const polls = inForce
    .filter(({ milestone, start, end }) => /^poll(?:_|$)/.test(milestone) && (start ?? end) !== null)
    .toSorted((a, b) => compareText(firstDay(a) ?? '', firstDay(b) ?? ''));
  if (polls.length > 1) stretch('poll', polls[0], polls.at(-1));
  return segments;
}

function markOf(milestone: MilestoneView): BarMark[] {
  const day = firstDay(milestone);
  if (day === null) return [];
  const slipInDays = moveOf(milestone);
  const first = milestone.earlier[0];
  return [
    {
      id: milestone.id,
      milestone: milestone.milestone,
      day,
      look: lookOf(milestone),
      isBy: milestone.start === null,
      slipInDays,
      wasDay: slipInDays === null || first === undefined ? null : firstDay(first),
    },
  ];
}

function ghostOf({ id, milestone, status, start, end, replacedBy }: MilestoneView): BarGhost[] {
  const days = { start, end };
  const [from, to] = [firstDay(days), lastDay(days)];
  if (status !== 'superseded' || from === null || to === null) return [];
  return [{ id, milestone, from, to, ...joinOf(days, replacedBy) }];
}

/** From the old day to the new: the first days, or the last where the first stayed. */
function joinOf(old: PlannedDays, plan: PlannedDays | null): { joinFrom: IsoDate | null; joinTo: IsoDate | null } {
  const none = { joinFrom: null, joinTo: null };
  if (plan === null) return none;
  for (const [joinFrom, joinTo] of [
    [firstDay(old), firstDay(plan)],
    [lastDay(old), lastDay(plan)],
  ] as const) {
    if (joinFrom !== null && joinTo !== null && joinFrom !== joinTo) return { joinFrom, joinTo };
  }
  return none;
}

function movedBy(from: IsoDate | null, to: IsoDate | null): number | null {
  if (from === null || to === null || from === to) return null;
  return daysBetween(from, to);
}

function byFirstDay(a: Bar, b: Bar): number {
  return compareText(a.from ?? '9999', b.from ?? '9999') || compareText(a.exercise.id, b.exercise.id);
}

function byBody(a: Bar, b: Bar): number {
  return compareText(a.exercise.bodyKind, b.exercise.bodyKind) || byFirstDay(a, b);
}

function bySlip(a: Bar, b: Bar): number {
  return Math.abs(b.slipInDays ?? 0) - Math.abs(a.slipInDays ?? 0) || byBody(a, b);
}

/** By code units: days and ids are ASCII, and an alphabet's own order costs a hundred times as much. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
