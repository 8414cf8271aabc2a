// The suggested way out of a clash (7.4): the earliest poll day at or after the planned one on which the rule no longer
// gives critical or high and neither the term, a court's date nor the legal order is worse off. The tool suggests;
// commissions decide.

import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from './rules.ts';
import { evaluateWith } from './rules-engine.ts';
import { rules } from './rules-registry.ts';
import { prepare } from './rules-windows.ts';
import { type Finding, type Outcome, outcomes, type RuleId } from './schema.ts';

/** So many days after the planned one are tried. */
export const daysTried = 60;

const offered: ReadonlySet<RuleId> = new Set(['C01', 'C06', 'C07', 'C12']);
const guards: ReadonlySet<RuleId> = new Set(['C13', 'C14', 'C15']);

/** A finding that stands in the way of a day. */
export interface Obstacle {
  id: string;
  rule: RuleId;
  outcome: Outcome;
  exerciseIds: readonly string[];
}

/** Days in a row that are refused for the same reasons; both ends counted. */
export interface Refusal {
  from: IsoDate;
  to: IsoDate;
  because: readonly Obstacle[];
}

export type Suggestion =
  | {
      kind: 'day';
      /** Whose plan moves. */
      exerciseId: string;
      planned: IsoDate;
      day: IsoDate;
      /** Days from the planned poll day. */
      days: number;
      refused: readonly Refusal[];
      /** On that day the rule could not be checked against these: a date of theirs is missing. */
      unchecked: readonly Obstacle[];
    }
  | { kind: 'none'; exerciseId: string; planned: IsoDate; days: number; refused: readonly Refusal[] }
  /** `rule`: none is offered for it. `no_day`: the poll has no day to start from. `past`: the poll is over. */
  | { kind: 'not_offered'; why: 'rule' | 'no_day' | 'past' };

/** The suggestion for a finding, with the reasons for every day refused. */
export function suggestDay(input: RadarInput, finding: Finding): Suggestion {
  if (!offered.has(finding.rule) || finding.outcome === 'cannot_evaluate') return { kind: 'not_offered', why: 'rule' };
  const chosen = movable(input, finding);
  if (chosen === null) return { kind: 'not_offered', why: 'no_day' };
  const { exercise, planned } = chosen;
  if (chosen.last < input.today) return { kind: 'not_offered', why: 'past' };
  const inState = { ...input, exercises: input.exercises.filter(({ stateCode }) => stateCode === exercise.stateCode) };
  const asked = rules.filter(({ id }) => id === finding.rule || guards.has(id));
  const look = (days: number) => {
    const exercises = inState.exercises.map((one) => (one === exercise ? shifted(exercise, days) : one));
    const touched = { exerciseIds: new Set([exercise.id]), stateCodes: new Set<string>() };
    const findings = evaluateWith(asked, { ...inState, exercises }, touched);
    // A rehearsal stands in the way of rehearsals only.
    return findings.filter(({ isSample }) => finding.isSample || !isSample);
  };
  const before = look(0);
  const refused: Refusal[] = [];
  for (let days = 0; days <= daysTried; days += 1) {
    const day = addDays(planned, days);
    const after = days === 0 ? before : look(days);
    const because = after.filter((one) => isInTheWay(one, finding.rule, before)).map(obstacleOf);
    if (because.length === 0) {
      const unchecked = after.filter(({ rule, outcome }) => rule === finding.rule && outcome === 'cannot_evaluate');
      const found = { exerciseId: exercise.id, planned, day, days, refused, unchecked: unchecked.map(obstacleOf) };
      return { kind: 'day', ...found };
    }
    refuse(refused, day, because);
  }
  return { kind: 'none', exerciseId: exercise.id, planned, days: daysTried, refused };
}

interface Movable {
  exercise: RadarExercise;
  planned: IsoDate;
  last: IsoDate;
}

/** The exercise whose poll moves: the one with a poll; of two, the later, which has the more time. */
function movable({ exercises }: RadarInput, { exerciseIds, working }: Finding): Movable | null {
  const said = working.facts['poll'] ?? working.facts['other'];
  const parts = exercises.filter(({ id }) => (typeof said === 'string' ? id === said : exerciseIds.includes(id)));
  const polls = parts.flatMap((exercise): Movable[] => {
    const { polls } = prepare(exercise).windows;
    const starts = polls.flatMap(({ start }) => start.lo ?? []).sort();
    const ends = polls.flatMap(({ end }) => end.hi ?? []).sort();
    const [planned, last] = [starts[0], ends.at(-1)];
    return planned === undefined || last === undefined || starts.length < polls.length
      ? []
      : [{ exercise, planned, last }];
  });
  return (
    polls.sort((a, b) =>
      a.planned < b.planned ? 1 : a.planned > b.planned ? -1 : a.exercise.id < b.exercise.id ? 1 : -1,
    )[0] ?? null
  );
}

/** What moves together: announcement to completion, and what hangs on the poll day. */
const moving =
  /^(?:announcement|announcement_mcc|notification|nominations|scrutiny|withdrawal_last|symbols_allotted|campaign_silence|poll|repoll|counting|completion|gazette_results|chair_election|evm_randomisation|evm_lock_end)(?:_|$)/;

/** The exercise with its poll so many days later; rolls, terms and court days stay. */
export function shifted(exercise: RadarExercise, days: number): RadarExercise {
  if (days === 0) return exercise;
  const later = (day: IsoDate | null) => (day === null ? null : addDays(day, days));
  const milestones = exercise.milestones.map((row): RadarMilestone => {
    if (row.status === 'superseded' || !moving.test(row.milestone)) return row;
    return { ...row, startDate: later(row.startDate), endDate: later(row.endDate) };
  });
  return { ...exercise, milestones };
}

function isInTheWay(after: Finding, rule: RuleId, before: readonly Finding[]): boolean {
  if (after.rule === rule) return after.outcome === 'critical' || after.outcome === 'high';
  return isWorseThan(
    after,
    before.find(({ id }) => id === after.id),
  );
}

/** Graver, or as grave by more days: a deadline missed by more, a margin that shrinks, a step earlier still. */
export function isWorseThan(after: Finding, before: Finding | undefined): boolean {
  const now = outcomes.indexOf(after.outcome);
  const then = before === undefined ? outcomes.length : outcomes.indexOf(before.outcome);
  if (now !== then || before === undefined) return now < then;
  const more = (after.working.days ?? 0) - (before.working.days ?? 0);
  if (after.rule === 'C14') return after.working.facts['side'] === 'left' ? more < 0 : more > 0;
  return after.rule === 'C15' && more > 0;
}

function obstacleOf({ id, rule, outcome, exerciseIds }: Finding): Obstacle {
  return { id, rule, outcome, exerciseIds };
}

/** Adds the day to the last refusal when it has the same reasons. */
function refuse(refused: Refusal[], day: IsoDate, because: readonly Obstacle[]): void {
  const last = refused.at(-1);
  const key = (obstacles: readonly Obstacle[]) => obstacles.map(({ id, outcome }) => `${id} ${outcome}`).join('\n');
  if (last !== undefined && key(last.because) === key(because)) last.to = day;
  else refused.push({ from: day, to: day, because });
}
