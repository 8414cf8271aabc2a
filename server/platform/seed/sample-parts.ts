// The rehearsal country below the State: constituencies and parts made up from a State's total, the same on every
// machine, row by row. Every identity of the part file's checks holds, and the rows add up to the State's figures.

import type { Selectable } from 'kysely';
import type { Database } from '../tables.ts';
import { type Dice, diceOf, gendersOf, type Profile } from './sample-figures.ts';
import { around, chance, partSizes, spread } from './sample-spread.ts';

/** What the parts of a State are made from. `assemblySeats` 0: no assembly, all parts stand under constituency 0. */
export interface PartsState {
  code: string;
  electorsTotal: number;
  assemblySeats: number;
  profile: Profile;
}

/** The newest snapshot or the one before: the former opens, part by part, where the latter closed. */
export type Round = 'previous' | 'current';
/** Continuous updation, or the draft (previous) and final roll (current) of an intensive revision. */
export type PartsExercise = 'CU' | 'SIR';
export type PartRow = Omit<Selectable<Database['partFigure']>, 'importNo' | 'stateCode'>;

export interface SampleDistrict {
  code: string;
  nameEn: string;
  nameHi: string;
}

/** A constituency before its parts: what the State's figures leave to it. */
export interface Constituency {
  acNo: number;
  districtCode: string;
  parts: number;
  partsOverCap: number;
  electors: number;
  male: number;
  third: number;
  young: number;
  withoutEpic: number;
  withoutPhoto: number;
}

/** Rates of a constituency's flow, as shares of the roll. */
interface Flow {
  additions: number;
  deletions: number;
  still: number;
  notInDraft: number;
}

/** Columns that an office may leave empty for a whole constituency. */
const leftOut = ['electors85Plus', 'electorsPwd', 'dseOpen', 'pseOpen', 'logicalErrorsOpen', 'households'] as const;
/** One part in so many has many additions that also move its gender ratio far, at least one in every State. */
const outlierEvery = 2_500;
const outlierAt = 137;

/**
 * Every part of the State, in order of constituency and part number. In the current round `electorsTotal` and the
 * genders, young electors, EPIC and photo counts add up to what the profile makes of the State's total; a few measures
 * are null for all parts of some constituencies. Holds one constituency in memory at a time.
 */
export function* partsOf(state: PartsState, round: Round, exercise: PartsExercise = 'CU'): Generator<PartRow> {
  const outlier = Math.min(outlierAt, state.profile.parts - 1);
  let first = 0;
  for (const constituency of constituenciesOf(state)) {
    yield* partsOfConstituency(state.code, constituency, round, exercise, (outlier - first) % outlierEvery);
    first += constituency.parts;
  }
}

/** The State's made-up districts, each of some six constituencies in a row; their names say what they are. */
export function districtsOf({ assemblySeats }: Pick<PartsState, 'assemblySeats'>): SampleDistrict[] {
  return Array.from({ length: Math.max(1, Math.round(assemblySeats / 6)) }, (_, index) => ({
    code: districtCode(index),
    nameEn: `Rehearsal district ${index + 1}`,
    nameHi: `पूर्वाभ्यास जिला ${index + 1}`,
  }));
}

function districtCode(index: number): string {
  return `X${String(index + 1).padStart(2, '0')}`;
}

/** Constituencies differ in size by a factor of up to 4.6, as in Tamil Nadu in 2026. */
export function constituenciesOf(state: PartsState): Constituency[] {
  const { code, electorsTotal, assemblySeats, profile } = state;
  const count = Math.max(1, assemblySeats);
  const districts = districtsOf(state).length;
  const dice = diceOf(code, 'constituencies');
  function weigh(make: (index: number) => number): Float64Array {
    return Float64Array.from({ length: count }, (_, index) => make(index));
  }
  const electors = spread(
    electorsTotal,
    weigh(() => around(dice, 0.36, Math.sqrt(4.5))),
  );
  function sized(spreadBy: () => number): Float64Array {
    return weigh((index) => (electors[index] ?? 0) * spreadBy());
  }
  const genders = gendersOf(electorsTotal, profile);
  const male = spread(
    genders.electorsMale ?? 0,
    sized(() => 1 / (1 + profile.womenPerMan * around(dice, 0.035))),
  );
  const third = spread(
    genders.electorsThird ?? 0,
    sized(() => around(dice, 0.6)),
  );
  const young = spread(
    Math.round(electorsTotal * profile.youngShare),
    sized(() => around(dice, 0.2)),
  );
  const withoutEpic = spread(
    electorsTotal - Math.floor(electorsTotal * profile.epicShare),
    sized(() => around(dice, 0.5)),
  );
  const withoutPhoto = spread(
    electorsTotal - Math.floor(electorsTotal * profile.photoShare),
    sized(() => around(dice, 0.5)),
  );
  const parts = spread(
    profile.parts - count,
    sized(() => 1),
  );
  const partsOverCap = spread(
    Math.round(profile.parts * profile.overCapShare),
    weigh((index) => (parts[index] ?? 0) * dice()),
  );
  return Array.from(electors, (size, index) => ({
    acNo: assemblySeats === 0 ? 0 : index + 1,
    districtCode: districtCode(Math.floor((index * districts) / count)),
    parts: 1 + (parts[index] ?? 0),
    partsOverCap: partsOverCap[index] ?? 0,
    electors: size,
    male: male[index] ?? 0,
    third: third[index] ?? 0,
    young: young[index] ?? 0,
    withoutEpic: withoutEpic[index] ?? 0,
    withoutPhoto: withoutPhoto[index] ?? 0,
  }));
}

function* partsOfConstituency(
  code: string,
  constituency: Constituency,
  round: Round,
  exercise: PartsExercise,
  outlier: number,
): Generator<PartRow> {
  const { acNo, parts } = constituency;
  const dice = diceOf(code, 'parts', String(acNo));
  const own = diceOf(code, round, String(acNo));
  const flow = flowRatesOf(code, dice);
  const missing = leftOut.map(() => dice() < 0.03);
  const bloUnknown = dice() < 0.03;
  const adjudicated = dice() < 0.04 ? 0.004 : 0;
  const sizes = partSizes(constituency.electors, parts, constituency.partsOverCap, dice);
  function dealt(total: number, share: () => number): Int32Array {
    return spread(
      total,
      Float64Array.from(sizes, (size) => size * share()),
    );
  }
  const womenPerMan = (constituency.electors - constituency.male) / Math.max(1, constituency.male);
  const males = dealt(constituency.male, () => 1 / (1 + womenPerMan * around(dice, 0.05)));
  const thirds = dealt(constituency.third, () => (dice() < 0.2 ? 1 : 0));
  const young = dealt(constituency.young, () => around(dice, 0.3));
  const noEpic = dealt(constituency.withoutEpic, () => dice() ** 2);
  const noPhoto = dealt(constituency.withoutPhoto, () => dice() ** 2);
  for (let index = 0; index < parts; index += 1) {
    const now = {
      total: sizes[index] ?? 0,
      male: males[index] ?? 0,
      third: thirds[index] ?? 0,
      young: young[index] ?? 0,
      noEpic: noEpic[index] ?? 0,
      noPhoto: noPhoto[index] ?? 0,
    };
    const isOutlier = index >= outlier && (index - outlier) % outlierEvery === 0;
    const moved = movedBy(now.total, flow, isOutlier, dice);
    const before = isOutlier ? openedFrom(now, moved, dice() < 0.5 ? 0.06 : 0.94) : openedFrom(now, moved);
    const nid = Math.min(
      Math.floor(before.total * 0.6),
      chance(before.total * flow.notInDraft * around(dice, 0.3), dice),
    );
    const shown = round === 'current' ? now : before;
    const flowShown = round === 'current' ? moved : movedBy(before.total, flow, false, own);
    yield {
      acNo,
      partNo: index + 1,
      districtCode: constituency.districtCode,
      electorsTotal: shown.total,
      electorsMale: shown.male,
      electorsFemale: shown.total - shown.male - shown.third,
      electorsThird: shown.third,
      electors1819: shown.young,
      ...othersOf(shown.total, missing, own),
      electorsPendingAdjudication:
        exercise === 'SIR' && round === 'current' ? chance(shown.total * adjudicated * own(), own) : 0,
      ...stageOf(exercise, round, shown.total, before.total, flowShown, nid),
      withEpic: shown.total - shown.noEpic,
      withPhoto: shown.total - shown.noPhoto,
      bloPosted: bloUnknown ? null : own() < 0.985,
      isAuxiliary: now.total > 1_100 && now.young % 5 === 0,
    };
  }
}

function flowRatesOf(code: string, dice: Dice): Flow {
  const state = diceOf(code, 'part flow');
  return {
    additions: (0.006 + 0.01 * state()) * around(dice, 0.25),
    deletions: (0.003 + 0.008 * state()) * around(dice, 0.25),
    still: dice() < 0.08 ? 0.18 : 0.03,
    notInDraft: (0.035 + 0.12 * state()) * around(dice, 0.2),
  };
}

interface Moved {
  additions: number;
  deletions: number;
}

/** A part's additions and deletions up to a closing total: mostly small, none at all in some, far out in a few. */
function movedBy(total: number, flow: Flow, isOutlier: boolean, dice: Dice): Moved {
  const [kind, size] = [dice(), dice()];
  let additions = flow.additions * around(dice, 0.45);
  let deletions = flow.deletions * around(dice, 0.45);
  if (isOutlier) additions = 0.13 + 0.1 * size;
  else if (kind < flow.still) return { additions: 0, deletions: 0 };
  else if (kind > 0.996) additions = 0.085 + 0.05 * size;
  else if (kind > 0.984) deletions = 0.05 + 0.09 * size;
  return { additions: chance(total * additions, dice), deletions: chance(total * deletions, dice) };
}

interface Roll {
  total: number;
  male: number;
  third: number;
  young: number;
  noEpic: number;
  noPhoto: number;
}

/** The roll that the flow led from: `menAdded` is the share of men in the additions, as in the roll where not given. */
function openedFrom(now: Roll, { additions, deletions }: Moved, menAdded = now.male / Math.max(1, now.total)): Roll {
  const total = now.total - additions + deletions;
  const menDeleted = Math.round(deletions * (now.male / Math.max(1, now.total)));
  const ratio = total / Math.max(1, now.total);
  return {
    total,
    male: now.male - Math.round(additions * menAdded) + menDeleted,
    third: now.third,
    young: Math.round(now.young * ratio),
    noEpic: Math.min(total, Math.round(now.noEpic * ratio)),
    noPhoto: Math.min(total, Math.round(now.noPhoto * ratio)),
  };
}

type StageMeasure = 'electorsBefore' | 'opening' | 'additions' | 'deletions' | 'notInDraft' | 'efCollected';

/** What the stage of the roll adds to a row: before − notInDraft = draft, opening + additions − deletions = total. */
function stageOf(
  exercise: PartsExercise,
  round: Round,
  total: number,
  draft: number,
  { additions, deletions }: Moved,
  notInDraft: number,
): Pick<PartRow, StageMeasure> {
  if (exercise === 'CU')
    return {
      electorsBefore: null,
      opening: total - additions + deletions,
      additions,
      deletions,
      notInDraft: null,
      efCollected: null,
    };
  const revision = { electorsBefore: draft + notInDraft, notInDraft, efCollected: draft };
  if (round === 'previous') return { ...revision, opening: null, additions: null, deletions: null };
  return { ...revision, opening: draft, additions, deletions };
}

type OtherMeasure = (typeof leftOut)[number] | 'householdsOver10';

function othersOf(total: number, missing: readonly boolean[], dice: Dice): Pick<PartRow, OtherMeasure> {
  const households = Math.ceil(total / (3.1 + 1.2 * dice()));
  return {
    electors85Plus: missing[0] ? null : chance(total * 0.011 * dice(), dice),
    electorsPwd: missing[1] ? null : chance(total * 0.014 * dice(), dice),
    dseOpen: missing[2] ? null : chance(total * 0.0006 * dice(), dice),
    pseOpen: missing[3] ? null : chance(total * 0.0003 * dice(), dice),
    logicalErrorsOpen: missing[4] ? null : chance(total * 0.0016 * dice(), dice),
    households: missing[5] ? null : households,
    householdsOver10: missing[5] ? null : Math.min(households, chance(households * 0.014 * dice(), dice)),
  };
}
