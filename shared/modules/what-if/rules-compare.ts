// What a plan that is tried does to the findings, and the earliest day on which a poll meets none that is critical or high.

import { addDays, type IsoDate } from '#shared/kernel/time.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { isWorseThan } from '#shared/modules/radar/rules-suggest.ts';
import { type Finding, type Outcome, type RuleId, severities } from '#shared/modules/radar/schema.ts';
import { firstPollDay, shifted } from './rules.ts';

/** `other`: as severe, on other days. `unclear`: a severity that can no longer be told. */
export const sides = ['gained', 'worse', 'other', 'unclear', 'eased', 'lost'] as const;
export type Side = (typeof sides)[number];

export interface Difference {
  side: Side;
  /** As it is after the changes; for one lost, as it was. */
  finding: Finding;
  /** Null for one gained. */
  before: Finding | null;
}

export interface Comparison {
  /** Gained first, then worse, other days, unclear, eased, lost; within each by severity. */
  differences: Difference[];
  /** Found before and after alike. */
  kept: Finding[];
}

/** From critical to info, then what cannot be evaluated. */
function placeOf(outcome: Outcome): number {
  return outcome === 'cannot_evaluate' ? severities.length : severities.indexOf(outcome);
}

/** Compares what was found on the dates in force with what is found on the plan, by the findings' own names. */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): Comparison {
  const old = new Map(before.map((finding) => [finding.id, finding]));
  const fresh = new Set(after.map(({ id }) => id));
  const differences: Difference[] = before
    .filter(({ id }) => !fresh.has(id))
    .map((finding) => ({ side: 'lost', finding, before: finding }));
  const kept: Finding[] = [];
  for (const finding of after) {
    const was = old.get(finding.id);
    if (was === undefined) differences.push({ side: 'gained', finding, before: null });
    else if (isSame(was, finding)) kept.push(finding);
    else differences.push({ side: sideOf(was.outcome, finding.outcome), finding, before: was });
  }
  return { differences: differences.toSorted(inOrder), kept: kept.toSorted(bySeverity) };
}

/** What could not be told before and now can is gained; `cannot_evaluate` itself is no finding. */
function sideOf(was: Outcome, is: Outcome): Side {
  if (was === is) return 'other';
  if (was === 'cannot_evaluate') return 'gained';
  if (is === 'cannot_evaluate') return 'unclear';
  return placeOf(is) < placeOf(was) ? 'worse' : 'eased';
}

function isSame(a: Finding, b: Finding): boolean {
  return (
    a.outcome === b.outcome &&
    a.isDraft === b.isDraft &&
    a.working.clause === b.working.clause &&
    a.working.days === b.working.days &&
    a.working.from === b.working.from &&
    a.working.to === b.working.to &&
    JSON.stringify([a.working.facts, a.working.missing]) === JSON.stringify([b.working.facts, b.working.missing])
  );
}

function inOrder(a: Difference, b: Difference): number {
  return sides.indexOf(a.side) - sides.indexOf(b.side) || bySeverity(a.finding, b.finding);
}

function bySeverity(a: Finding, b: Finding): number {
  return placeOf(a.outcome) - placeOf(b.outcome) || (a.id < b.id ? -1 : 1);
}

/** Findings that say something of the real world: no drafts, no rehearsal, nothing that cannot be checked. */
export function isStated({ outcome, isDraft, isSample }: Pick<Finding, 'outcome' | 'isDraft' | 'isSample'>): boolean {
  return outcome !== 'cannot_evaluate' && !isDraft && !isSample;
}

/** How many of each side are stated; what can no longer be told counts when it was stated before. */
export function countSides(differences: readonly Difference[]): Record<Side, number> {
  const count = (side: Side) =>
    differences.filter(
      (each) => each.side === side && isStated(side === 'unclear' ? (each.before ?? each.finding) : each.finding),
    ).length;
  return {
    gained: count('gained'),
    worse: count('worse'),
    other: count('other'),
    unclear: count('unclear'),
    eased: count('eased'),
    lost: count('lost'),
  };
}

/** So many days on from the poll as planned are looked at (7.4). */
const mostDaysOn = 60;
/** Rules that a later poll may not make worse; they do not refuse a day by themselves (7.4). */
const heldRules: ReadonlySet<RuleId> = new Set(['C13', 'C14', 'C15']);

/** Why days are refused: one finding, and the stretches of poll days on which it stands in the way. */
export interface Refusal {
  findingId: string;
  rule: RuleId;
  outcome: Outcome;
  /** The other exercises of the finding. */
  others: string[];
  /** True when it refuses because it would get worse (C13, C14, C15). */
  isWorse: boolean;
  stretches: { from: IsoDate; to: IsoDate }[];
  days: number;
}

export interface EarliestDay {
  exerciseId: string;
  /** The first poll day of the plan the search starts from. */
  from: IsoDate;
  found: { days: number; day: IsoDate } | null;
  /** In order of the number of days refused. */
  refused: Refusal[];
  /** Critical or high findings of C13, C14 and C15 that stand on the day found, no worse than before. */
  remaining: Finding[];
}

/** Findings of one exercise in an input; the engine's `evaluateTouching`, passed in so that this file stays small. */
export type FindingsOf = (input: RadarInput, exerciseId: string) => Finding[];

/**
 * The earliest poll day, from the planned one up to 60 days on, on which no rule gives critical or high for the exercise
 * and C13, C14 and C15 are no worse than on the planned day. Announcement to completion move together. Null when the
 * exercise has no poll day to start from. Source: 7.4 and 7.6 of the specification.
 */
export function findEarliestDay(input: RadarInput, exerciseId: string, findingsOf: FindingsOf): EarliestDay | null {
  const exercise = input.exercises.find(({ id }) => id === exerciseId);
  const from = exercise === undefined ? null : firstPollDay(exercise);
  if (exercise === undefined || from === null) return null;
  const planned = new Map(findingsOf(input, exerciseId).map((finding) => [finding.id, finding]));
  const refused = new Map<string, Refusal>();
  for (let days = 0; days <= mostDaysOn; days += 1) {
    const moved = days === 0 ? exercise : shifted(exercise, days);
    const exercises = input.exercises.map((each) => (each.id === exerciseId ? moved : each));
    const findings = findingsOf({ ...input, exercises }, exerciseId).filter(isInTheWay);
    const inTheWay = findings.filter(
      (finding) => !heldRules.has(finding.rule) || isWorseThan(finding, planned.get(finding.id)),
    );
    const day = addDays(from, days);
    if (inTheWay.length === 0) {
      return { exerciseId, from, found: { days, day }, refused: inOrderOfDays(refused), remaining: findings };
    }
    for (const finding of inTheWay) refuse(refused, finding, { exerciseId, day });
  }
  return { exerciseId, from, found: null, refused: inOrderOfDays(refused), remaining: [] };
}

function isInTheWay({ outcome, isDraft }: Finding): boolean {
  return !isDraft && (outcome === 'critical' || outcome === 'high');
}

function refuse(refused: Map<string, Refusal>, finding: Finding, on: { exerciseId: string; day: IsoDate }): void {
  const { id, rule, outcome, exerciseIds } = finding;
  const known = refused.get(id) ?? {
    findingId: id,
    rule,
    outcome,
    others: exerciseIds.filter((other) => other !== on.exerciseId),
    isWorse: heldRules.has(rule),
    stretches: [],
    days: 0,
  };
  const last = known.stretches.at(-1);
  const isNext = last !== undefined && addDays(last.to, 1) === on.day;
  const stretches = isNext
    ? [...known.stretches.slice(0, -1), { from: last.from, to: on.day }]
    : [...known.stretches, { from: on.day, to: on.day }];
  const worst = placeOf(outcome) < placeOf(known.outcome) ? outcome : known.outcome;
  refused.set(id, { ...known, outcome: worst, stretches, days: known.days + 1 });
}

function inOrderOfDays(refused: ReadonlyMap<string, Refusal>): Refusal[] {
  return [...refused.values()].toSorted((a, b) => b.days - a.days || (a.findingId < b.findingId ? -1 : 1));
}
