// The other tables of the rehearsal roll below the State: age cohorts with a population, flows by form, deletions by
// reason, quality of entries, progress of a revision. Made per area from the sums of its parts, so that they agree.

import { type Cohort, cohorts } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { type Dice, diceOf, type Revision } from './sample-figures.ts';
import { around, spread } from './sample-spread.ts';
import type { AreaFigures } from './sample-sums.ts';

/** Tables made for every area of a State from the sums of its parts. */
export const areaTables = [
  'roll_age_cohort',
  'population_reference',
  'roll_flow',
  'roll_deletion',
  'roll_quality',
] as const;
export type AreaTable = (typeof areaTables)[number];

const makers: Readonly<Record<AreaTable, (counts: Counts, dice: Dice) => Counts>> = {
  roll_age_cohort: cohortsOf,
  population_reference: populationOf,
  roll_flow: formsOf,
  roll_deletion: deletionsOf,
  roll_quality: qualityOf,
};

/** Share of each cohort among electors from 20 years on, and among adults. */
const elderShares: Readonly<Record<Exclude<Cohort, '1819'>, number>> = {
  2029: 0.215,
  3039: 0.25,
  4049: 0.205,
  5059: 0.155,
  6069: 0.1,
  7079: 0.052,
  '80Plus': 0.023,
};
const elders = ['2029', '3039', '4049', '5059', '6069', '7079', '80Plus'] as const;

/**
 * The table's counts of every area: made for the constituencies, added up for the districts and the State. `areas` are
 * the sums of the State's parts.
 */
export function tableOf(table: AreaTable, stateCode: string, areas: readonly AreaFigures[]): AreaFigures[] {
  const make = makers[table];
  const whole = emptyArea('S', stateCode);
  const districts = new Map<string, AreaFigures>();
  const made: AreaFigures[] = [];
  for (const area of areas) {
    if (area.level !== 'A') continue;
    const counts = make(area.counts, diceOf(stateCode, table, area.code));
    made.push({ ...area, counts, known: {} });
    const code = area.parentCode ?? '';
    const district = districts.get(code) ?? emptyArea('D', code);
    districts.set(code, district);
    addTo(district.counts, counts);
    addTo(whole.counts, counts);
  }
  return [...made, ...districts.values(), whole];
}

/** Progress of the State's intensive revision by district, added up for the State; `areas` are the sums of its parts. */
export function revisionProgressOf(
  stateCode: string,
  revision: Revision,
  areas: readonly AreaFigures[],
  isFinal: boolean,
): AreaFigures[] {
  const districts = areas.filter(({ level }) => level === 'D');
  const weights = Float64Array.from(districts, ({ counts }) => counts.electorsTotal ?? 0);
  const dice = diceOf(stateCode, 'progress of the revision');
  function dealt(total: number, share: number, sigma: number): Int32Array {
    return spread(
      Math.round(total * share),
      weights.map((weight) => weight * around(dice, sigma)),
    );
  }
  const collected = dealt(revision.draft, 1, 0.01);
  const excluded = dealt(revision.notInDraft, 1, 0.15);
  const notices = dealt(revision.draft, 0.03, 0.4);
  const unmapped = dealt(revision.draft, 0.028, 0.5);
  const appeals = dealt(revision.final, isFinal ? 0.00002 : 0, 0.5);
  const whole = emptyArea('S', stateCode);
  const made = districts.map(({ code, counts: of }, index): AreaFigures => {
    const before = (collected[index] ?? 0) + (excluded[index] ?? 0);
    const issued = notices[index] ?? 0;
    const decided = isFinal ? issued : Math.floor(issued * (0.55 + 0.4 * dice()));
    const filed = appeals[index] ?? 0;
    const appealsDecided = Math.floor(filed * (0.7 + 0.3 * dice()));
    const counts: Counts = {
      electorsBefore: before,
      efDistributed: before - Math.floor((excluded[index] ?? 0) * 0.1 * dice()),
      efCollected: collected[index] ?? 0,
      efDigitised: collected[index] ?? 0,
      unmapped: unmapped[index] ?? 0,
      noticesIssued: issued,
      noticesDecided: decided,
      bloPosted: of.bloPosted ?? 0,
      blaCount: Math.round((of.parts ?? 0) * (1.2 + 0.8 * dice())),
      blaOver30: Math.floor(1.4 * dice()),
      blaDaysOver10: Math.floor(4 * dice()),
      appealsFiled: filed,
      appealsDecided,
      appealsAllowed: Math.floor(appealsDecided * 0.4 * dice()),
      coAddedFromExcluded: Math.floor((isFinal ? revision.coAdded : 0) * 0.3 * (before / revision.before)),
    };
    addTo(whole.counts, counts);
    return { level: 'D', code, parentCode: null, counts, known: {} };
  });
  return [...made, whole];
}

function emptyArea(level: 'D' | 'S', code: string): AreaFigures {
  return { level, code, parentCode: null, counts: {}, known: {} };
}

function addTo(into: Counts, counts: Counts): void {
  for (const measure of keysOf(counts)) into[measure] = (into[measure] ?? 0) + (counts[measure] ?? 0);
}

/** The measures given; `Object.keys` has lost their names to the types. */
function keysOf(counts: Counts): (keyof Counts)[] {
  return Object.keys(counts) as (keyof Counts)[];
}

/** Format 3: electors of the cohorts by gender; they add up to the roll, and the youngest is the roll's own 18–19. */
function cohortsOf(counts: Counts, dice: Dice): Counts {
  const { electorsTotal = 0, electorsMale = 0, electorsThird = 0, electors1819 = 0 } = counts;
  const weights = Float64Array.from(elders, (cohort) => elderShares[cohort] * around(dice, 0.06));
  const totals = [electors1819, ...spread(electorsTotal - electors1819, weights)];
  const shares = [0.55, 0.52, 0.51, 0.51, 0.5, 0.5, 0.48, 0.44];
  const men = spread(
    electorsMale,
    Float64Array.from(totals, (total, index) => total * (shares[index] ?? 0)),
  );
  const third = spread(electorsThird, Float64Array.from(totals));
  const made: Counts = {};
  for (const [index, cohort] of cohorts.entries()) {
    const total = totals[index] ?? 0;
    const [male, other] = [men[index] ?? 0, third[index] ?? 0];
    made[`cohort${cohort}`] = total;
    made[`cohort${cohort}Male`] = male;
    made[`cohort${cohort}Third`] = other;
    made[`cohort${cohort}Female`] = total - male - other;
  }
  return made;
}

/** Persons around the roll: cohorts add up to the adults, whose enrolment differs from place to place. */
function populationOf(counts: Counts, dice: Dice): Counts {
  const { electorsTotal = 0, electorsMale = 0, electors1819 = 0 } = counts;
  const adults = Math.round((electorsTotal / 0.965) * around(dice, 0.022));
  const young = Math.min(adults, Math.round(electors1819 / (0.32 + 0.4 * dice())));
  const weights = Float64Array.from(elders, (cohort) => elderShares[cohort] * around(dice, 0.04));
  const persons = [young, ...spread(adults - young, weights)];
  const popTotal = Math.round(adults / (0.66 + 0.08 * dice()));
  const menShare = Math.min(0.6, (electorsMale / Math.max(1, electorsTotal)) * around(dice, 0.008));
  const [popMale, pop18PlusMale] = [Math.round(popTotal * (menShare + 0.004)), Math.round(adults * menShare)];
  const made: Counts = {
    popTotal,
    popMale,
    popFemale: popTotal - popMale,
    pop18Plus: adults,
    pop18PlusMale,
    pop18PlusFemale: adults - pop18PlusMale,
    pop85Plus: Math.round(adults * 0.0055 * around(dice, 0.1)),
    expectedAdultDeaths12m: Math.round(adults * 0.0088 * around(dice, 0.08)),
  };
  for (const [index, cohort] of cohorts.entries()) made[`pop${cohort}`] = persons[index] ?? 0;
  return made;
}

/** Forms of the quarter: accepted + rejected + pending = received; forms and the officer's own add up to the additions. */
function formsOf({ additions = 0, deletions = 0, electorsTotal = 0 }: Counts, dice: Dice): Counts {
  const suoMotuAdded = Math.floor(additions * 0.02 * dice());
  const overseas = Math.floor(additions * 0.001 * dice());
  const shiftedIn = Math.floor(additions * (0.12 + 0.1 * dice()));
  return {
    suoMotuAdded,
    ...form('6', additions - suoMotuAdded - overseas - shiftedIn, dice),
    ...form('6a', overseas, dice),
    ...form('7', deletions - suoMotuOf(deletions), dice),
    ...form('8ShiftIn', shiftedIn, dice),
    ...form('8ShiftOut', Math.floor(deletions * 0.15 * dice()), dice),
    ...form('8Correct', Math.floor(electorsTotal * 0.004 * (0.5 + dice())), dice),
  };
}

function form(name: '6' | '6a' | '7' | '8ShiftIn' | '8ShiftOut' | '8Correct', accepted: number, dice: Dice): Counts {
  const rejected = Math.round(accepted * (0.03 + 0.14 * dice()));
  const pending = Math.round(accepted * 0.14 * dice());
  return {
    [`form${name}Received`]: accepted + rejected + pending,
    [`form${name}Accepted`]: accepted,
    [`form${name}Rejected`]: rejected,
    [`form${name}Pending`]: pending,
    [`form${name}PendingOver30d`]: Math.floor(pending * 0.3 * dice()),
  };
}

/** Deletions without a Form 7: one in five to six. The same for the flows and the reasons. */
function suoMotuOf(deletions: number): number {
  return Math.floor(deletions * 0.18);
}

/** Deletions by reason, and the same by route. */
function deletionsOf({ deletions = 0 }: Counts, dice: Dice): Counts {
  const weights = [0.46, 0.34, 0.05, 0.11, 0.002, 0.004, 0.03].map((share) => share * around(dice, 0.25));
  const [
    delDead = 0,
    delShifted = 0,
    delAbsent = 0,
    delDuplicate = 0,
    delNotCitizen = 0,
    delUnderAge = 0,
    delOther = 0,
  ] = spread(deletions, Float64Array.from(weights));
  const delSuoMotu = suoMotuOf(deletions);
  const delForm7 = deletions - delSuoMotu;
  return {
    delDead,
    delShifted,
    delAbsent,
    delDuplicate,
    delNotCitizen,
    delUnderAge,
    delOther,
    delForm7,
    delSuoMotu,
  };
}

/** What the parts give, with what was disposed of; a count that no part gives is not made up. */
function qualityOf(counts: Counts, dice: Dice): Counts {
  const made: Counts = { epicRepeated: Math.floor(2.2 * dice() ** 3) };
  for (const measure of ['withEpic', 'withPhoto', 'logicalErrorsOpen', 'households', 'householdsOver10'] as const)
    if (counts[measure] !== undefined) made[measure] = counts[measure];
  for (const kind of ['dse', 'pse'] as const) {
    const open = counts[`${kind}Open`];
    const disposed = Math.round((open ?? 20) * (1 + 14 * dice()));
    if (open === undefined) continue;
    made[`${kind}Open`] = open;
    made[`${kind}Disposed`] = disposed;
    made[`${kind}Confirmed`] = Math.floor(disposed * (0.2 + 0.5 * dice()));
  }
  return made;
}
