// The radar: every rule over every exercise of every State, or over what a change touches. Pure; the same input gives the
// same findings in the same order, whatever the order of the exercises.

import type { RadarExercise, RadarInput, RadarPool } from './rules.ts';
import { type Area, areaOf, doShareDistrict, type Meeting, meet } from './rules-areas.ts';
import { isWorse } from './rules-decide.ts';
import type { Context, Judged, PairRule, Reach, Rule, StateRule } from './rules-judge.ts';
import { rules } from './rules-registry.ts';
import { type Prepared, prepare } from './rules-windows.ts';
import type { Finding, Outcome, Severity } from './schema.ts';

/** What a change touches. `stateCodes` holds the State of every exercise in it, before and after the change. */
export interface Touched {
  exerciseIds: ReadonlySet<string>;
  stateCodes: ReadonlySet<string>;
}

/** Every finding, sorted by id. National exercises have no area and are paired with nothing (7.6.1). */
export function evaluateAll(input: RadarInput): Finding[] {
  return evaluateWith(rules, input, null);
}

/** The findings that involve a touched exercise, and those of rules that read a touched State as a whole. */
export function evaluateTouching(input: RadarInput, touched: Touched): Finding[] {
  return evaluateWith(rules, input, touched);
}

const stateWide: ReadonlySet<string> = new Set(rules.filter(({ readsState }) => readsState).map(({ id }) => id));

/** True for a finding that `evaluateTouching` gives anew, so that a stored one of the kind is replaced. */
export function isTouched(finding: Pick<Finding, 'rule' | 'stateCode' | 'exerciseIds'>, touched: Touched): boolean {
  if (stateWide.has(finding.rule) && touched.stateCodes.has(finding.stateCode)) return true;
  return finding.exerciseIds.some((id) => touched.exerciseIds.has(id));
}

/** The findings of some rules only; `touched` null: of everything. */
export function evaluateWith(some: readonly Rule[], input: RadarInput, touched: Touched | null): Finding[] {
  const members = membersOf(input.exercises, touched);
  const prepared = new Map([...members].map(([code, list]) => [code, list.map((member) => member.prepared)]));
  const pools = poolsByState(input.pools);
  const context: Context = {
    today: input.today,
    holidays: input.holidays,
    reference: input.reference,
    inState: (stateCode) => prepared.get(stateCode) ?? [],
    poolsOf: (stateCode) => pools.get(stateCode) ?? [],
  };
  const findings: Finding[] = [];
  for (const rule of some) {
    for (const [stateCode, inState] of members) {
      const isWhole = touched === null || (rule.readsState && touched.stateCodes.has(stateCode));
      judgeState(rule, stateCode, inState, isWhole, context, findings);
    }
  }
  const kept = touched === null ? findings : findings.filter((finding) => isTouched(finding, touched));
  return kept.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An exercise in its State, with what pairing needs. */
interface Member {
  prepared: Prepared;
  area: Area;
  isTouched: boolean;
}

function membersOf(exercises: readonly RadarExercise[], touched: Touched | null): Map<string, Member[]> {
  const isIn = (exercise: RadarExercise) => touched?.exerciseIds.has(exercise.id) ?? true;
  const wanted = new Set(touched?.stateCodes);
  for (const exercise of exercises) if (isIn(exercise) && exercise.stateCode !== null) wanted.add(exercise.stateCode);
  const byState = new Map<string, Member[]>();
  for (const exercise of exercises) {
    const { stateCode } = exercise;
    if (stateCode === null || !wanted.has(stateCode)) continue;
    const member = { prepared: prepare(exercise), area: areaOf(exercise), isTouched: isIn(exercise) };
    const list = byState.get(stateCode);
    if (list === undefined) byState.set(stateCode, [member]);
    else list.push(member);
  }
  for (const list of byState.values()) {
    list.sort((a, b) => (a.prepared.exercise.id < b.prepared.exercise.id ? -1 : 1));
  }
  return byState;
}

function poolsByState(pools: readonly RadarPool[]): Map<string, RadarPool[]> {
  const byState = new Map<string, RadarPool[]>();
  for (const pool of pools) byState.set(pool.stateCode, [...(byState.get(pool.stateCode) ?? []), pool]);
  return byState;
}

function judgeState(
  rule: Rule,
  stateCode: string,
  members: readonly Member[],
  isWhole: boolean,
  context: Context,
  into: Finding[],
): void {
  switch (rule.about) {
    case 'one':
      for (const member of members) {
        if (!isWhole && !member.isTouched) continue;
        const judged = rule.judge(member.prepared, context);
        if (judged !== null) into.push(singleFinding(rule, member, stateCode, judged));
      }
      return;
    case 'two':
      judgePairs(rule, stateCode, members, isWhole, context, into);
      return;
    case 'state':
      into.push(...sumFindings(rule, stateCode, members, context));
  }
}

/** Sums of a State, at most one a subject: the worst, of equals the first. */
function sumFindings(rule: StateRule, stateCode: string, members: readonly Member[], context: Context): Finding[] {
  const found = new Map<string, Finding>();
  const everyone = members.map(({ prepared }) => prepared);
  for (const judged of rule.judge(stateCode, everyone, context)) {
    const parts = judged.parts.map(({ exercise }) => exercise).sort((a, b) => (a.id < b.id ? -1 : 1));
    const area: Area = {
      districts: judged.districts,
      areaClass: 'all',
      assumed: parts.some(({ districts }) => districts === null) ? ['districts'] : [],
    };
    const finding = findingOf(`${rule.id}:${stateCode}:${judged.subject}`, rule, stateCode, parts, area, judged);
    const other = found.get(finding.id);
    if (other === undefined || isWorse(severityOf(finding.outcome), severityOf(other.outcome))) {
      found.set(finding.id, finding);
    }
  }
  return [...found.values()];
}

function singleFinding(rule: Rule, { prepared, area }: Member, stateCode: string, judged: Judged): Finding {
  return findingOf(`${rule.id}:${prepared.exercise.id}`, rule, stateCode, [prepared.exercise], area, judged);
}

/** The members that can stand in a pair, with how far each reaches in either part: four numbers a member, in a row. */
interface Candidates {
  members: readonly Member[];
  reach: Float64Array;
}

function candidatesOf(rule: PairRule, all: readonly Member[]): Candidates {
  const members: Member[] = [];
  const reach = new Float64Array(all.length * 4);
  for (const member of all) {
    const first = rule.first(member.prepared);
    const second = rule.first === rule.second ? first : rule.second(member.prepared);
    if (first === null && second === null) continue;
    const at = members.length * 4;
    reach[at] = startOf(first);
    reach[at + 1] = endOf(first);
    reach[at + 2] = startOf(second);
    reach[at + 3] = endOf(second);
    members.push(member);
  }
  return { members, reach };
}

function judgePairs(
  rule: PairRule,
  stateCode: string,
  all: readonly Member[],
  isWhole: boolean,
  context: Context,
  into: Finding[],
): void {
  const isAlike = rule.first === rule.second;
  const { members, reach } = candidatesOf(rule, all);
  // Numbers in a row, not objects: this loop looks at every two exercises of a State.
  const doMeet = (a: number, b: number) =>
    (reach[a] ?? 0) <= (reach[b + 1] ?? 0) && (reach[b] ?? 0) <= (reach[a + 1] ?? 0);
  for (const [index, a] of members.entries()) {
    for (let other = index + 1; other < members.length; other += 1) {
      const isForth = doMeet(index * 4, other * 4 + 2);
      const isBack = !isAlike && doMeet(other * 4, index * 4 + 2);
      if (!isForth && !isBack) continue;
      const b = members[other];
      if (b === undefined || !(isWhole || a.isTouched || b.isTouched) || !doShareDistrict(a.area, b.area)) continue;
      const meeting = meet(a.area, b.area);
      const forth = isForth ? rule.judge(a.prepared, b.prepared, meeting, context) : null;
      const back = isBack ? rule.judge(b.prepared, a.prepared, meeting, context) : null;
      const judged = worseOf(forth, back);
      if (judged !== null)
        into.push(pairFinding(rule, stateCode, a.prepared.exercise, b.prepared.exercise, meeting, judged));
    }
  }
}

function pairFinding(
  rule: PairRule,
  stateCode: string,
  a: RadarExercise,
  b: RadarExercise,
  meeting: Meeting,
  judged: Judged,
): Finding {
  return findingOf(`${rule.id}:${a.id}:${b.id}`, rule, stateCode, [a, b], meeting, judged);
}

/** One finding a pair and rule: the worse of both directions, with every overlap of both. */
function worseOf(a: Judged | null, b: Judged | null): Judged | null {
  if (a === null || b === null) return a ?? b;
  const [worse, other] = isWorse(severityOf(b.outcome), severityOf(a.outcome)) ? [b, a] : [a, b];
  return {
    ...worse,
    windows: [...worse.windows, ...other.windows.filter((window) => !worse.windows.includes(window))],
    overlaps: [...worse.overlaps, ...other.overlaps],
    missing: [...worse.missing, ...other.missing],
  };
}

function severityOf(outcome: Outcome): Severity | null {
  return outcome === 'cannot_evaluate' ? null : outcome;
}

/** `exercises` are in order of their ids. */
function findingOf(
  id: string,
  { id: rule }: Rule,
  stateCode: string,
  exercises: readonly RadarExercise[],
  area: Area,
  judged: Judged,
): Finding {
  const { restsOn } = judged;
  return {
    id,
    rule,
    outcome: judged.outcome,
    stateCode,
    exerciseIds: exercises.map((exercise) => exercise.id),
    isDraft: (judged.isDraft ?? false) || restsOn.some((each) => each.isDraft),
    isSample: exercises.some(({ isSample }) => isSample),
    working: {
      clause: judged.clause,
      windows: judged.windows.map(({ used }) => used),
      overlaps: [...judged.overlaps],
      days: judged.days,
      from: judged.from,
      to: judged.to,
      missing: [...judged.missing],
      districts: area.districts === null ? null : [...area.districts],
      areaClass: area.areaClass,
      areaAssumed: [...area.assumed],
      isProvisional: (judged.isProvisional ?? false) || restsOn.some((each) => each.isProvisional),
      facts: judged.facts,
    },
  };
}

/** Where a reach begins; without a known day as early as can be, and never for what stands in no such part. */
function startOf(reach: Reach | null): number {
  if (reach === null) return Number.POSITIVE_INFINITY;
  return reach.from === null ? Number.NEGATIVE_INFINITY : orderOf(reach.from);
}

/** Where a reach ends; NaN meets nothing. */
function endOf(reach: Reach | null): number {
  if (reach === null) return Number.NaN;
  return reach.to === null ? Number.POSITIVE_INFINITY : orderOf(reach.to);
}

/** A number that orders days as the days themselves; not a count of days. */
function orderOf(day: string): number {
  return Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}
