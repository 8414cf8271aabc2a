// Evaluation of the enrolment metrics (EN) that are more than one ratio: those judged by another, and the eight cohorts.

import { metricLimits } from './catalogue-limits.ts';
import { cohorts } from './catalogue-measures.ts';
import { bandsOf, judge, severityOf, type Verdict } from './rules-bands.ts';
import { subtract, toNumber } from './rules-exact.ts';
import { populationFault } from './rules-population.ts';
import { type Evaluator, type Figure, partsOf, type Ratio, ratio, read } from './rules-read.ts';
import type { MetricId, MetricInput, MetricPart } from './schema.ts';

export const enrolmentEvaluators = {
  'EN-01': electorPopulationRatio,
  'EN-03': (input) => populationFault(input) ?? deviationFromExpected(input),
  'EN-04': genderRatio,
  'EN-05': (input) => populationFault(input) ?? genderGap(input),
  'EN-06': (input) => populationFault(input) ?? cohortRates(input),
} satisfies Partial<Record<MetricId, Evaluator>>;

function electorPopulationRatio(input: MetricInput): Figure | string {
  const fault = populationFault(input);
  if (fault !== undefined) return fault;
  const rate = ratio(read(input, 'electorsTotal'), read(input, 'popTotal'), 1000);
  if (typeof rate === 'string') return rate;
  return { ...rate, isOfPopulation: true, ...colourFrom('EN-03', deviationFromExpected, input) };
}

function deviationFromExpected(input: MetricInput): Figure | string {
  const population = read(input, 'popTotal');
  return difference(
    ratio(read(input, 'electorsTotal'), population, 1000),
    ratio(read(input, 'pop18Plus'), population, 1000),
  );
}

function genderRatio(input: MetricInput): Figure | string {
  const rate = ratio(read(input, 'electorsFemale'), read(input, 'electorsMale'), 1000);
  if (typeof rate === 'string') return rate;
  const colour = colourFrom('EN-05', genderGap, input);
  return colour.settled.status === 'info' ? { ...rate, ...colour } : { ...rate, isOfPopulation: true, ...colour };
}

function genderGap(input: MetricInput): Figure | string {
  return difference(
    ratio(read(input, 'electorsFemale'), read(input, 'electorsMale'), 1000),
    ratio(read(input, 'pop18PlusFemale'), read(input, 'pop18PlusMale'), 1000),
  );
}

function difference(rate: Ratio | string, expected: Ratio | string): Figure | string {
  if (typeof rate === 'string') return rate;
  if (typeof expected === 'string') return expected;
  return {
    exact: subtract(rate.exact, expected.exact),
    of: [toNumber(rate.exact), toNumber(expected.exact)],
    isOfPopulation: true,
  };
}

/** The colour of another metric; `info` with that metric's reason when it cannot be computed (reading 6.7.3). */
function colourFrom(
  id: 'EN-03' | 'EN-05',
  evaluator: Evaluator,
  input: MetricInput,
): { settled: Verdict; reason?: string } {
  const other = colourReason(id, input) ?? evaluator(input);
  if (typeof other === 'string') return { settled: { status: 'info', reason: other }, reason: other };
  const verdict = judge(other, bandsOf(id, input), input);
  return verdict.reason === undefined ? { settled: verdict } : { settled: verdict, reason: verdict.reason };
}

function colourReason(id: MetricId, input: MetricInput): string | undefined {
  return populationFault(input) ?? (metricLimits[id].levels.includes(input.level) ? undefined : 'not_at_level');
}

const cohortMeasures = cohorts.map((cohort) => ({
  electors: `cohort${cohort}` as const,
  population: `pop${cohort}` as const,
  reason: `worst:cohort${cohort}`,
  bandsId: cohort === '1819' ? ('EN-07' as const) : ('EN-06' as const),
}));

/** The worst cohort's rate, with all eight beside it. The youngest is judged by EN-07's band, and named only if worse. */
function cohortRates(input: MetricInput): Figure | string {
  let worst: { rate: Ratio; verdict: Verdict; distance: number; reason: string; bandsId: MetricId } | undefined;
  for (const { electors, population, reason, bandsId } of cohortMeasures) {
    const rate = ratio(read(input, electors), read(input, population), 100);
    if (typeof rate === 'string') return rate;
    const verdict = judge(rate, bandsOf(bandsId, input), input);
    const distance = bandsId === 'EN-07' ? -1 : Math.abs(toNumber(rate.exact) - 100);
    const by = worst ? severityOf[verdict.status] - severityOf[worst.verdict.status] : 1;
    if (worst === undefined || by > 0 || (by === 0 && distance > worst.distance))
      worst = { rate, verdict, distance, reason, bandsId };
  }
  if (worst === undefined) return 'missing:cohorts';
  const { rate, verdict, reason, bandsId } = worst;
  return {
    exact: rate.exact,
    of: rate.of,
    isOfPopulation: true,
    reason: verdict.reason ?? reason,
    parts: () => cohortParts(input),
    settled: {
      status: verdict.status,
      isShownRight: (shown) => judge(rate, bandsOf(bandsId, input), input, shown).status === verdict.status,
    },
  };
}

function cohortParts(input: MetricInput): MetricPart[] {
  return partsOf(
    Object.fromEntries(
      cohortMeasures.map(({ electors, population }) => [
        electors,
        ratio(read(input, electors), read(input, population), 100),
      ]),
    ),
  );
}
