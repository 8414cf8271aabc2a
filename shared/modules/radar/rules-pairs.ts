// C01, C03, C05, C07, C08: what two exercises do to each other through their staff, rolls, machines, voters and codes.

import { addDays, daysBetween } from '#shared/kernel/time.ts';
import { decide, type Trial, tryOverlap } from './rules-decide.ts';
import { type PairRule, type Reach, reachOf, type SingleRule } from './rules-judge.ts';
import { dayOf, type Point, type Win } from './rules-points.ts';
import type { Prepared } from './rules-windows.ts';
import type { Severity } from './schema.ts';

const oneDay = [[1, 'critical']] as const;
const weekOrDay = [
  [7, 'high'],
  [1, 'medium'],
] as const;

/** Roll work and a poll want the same staff; their districts decide, not the class of the body (7.1). */
export const fieldStaff: PairRule = {
  id: 'C01',
  about: 'two',
  readsState: false,
  first: ({ windows }) => reachOf([windows.FIELD, windows.HEAR]),
  second: ({ windows }) => reachOf([windows.HOT, windows.NOM, windows.TRAIN]),
  judge({ exercise: roll, windows: { FIELD, HEAR } }, { exercise: poll, windows: { HOT, NOM, TRAIN } }) {
    const trials = [
      tryOverlap('C01.field_hot', FIELD, HOT, oneDay),
      tryOverlap('C01.field_nom', FIELD, NOM, weekOrDay),
      tryOverlap('C01.field_train', FIELD, TRAIN, weekOrDay),
      tryOverlap('C01.hear_hot', HEAR, HOT, [[1, 'high']]),
      tryOverlap('C01.hear_nom', HEAR, NOM, [[1, 'medium']]),
    ];
    const judged = decide(trials, { roll: roll.id, poll: poll.id });
    if (judged === null || judged.outcome === 'cannot_evaluate') return judged;
    const decisive = trials.filter((trial) => trial?.fired === judged.outcome);
    const isVisited = decisive.some((trial) => trial?.clause.startsWith('C01.field'));
    const isHeard = decisive.some((trial) => trial?.clause.startsWith('C01.hear'));
    const work = isVisited ? (isHeard ? 'both' : 'visits') : 'hearings';
    return { ...judged, facts: { ...judged.facts, work } };
  },
};

/** A local roll prepared while the Assembly roll is frozen, or final before an intensive revision it could have used. */
export const twoRolls: PairRule = {
  id: 'C03',
  about: 'two',
  readsState: false,
  // A local roll that is final long before still becomes a superseded base: it reaches up to its poll.
  first: ({ windows }) => (windows.ROLLPREP === null ? null : reachOf([windows.ROLLPREP, ...windows.polls])),
  second: ({ windows }) => reachOf([windows.FREEZE]),
  judge(local, assembly) {
    const { ROLLPREP, polls } = local.windows;
    const { FREEZE } = assembly.windows;
    if (ROLLPREP === null || FREEZE === null) return null;
    const frozen = tryOverlap('C03.frozen', ROLLPREP, FREEZE, [
      [14, 'high'],
      [1, 'medium'],
    ]);
    const facts = { local: local.exercise.id, assembly: assembly.exercise.id };
    return decide([frozen, ...polls.slice(0, 1).map(() => trySuperseded(ROLLPREP, FREEZE, polls))], facts);
  },
};

/** Local final < revision final < poll, strictly (7.6.6). */
function trySuperseded(local: Win, revision: Win, polls: readonly Win[]): Trial | null {
  const poll = firstPoll(polls);
  const [a, b, c] = [local.end, revision.end, poll.start];
  const isPossible = mayPrecede(a, b) && mayPrecede(b, c);
  if (!isPossible) return null;
  const [localFinal, final, day] = [dayOf(a), dayOf(b), dayOf(c)];
  const isCertain = localFinal !== null && final !== null && day !== null;
  return {
    clause: 'C03.superseded_base',
    windows: [local, revision, poll],
    fired: isCertain ? 'medium' : null,
    possible: 'medium',
    overlap: null,
    ...(isCertain ? { from: localFinal, to: day, facts: { localFinal, final, poll: day } } : {}),
  };
}

function firstPoll(polls: readonly Win[]): Win {
  const [first, ...others] = polls;
  if (first === undefined) throw new Error('a poll without a window');
  return others.reduce((a, b) => ((b.start.lo ?? '') < (a.start.lo ?? '') ? b : a), first);
}

function mayPrecede(a: Point, b: Point): boolean {
  return a.lo === null || b.hi === null || a.lo < b.hi;
}

const mostBaseDays = 365;

/** The roll a local roll was made from, on the day of its poll. */
export const staleBase: SingleRule = {
  id: 'C03',
  about: 'one',
  readsState: false,
  judge({ exercise, windows: { ROLLPREP, polls } }) {
    if (ROLLPREP === null || polls.length === 0) return null;
    const { baseRollDate, id } = exercise;
    const poll = firstPoll(polls);
    const oldest = baseRollDate === null || poll.end.hi === null ? null : daysBetween(baseRollDate, poll.end.hi);
    if (oldest !== null && oldest <= mostBaseDays) return null;
    const days = baseRollDate === null || poll.sure === null ? null : daysBetween(baseRollDate, poll.sure.from);
    const trial: Trial = {
      clause: 'C03.stale_base',
      windows: [poll],
      fired: days !== null && days > mostBaseDays ? 'medium' : null,
      possible: 'medium',
      overlap: null,
      missing: baseRollDate === null ? [{ exerciseId: id, what: 'base_roll_date' }] : [],
      ...(days === null ? {} : { days, from: baseRollDate, to: poll.sure?.from ?? null }),
      facts: { base: baseRollDate },
    };
    return decide([trial], { local: id });
  },
};

/** The ECI's machines are still sealed when a local poll wants them (7.6.6). */
export const sealedMachines: PairRule = {
  id: 'C05',
  about: 'two',
  readsState: false,
  first: ({ exercise, windows }) =>
    exercise.bodyKind === 'eci' && exercise.method !== 'ballot' ? reachOf([windows.SEAL]) : null,
  second: ({ exercise, windows }) =>
    exercise.bodyKind === 'sec' && exercise.method !== 'ballot' && mayUseEci(exercise.machineOwner)
      ? reachOf([windows.FLC])
      : null,
  judge(sealed, wanting) {
    const { SEAL, polls: before } = sealed.windows;
    const { FLC, polls } = wanting.windows;
    if (SEAL === null || FLC === null) return null;
    const isOver = polls.every(
      ({ end }) => end.hi !== null && before.every(({ start }) => start.lo !== null && (end.hi ?? '') < start.lo),
    );
    if (isOver) return null;
    const { machineOwner, method, id } = wanting.exercise;
    const unsaid = [
      ...(method === null ? [{ exerciseId: id, what: 'method' }] : []),
      ...(machineOwner === null ? [{ exerciseId: id, what: 'machine_owner' }] : []),
    ];
    const facts = {
      sealed: sealed.exercise.id,
      poll: id,
      date: dayOf(SEAL.end),
      needed: dayOf(FLC.start),
      pollDate: polls[0]?.used.from ?? null,
    };
    const trials = [
      ...polls.map((poll) => tryOverlap('C05.poll', SEAL, wholeRange(poll), oneDay)),
      tryChecking(SEAL, FLC),
    ];
    // Whose machines they are decides; that is asked only where the dates would fire.
    const asked = trials.map((trial) =>
      trial?.fired == null ? null : { ...trial, fired: null, possible: trial.fired, missing: unsaid },
    );
    const judged = decide(machineOwner === null ? asked : trials, facts);
    const underSeal = judged?.overlaps.filter(({ b }) => b === 'POLL') ?? [];
    if (judged?.clause !== 'C05.poll' || underSeal.length === 0) return judged;
    return { ...judged, days: underSeal.reduce((sum, { days }) => sum + days, 0) };
  },
};

/** Checking must start before the seal is off; the days count from its start to the end of the seal (7.6.6). */
function tryChecking(seal: Win, checking: Win): Trial | null {
  const [start, end] = [dayOf(checking.start), dayOf(seal.end)];
  if (checking.start.lo !== null && seal.end.hi !== null && checking.start.lo > seal.end.hi) return null;
  const isCertain = start !== null && end !== null;
  const days = isCertain ? daysBetween(start, end) + 1 : 0;
  const overlap = isCertain ? { a: seal.name, b: checking.name, from: start, to: end, days } : null;
  const fired = isCertain ? 'high' : null;
  return { clause: 'C05.checking', windows: [seal, checking], fired, possible: 'high', overlap };
}

/** Machines of a State Election Commission are its own; the rest are the ECI's or its CEOs'. */
function mayUseEci(owner: string | null): boolean {
  return owner === null || !owner.startsWith('SEC-');
}

/** A poll in weeks, taken with all its weeks: machines are wanted for some of them. */
function wholeRange(poll: Win): Win {
  const { from, to } = poll.may;
  return poll.isProvisional && from !== null && to !== null ? { ...poll, sure: { from, to } } : poll;
}

const nearness = [
  [7, 'high', 'C07.week'],
  [30, 'medium', 'C07.month'],
  [60, 'info', 'C07.ink'],
] as const;

/** Voters of the same area and class called twice. */
export const nearPolls: PairRule = {
  id: 'C07',
  about: 'two',
  readsState: false,
  first: pollReach,
  second: pollReach,
  judge({ windows: { polls } }, { windows: { polls: others } }, { classesMeet }) {
    if (!classesMeet) return null;
    return decide(polls.flatMap((a) => others.map((b) => tryGap(a, b))));
  },
};

function pollReach({ windows: { polls } }: Prepared): Reach | null {
  const reach = polls.length === 0 ? null : reachOf(polls);
  if (reach === null) return null;
  // Half the reach of the rule on either side: two polls 60 days apart still meet.
  return {
    from: reach.from === null ? null : addDays(reach.from, -30),
    to: reach.to === null ? null : addDays(reach.to, 30),
  };
}

function tryGap(a: Win, b: Win): Trial | null {
  const possible = nearnessOf(gapOf(a.may, b.may));
  if (possible === undefined) return null;
  const gap = a.sure === null || b.sure === null ? null : gapOf(a.sure, b.sure);
  const fired = gap === null ? undefined : nearnessOf(gap);
  const [early, late] = (a.sure?.from ?? '') <= (b.sure?.from ?? '') ? [a, b] : [b, a];
  return {
    clause: (fired ?? possible)[2],
    windows: [a, b],
    fired: fired?.[1] ?? null,
    possible: possible[1],
    overlap: null,
    ...(gap === null ? {} : { days: gap, from: early.sure?.to ?? null, to: late.sure?.from ?? null }),
  };
}

function nearnessOf(gap: number): (typeof nearness)[number] | undefined {
  return nearness.find(([most]) => gap <= most);
}

/** Days between two stretches; 0 when they share a day or when nothing known keeps them apart. */
function gapOf(a: Win['may'], b: Win['may']): number {
  if (a.to !== null && b.from !== null && a.to < b.from) return daysBetween(a.to, b.from);
  if (b.to !== null && a.from !== null && b.to < a.from) return daysBetween(b.to, a.from);
  return 0;
}

/** Two codes of conduct at once; only a note when one binds the villages and the other the towns. */
export const twoCodes: PairRule = {
  id: 'C08',
  about: 'two',
  readsState: false,
  first: codeReach,
  second: codeReach,
  judge(a, b, { classesMeet }) {
    const severity: Severity = classesMeet ? 'medium' : 'info';
    const clause = classesMeet ? 'C08.same_area' : 'C08.other_class';
    return decide([tryOverlap(clause, a.windows.MCC, b.windows.MCC, [[1, severity]])]);
  },
};

function codeReach({ windows }: Prepared): Reach | null {
  return reachOf([windows.MCC]);
}
