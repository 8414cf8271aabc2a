// What exercises of a State want at the same time, day by day, against what there is. C02 and C04 ask it of different
// things; neither knows more of the other.

import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import type { StateJudged } from './rules-judge.ts';
import { sureOverlap, type Win } from './rules-points.ts';
import type { Prepared } from './rules-windows.ts';
import type { Missing, Outcome, Overlap, RuleId, Severity, Working } from './schema.ts';

/** One window of an exercise during which it wants something; null: how much was not entered. */
export interface Demand {
  part: Prepared;
  win: Win;
  amount: number | null;
}

export interface Supply {
  rule: RuleId;
  /** After the State in the finding's id: a district, or owner, model and unit. */
  subject: string;
  districts: readonly string[] | null;
  /** Null: not entered. */
  available: number | null;
  /** Percent of what there is from beyond which it is tight. */
  tightAt: number;
  /** Names of the two figures in the sentence, and of what is missing. */
  names: { wanted: string; available: string; wantedMissing: string; availableMissing: string };
  facts: Working['facts'];
}

/** Days on which the same windows are open; each exercise once, whatever the number of its windows. */
interface Stretch {
  from: IsoDate;
  to: IsoDate;
  total: number;
  exercises: number;
  /** Of these, those that did not say how much. */
  unsaid: number;
}

interface Group {
  demands: readonly Demand[];
  stretches: readonly Stretch[];
  /** Exercises that did not say how much and share a day with another. */
  unsaid: readonly Prepared[];
}

/** More than there is, or more than the tight share of it; null when it is enough. More supply is never worse. */
export function levelOf(total: number, available: number, tightAt: number): Severity | null {
  if (total > available) return 'critical';
  return total * 100 > available * tightAt ? 'high' : null;
}

/**
 * The findings on one supply: at most one for each group of exercises whose windows touch. Facts are judged alone first;
 * recalled and sample exercises are added after that and speak only where they make it worse, as drafts or as samples.
 */
export function judgeSupply(demands: readonly Demand[], supply: Supply): StateJudged[] {
  const isFact = ({ win }: Demand) => !win.isDraft;
  const real = demands.filter(({ part }) => !part.exercise.isSample);
  const facts = judgeTier(real.filter(isFact), supply, '');
  const drafts = added(facts, judgeTier(real, supply, ':draft'), (one) => one.windows.some(({ isDraft }) => isDraft));
  if (real.length === demands.length) return [...facts, ...drafts];
  const isSample = ({ parts }: StateJudged) => parts.some(({ exercise }) => exercise.isSample);
  return [...facts, ...drafts, ...added([...facts, ...drafts], judgeTier(demands, supply, ':sample'), isSample)];
}

const weights: readonly Outcome[] = ['cannot_evaluate', 'info', 'medium', 'high', 'critical'];

/** Those of the new ones that rest on what is new and are worse than every earlier one of the same exercises. */
function added(
  earlier: readonly StateJudged[],
  fresh: readonly StateJudged[],
  isNew: (one: StateJudged) => boolean,
): StateJudged[] {
  return fresh.filter(
    (one) =>
      isNew(one) &&
      earlier
        .filter(({ parts }) => parts.some((part) => one.parts.includes(part)))
        .every(({ outcome }) => weights.indexOf(one.outcome) > weights.indexOf(outcome)),
  );
}

function judgeTier(demands: readonly Demand[], supply: Supply, suffix: string): StateJudged[] {
  const unplaced = demands.filter(({ win, amount }) => win.sure === null && amount !== null);
  const groups = groupsOf(demands.filter(({ win }) => win.sure !== null));
  const placed = groups.map((group) => judgeGroup(sweep(group), unplaced, supply, suffix));
  const alone = unplaced
    .filter((one) => !groups.some((group) => group.some(({ win }) => mayMeet(win, one.win))))
    .map((one) => judgeUnplaced(one, supply, suffix));
  return numbered([...placed, ...alone].filter((judged) => judged !== null));
}

/** Several stretches of one name in one exercise, as of a census, are told apart by their order in time. */
function numbered(all: readonly StateJudged[]): StateJudged[] {
  const seen = new Map<string, number>();
  return all.map((one) => {
    const count = (seen.get(one.subject) ?? 0) + 1;
    seen.set(one.subject, count);
    return count === 1 ? one : { ...one, subject: `${one.subject}:${count}` };
  });
}

/** Groups of windows that hang together by common days. */
function groupsOf(demands: readonly Demand[]): Demand[][] {
  const groups: Demand[][] = [];
  let until = '';
  for (const demand of demands.toSorted((a, b) => (fromOf(a) < fromOf(b) ? -1 : 1))) {
    const group = groups.at(-1);
    if (group === undefined || fromOf(demand) > until) groups.push([demand]);
    else group.push(demand);
    const to = demand.win.sure?.to ?? '';
    if (to > until) until = to;
  }
  return groups;
}

function fromOf({ win }: Demand): IsoDate {
  return win.sure?.from ?? '';
}

/** Goes through the group's days once, keeping which exercises are open. */
function sweep(group: readonly Demand[]): Group {
  const changes = new Map<IsoDate, { demand: Demand; step: 1 | -1 }[]>();
  const note = (day: IsoDate, demand: Demand, step: 1 | -1) => {
    const list = changes.get(day);
    if (list === undefined) changes.set(day, [{ demand, step }]);
    else list.push({ demand, step });
  };
  for (const demand of group) {
    if (demand.win.sure === null) continue;
    note(demand.win.sure.from, demand, 1);
    note(addDays(demand.win.sure.to, 1), demand, -1);
  }
  const open = new Map<Prepared, number>();
  const lonely = new Set<Prepared>();
  const unsaid = new Set<Prepared>();
  const stretches: Stretch[] = [];
  const now = { total: 0, exercises: 0, unsaid: 0 };
  const days = [...changes.keys()].toSorted();
  for (const [index, from] of days.entries()) {
    for (const { demand, step } of changes.get(from) ?? []) {
      const before = open.get(demand.part) ?? 0;
      open.set(demand.part, before + step);
      if (step === 1 ? before > 0 : before > 1) continue;
      now.total += step * (demand.amount ?? 0);
      now.exercises += step;
      if (demand.amount !== null) continue;
      now.unsaid += step;
      if (step === 1) lonely.add(demand.part);
      else lonely.delete(demand.part);
    }
    if (now.exercises > 1) {
      for (const part of lonely) unsaid.add(part);
      lonely.clear();
    }
    const next = days[index + 1];
    if (next !== undefined) stretches.push({ from, to: addDays(next, -1), ...now });
  }
  return { demands: group, stretches, unsaid: [...unsaid] };
}

function activeOn({ demands }: Group, day: IsoDate): Demand[] {
  return demands.filter(({ win: { sure } }) => sure !== null && sure.from <= day && sure.to >= day);
}

function judgeGroup(group: Group, unplaced: readonly Demand[], supply: Supply, suffix: string): StateJudged | null {
  const { stretches, unsaid } = group;
  const peak = highest(stretches);
  if (peak === undefined) return null;
  const open = highest(stretches.filter((one) => one.unsaid > 0 && one.exercises > 1));
  const { available, tightAt } = supply;
  if (available === null) {
    const isSaid = stretches.some((one) => one.exercises > one.unsaid);
    const most = isSaid ? peak : open;
    return most === undefined ? null : unjudged(group, most, unsaid, supply, suffix);
  }
  const level = levelOf(peak.total, available, tightAt);
  if (level !== null) return fired(level, group, peak, available, supply, suffix);
  if (open !== undefined) return unjudged(group, open, unsaid, supply, suffix);
  const active = activeOn(group, peak.from);
  const waiting = unplaced.filter((one) => active.some(({ win }) => mayMeet(win, one.win)));
  const more = waiting.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  if (levelOf(peak.total + more, available, tightAt) === null) return null;
  const judged = unjudged(group, peak, [], supply, suffix);
  return { ...judged, ...withUnplaced(judged, waiting) };
}

function withUnplaced(
  judged: StateJudged,
  waiting: readonly Demand[],
): Pick<StateJudged, 'windows' | 'parts' | 'missing'> {
  return {
    windows: [...judged.windows, ...waiting.map(({ win }) => win)],
    parts: partsOf([...judged.parts.map((part) => ({ part })), ...waiting]),
    missing: [...judged.missing, ...waiting.flatMap(({ win }) => datesMissing(win))],
  };
}

function datesMissing({ exerciseId, missing }: Win): Missing[] {
  return missing.map((what) => ({ exerciseId, what }));
}

/** An exercise that alone wants more than there is, on days nobody knows. */
function judgeUnplaced(demand: Demand, supply: Supply, suffix: string): StateJudged | null {
  const { available, tightAt, names } = supply;
  if (available !== null && levelOf(demand.amount ?? 0, available, tightAt) === null) return null;
  return {
    ...base(supply, [demand], suffix),
    restsOn: [],
    outcome: 'cannot_evaluate',
    clause: `${supply.rule}.missing`,
    overlaps: [],
    days: null,
    from: null,
    to: null,
    missing: [
      ...datesMissing(demand.win),
      ...(available === null ? [{ exerciseId: null, what: names.availableMissing }] : []),
    ],
    facts: { ...supply.facts, date: null, [names.wanted]: demand.amount, [names.available]: available },
  };
}

/** The most wanted; of equals the most exercises, then the earliest. */
function highest(stretches: readonly Stretch[]): Stretch | undefined {
  let most: Stretch | undefined;
  for (const one of stretches) {
    const isMore = most === undefined || one.total > most.total;
    if (isMore || (one.total === most?.total && one.exercises > most.exercises)) most = one;
  }
  return most;
}

function fired(
  level: Severity,
  group: Group,
  peak: Stretch,
  available: number,
  supply: Supply,
  suffix: string,
): StateJudged {
  const { rule, tightAt, names } = supply;
  const over = group.stretches.filter(({ total }) => levelOf(total, available, tightAt) === level);
  return {
    ...base(supply, activeOn(group, peak.from), suffix),
    outcome: level,
    clause: `${rule}.${level === 'critical' ? 'over' : 'near'}`,
    days: over.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0),
    from: over[0]?.from ?? peak.from,
    to: over.at(-1)?.to ?? peak.to,
    missing: level === 'critical' ? [] : wantedMissing(group.unsaid, supply),
    facts: {
      ...supply.facts,
      date: peak.from,
      [names.wanted]: peak.total,
      [names.available]: available,
      gap: Math.max(0, peak.total - available),
    },
  };
}

function unjudged(
  group: Group,
  peak: Stretch,
  unsaid: readonly Prepared[],
  supply: Supply,
  suffix: string,
): StateJudged {
  const { rule, names, available } = supply;
  return {
    ...base(supply, activeOn(group, peak.from), suffix),
    restsOn: [],
    outcome: 'cannot_evaluate',
    clause: `${rule}.missing`,
    days: daysBetween(peak.from, peak.to) + 1,
    from: peak.from,
    to: peak.to,
    missing: [
      ...wantedMissing(unsaid, supply),
      ...(available === null ? [{ exerciseId: null, what: names.availableMissing }] : []),
    ],
    facts: {
      ...supply.facts,
      date: peak.from,
      [names.wanted]: peak.exercises > peak.unsaid ? peak.total : null,
      [names.available]: available,
    },
  };
}

function wantedMissing(unsaid: readonly Prepared[], { names }: Supply): Missing[] {
  return unsaid.map(({ exercise }) => ({ exerciseId: exercise.id, what: names.wantedMissing }));
}

function base({ subject, districts }: Supply, active: readonly Demand[], suffix: string) {
  const parts = partsOf(active);
  const windows = active.map(({ win }) => win);
  const lowest = parts.map(({ exercise }) => exercise.id).toSorted()[0] ?? '';
  const name = windows.find(({ exerciseId }) => exerciseId === lowest)?.name;
  // A poll's own window is the rule; an exercise that visits houses months before its poll has two sums.
  const which = name === undefined || name === 'HOT' || name === 'EVM' ? '' : `:${name}`;
  return {
    subject: `${subject}:${lowest}${which}${suffix}`,
    parts,
    districts,
    windows,
    restsOn: windows,
    overlaps: overlapsOf(windows),
  };
}

/** So many windows are compared with each other in the working; beyond that the windows themselves say it. */
const mostCompared = 12;

function overlapsOf(windows: readonly Win[]): Overlap[] {
  const some = windows.slice(0, mostCompared);
  return some.flatMap((a, index) =>
    some.slice(index + 1).flatMap((b) => (a.exerciseId === b.exerciseId ? [] : (sureOverlap(a, b) ?? []))),
  );
}

function partsOf(demands: readonly Pick<Demand, 'part'>[]): Prepared[] {
  return [...new Set(demands.map(({ part }) => part))];
}

function mayMeet(a: Win, b: Win): boolean {
  const isApart = (one: Win, other: Win) =>
    one.may.to !== null && other.may.from !== null && one.may.to < other.may.from;
  return !isApart(a, b) && !isApart(b, a);
}
