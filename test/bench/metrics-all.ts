// All 65 metrics of the 36 States and of 4,123 constituencies in one thread, beside the plain loop that asks for each
// result by itself. The figures are made up by dice, the same in every run; nothing here is a record of anything.

import { diceOf } from '#server/platform/seed/sample-figures.ts';
import { metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { cohorts, formSteps, forms } from '#shared/modules/roll-health/catalogue-measures.ts';
import { evaluate, metricIds } from '#shared/modules/roll-health/rules.ts';
import { evaluateMany, type ManyResults, statusCodes } from '#shared/modules/roll-health/rules-bulk.ts';
import type { Counts, ExerciseType, LocalRoll, MetricInput, MetricResult } from '#shared/modules/roll-health/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import type { Case } from './harness.ts';
import { rowOf } from './row.ts';
import { interleave, median, percentile } from './stats.ts';

const constituencies = 4_123;
const warmUps = 10;
const rounds = 21;
const today = '2026-02-18';
/** Share of the units a metric is defined for that must have a figure for the metric to count as computed. */
const mostUnits = 0.9;

export const metricsAll: Case = {
  id: 'metrics-all',
  bar: '≤ 100 ms for 65 metrics of 4159 units, ≥ 60 metrics computed, no answer unlike evaluate',
  async run() {
    const inputs = makeUnits();
    let many = evaluateMany(metricIds, inputs);
    let one = evaluateEach(inputs);
    // Beside the clock, which other work on the machine stretches: the processor time of the same runs.
    const cpu: number[] = [];
    const timeMany = async () => {
      const [start, used] = [performance.now(), process.cpuUsage()];
      many = evaluateMany(metricIds, inputs);
      const { user, system } = process.cpuUsage(used);
      cpu.push((user + system) / 1_000);
      return performance.now() - start;
    };
    const timeEach = async () => {
      const start = performance.now();
      one = evaluateEach(inputs);
      return performance.now() - start;
    };
    for (let count = 0; count < warmUps; count += 1) await timeMany();
    const [ours = [], each = []] = await interleave(rounds, [timeMany, timeEach]);
    const found = tally(many, inputs);
    return rowOf({
      id: this.id,
      unit: 'ms',
      ours: median(ours),
      comparator: median(each),
      bar: this.bar,
      parts: [
        { name: 'median in ms', value: median(ours), limit: 100, atLeast: false },
        { name: 'metrics computed for most units', value: found.metrics, limit: 60, atLeast: true },
        { name: 'answers unlike evaluate', value: countDifferences(many, one), limit: 0, atLeast: false },
      ],
      details: {
        p99Ms: percentile(ours, 0.99),
        cpuMs: median(cpu.slice(warmUps)),
        nsPerResult: (median(ours) * 1e6) / (inputs.length * metricIds.length),
        units: inputs.length,
        results: String(inputs.length * metricIds.length),
        computed: String(found.computed),
        notAtLevelOrInExercise: String(found.refused),
        notComputed: String(found.notComputed),
        notForMostUnits: found.others.join(' ') || 'none',
        warmRuns: rounds,
      },
      note: 'The comparator calls evaluate for each metric of each unit and keeps its result objects, displays and parts.',
    });
  },
};

function evaluateEach(inputs: readonly MetricInput[]): MetricResult[][] {
  return inputs.map((input) => metricIds.map((id) => evaluate(id, input)));
}

function countDifferences({ columns, reasons }: ManyResults, one: readonly MetricResult[][]): number {
  let differences = 0;
  for (const [unit, results] of one.entries()) {
    for (const [index, id] of metricIds.entries()) {
      const result = results[index];
      const column = columns.get(id);
      const value = result?.status === 'not_computed' ? Number.NaN : result?.value;
      const isSame =
        Object.is(column?.value[unit], value) &&
        statusCodes[column?.status[unit] ?? 0] === result?.status &&
        reasons[column?.why[unit] ?? 0] === (result?.reason ?? '');
      if (!isSame) differences += 1;
    }
  }
  return differences;
}

/** What was computed, and the metrics that were not for most of the units they are defined for. */
function tally({ columns }: ManyResults, inputs: readonly MetricInput[]) {
  const others: string[] = [];
  let [computed, refused, notComputed] = [0, 0, 0];
  for (const [id, { status }] of columns) {
    const { levels, exercises } = metricLimits[id];
    const isDefined = inputs.map(
      ({ level, exercise }) => levels.includes(level) && (exercises?.includes(exercise) ?? true),
    );
    const defined = isDefined.filter(Boolean).length;
    const answered = status.filter((code) => code !== 0).length;
    computed += answered;
    refused += inputs.length - defined;
    notComputed += defined - answered;
    if (defined === 0 || answered < defined * mostUnits) others.push(id);
  }
  return { metrics: columns.size - others.length, computed, refused, notComputed, others };
}

/** The 36 States, then the constituencies State by State. */
function makeUnits(): MetricInput[] {
  const units = states.map(({ code }, index) => makeUnit('S', code, exerciseOf(index), index));
  for (let number = 0; number < constituencies; number += 1) {
    const index = Math.floor((number * states.length) / constituencies);
    units.push(makeUnit('A', `${states[index]?.code}-${number}`, exerciseOf(index), index));
  }
  return units;
}

/** Two States in three are in an intensive revision, as in 2025-26; the others between summary revision and none. */
function exerciseOf(index: number): ExerciseType {
  return (['SIR', 'SIR', 'SSR', 'SIR', 'SIR', 'CU'] as const)[index % 6] ?? 'SIR';
}

function makeUnit(level: 'S' | 'A', name: string, exercise: ExerciseType, index: number): MetricInput {
  const dice = diceOf(name, 'metrics-all');
  const electors = Math.round(level === 'A' ? 120_000 + 280_000 * dice() : 300_000 + 120_000_000 * dice() ** 3);
  // As they come from the database: parsed, not built measure by measure.
  const counts: Counts = JSON.parse(JSON.stringify(makeCounts(electors, dice)));
  const before = counts.electorsBefore ?? electors;
  const atState = { reportedOn: '2026-02-10', milestone: { firstPlanned: '2026-02-07', currentPlanned: '2026-02-21' } };
  return {
    exercise,
    level,
    today,
    counts,
    previous: { electorsTotal: before },
    asOn: '2026-02-14',
    previousAsOn: '2025-10-27',
    qualifyingDate: '2026-01-01',
    inExercise: exercise !== 'CU',
    population: { basis: 'projection_2011_36', refDate: '2026-03-01' },
    schedule: { enumEnd: '2025-12-18', claimsEnd: '2026-01-22', final: '2026-02-21', end: '2026-02-21' },
    referredOn: `2026-01-${String((index % 28) + 1).padStart(2, '0')}`,
    ...(level === 'S' ? { ...atState, local: makeLocal(electors, before, dice) } : {}),
  };
}

function makeLocal(electors: number, before: number, dice: () => number): LocalRoll {
  const total = Math.round(electors * (0.97 + 0.06 * dice()));
  return {
    total,
    male: Math.round(total * 0.51),
    female: Math.round(total * 0.49),
    footprint: 'whole',
    asOn: '2025-12-09',
    qualifyingDate: '2025-01-01',
    baseRollDate: '2025-10-27',
    rollMode: 'own_roll',
    pollDate: '2025-12-09',
    previousTotal: Math.round(total * 0.99),
    previousAsOn: '2025-10-25',
    baseElectors: before,
  };
}

/** Plausible counts of one unit: a roll, its revision, its flow, its forms, its entries, its parts, its population. */
function makeCounts(electors: number, dice: () => number): Counts {
  const share = (of: number, low: number, high: number) => Math.round(of * (low + (high - low) * dice()));
  const male = share(electors, 0.5, 0.53);
  const third = share(electors, 0, 0.0001);
  const parts = Math.ceil(electors / (800 + 300 * dice()));
  const notInDraft = share(electors, 0.02, 0.18);
  const coAdded = share(electors, 0.005, 0.03);
  const coDeleted = share(electors, 0.001, 0.008);
  const draftElectors = electors - coAdded + coDeleted;
  const deletions = notInDraft + coDeleted;
  const dead = share(notInDraft, 0.25, 0.35);
  const absent = share(notInDraft, 0.5, 0.55);
  const popTotal = Math.round(electors / (0.66 + 0.05 * dice()));
  const pop18Plus = share(popTotal, 0.67, 0.71);
  const households = share(electors, 0.22, 0.3);
  const young = share(electors, 0.012, 0.02);
  const footprintElectors = share(electors, 0.96, 1);
  const matched = share(footprintElectors, 0.9, 0.98);
  const appealsFiled = 20 + share(electors, 0, 0.0001);
  const noticesIssued = share(electors, 0.01, 0.2);
  return {
    electorsTotal: electors,
    electorsMale: male,
    electorsFemale: electors - male - third,
    electorsThird: third,
    electorsPwd: share(electors, 0.005, 0.012),
    electors1819: young,
    electors1819Male: share(young, 0.52, 0.58),
    electors1819Female: share(young, 0.4, 0.47),
    electors85Plus: share(electors, 0.005, 0.009),
    ageOver100: share(electors, 0, 0.0006),
    electorsPendingAdjudication: dice() < 0.9 ? 0 : share(electors, 0, 0.05),
    parts,
    partsOverCap: dice() < 0.5 ? 0 : share(parts, 0, 0.02),
    constituencies: Math.max(1, Math.round(electors / 240_000)),
    electorsBefore: draftElectors + notInDraft,
    draftElectors,
    finalElectors: electors,
    notInDraft,
    nidDead: dead,
    nidShiftedAbsent: absent,
    nidDuplicate: share(notInDraft, 0.05, 0.09),
    nidOther: share(notInDraft, 0, 0.04),
    coAdded,
    coDeleted,
    efCollected: draftElectors,
    unmapped: share(draftElectors, 0, 0.08),
    noticesIssued,
    noticesDecided: share(noticesIssued, 0.5, 1),
    blaOver30: dice() < 0.8 ? 0 : 3,
    blaDaysOver10: dice() < 0.8 ? 0 : 5,
    appealsFiled,
    appealsDecided: share(appealsFiled, 0.3, 1),
    appealsAllowed: share(appealsFiled, 0, 0.3),
    opening: draftElectors + notInDraft,
    additions: coAdded,
    deletions,
    delDead: dead,
    delShiftedAbsent: absent,
    delOther: share(deletions, 0, 0.1),
    delSuoMotu: share(deletions, 0, 0.4),
    delDead12m: share(electors, 0.004, 0.009),
    expectedAdultDeaths12m: share(electors, 0.007, 0.009),
    ...makeForms(electors, share),
    withEpic: electors - share(electors, 0, 0.002),
    withPhoto: electors - share(electors, 0, 0.002),
    dseOpen: share(electors, 0, 0.001),
    dseDisposed: share(electors, 0.002, 0.01),
    dseConfirmed: share(electors, 0, 0.001),
    pseOpen: share(electors, 0, 0.0005),
    pseDisposed: share(electors, 0.001, 0.005),
    pseConfirmed: share(electors, 0, 0.0005),
    logicalErrorsOpen: share(electors, 0, 0.004),
    epicRepeated: share(electors, 0, 0.00003),
    households,
    householdsOver10: share(households, 0, 0.03),
    openWarnings: Math.floor(dice() * 5),
    openErrors: 0,
    partsWithDeletionRate: parts,
    partsFlaggedDeletions: share(parts, 0, 0.3),
    partsWithAdditionRate: parts,
    partsFlaggedAdditions: share(parts, 0, 0.3),
    partsWithFlow: parts,
    partsNoFlow: share(parts, 0, 0.1),
    bloPosted: parts - share(parts, 0, 0.03),
    deletionSpreadMillionths: Math.round(25_000_000 * dice()),
    ...makeCohorts(electors, young, pop18Plus, share),
    popTotal,
    pop18Plus,
    pop18PlusMale: Math.round(pop18Plus * 0.51),
    pop18PlusFemale: pop18Plus - Math.round(pop18Plus * 0.51),
    pop85Plus: share(electors, 0.005, 0.008),
    localElectors: footprintElectors,
    mappedElectors: share(footprintElectors, 0.95, 1),
    footprintElectors,
    splitPartElectors: share(footprintElectors, 0.05, 0.4),
    orphanElectors: share(footprintElectors, 0, 0.004),
    matched,
    localOnly: share(footprintElectors, 0.01, 0.05),
    assemblyOnly: footprintElectors - matched,
    staleDead: share(footprintElectors, 0, 0.01),
    staleShifted: share(footprintElectors, 0, 0.01),
    staleDuplicate: share(footprintElectors, 0, 0.002),
    dupFound: 400,
    dupReferred: 300,
    dupDecided: Math.floor(300 * dice()),
    dupConfirmed: 90,
    overlapRuralUrban: share(footprintElectors, 0, 0.005),
  };
}

type Share = (of: number, low: number, high: number) => number;

function makeForms(electors: number, share: Share): Counts {
  const counts: Counts = {};
  for (const form of forms) {
    const received = share(electors, 0.002, 0.03);
    const rejected = share(received, 0.02, 0.2);
    const pending = share(received, 0, 0.2);
    const steps = [received, received - rejected - pending, rejected, pending, Math.round(pending / 3)];
    for (const [index, step] of formSteps.entries()) counts[`form${form}${step}`] = steps[index] ?? 0;
  }
  return counts;
}

function makeCohorts(electors: number, young: number, pop18Plus: number, share: Share): Counts {
  const counts: Counts = { cohort1819: young, pop1819: Math.round(pop18Plus * 0.05) };
  for (const cohort of cohorts.slice(1)) {
    counts[`cohort${cohort}`] = share(electors / 7, 0.9, 1.05);
    counts[`pop${cohort}`] = share(pop18Plus / 7, 0.9, 1.05);
  }
  return counts;
}
