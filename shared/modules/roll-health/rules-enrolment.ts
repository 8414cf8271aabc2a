// Evaluation of the enrolment metrics (EN) that are more than one ratio: those judged by another, and the eight cohorts.

import { metricLimits } from './catalogue-limits.ts';
import { cohorts } from './catalogue-measures.ts';
import { bandsOf, judge, severityOf, type Verdict } from './rules-bands.ts';
import { subtract, toNumber } from './rules-exact.ts';
import { populationFault, populationOf } from './rules-population.ts';
import { type Evaluator, type Figure, partsOf, type Ratio, ratio, read } from './rules-read.ts';
import type { MetricId, MetricInput } from './schema.ts';

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
  return { ...rate, ...populationOf(input), ...colourFrom('EN-03', deviationFromExpected, input) };
}

function deviationFromExpected(input: MetricInput): Figure | string {
  const population = read(input, 'popTotal');
  return difference(
    ratio(read(input, 'electorsTotal'), population, 1000),
    ratio(read(input, 'pop18Plus'), population, 1000),
    input,
  );
}

function genderRatio(input: MetricInput): Figure | string {
  const rate = ratio(read(input, 'electorsFemale'), read(input, 'electorsMale'), 1000);
  if (typeof rate === 'string') return rate;
  const colour = colourFrom('EN-05', genderGap, input);
  return colour.settled.status === 'info' ? { ...rate, ...colour } : { ...rate, ...populationOf(input), ...colour };
}

function genderGap(input: MetricInput): Figure | string {
  return difference(
    ratio(read(input, 'electorsFemale'), read(input, 'electorsMale'), 1000),
    ratio(read(input, 'pop18PlusFemale'), read(input, 'pop18PlusMale'), 1000),
    input,
  );
}

function difference(rate: Ratio | string, expected: Ratio | string, input: MetricInput): Figure | string {
  if (typeof rate === 'string') return rate;
  if (typeof expected === 'string') return expected;
  return {
    exact: subtract(rate.exact, expected.exact),
    of: [toNumber(rate.exact), toNumber(expected.exact)],
    ...populationOf(input),
  };
}

/** The colour of another metric; `info` with that metric's reason when it cannot be computed (reading 6.7.3). */
function colourFrom(
  id: 'EN-03' | 'EN-05',
  evaluator: Evaluator,
  input: MetricInput,
): { settled: Verdict; reason?: string } {
  const fault = populationFault(input);
  if (fault !== undefined) return { settled: { status: 'info' }, reason: fault };
  if (!metricLimits[id].levels.includes(input.level)) return { settled: { status: 'info' }, reason: 'not_at_level' };
  const other = evaluator(input);
  if (typeof other === 'string') return { settled: { status: 'info' }, reason: other };
  const verdict = judge(other, bandsOf(id, input), input);
  return verdict.reason === undefined ? { settled: verdict } : { settled: verdict, reason: verdict.reason };
}

/** The worst cohort's rate, with all eight beside it. The youngest is judged by EN-07's band, and named only if worse. */
function cohortRates(input: MetricInput): Figure | string {
  const rates: Record<string, Ratio> = {};
  let worst: { name: string; rate: Ratio; verdict: Verdict; distance: number; bandsId: MetricId } | undefined;
  for (const cohort of cohorts) {
    const name = `cohort${cohort}` as const;
    const rate = ratio(read(input, name), read(input, `pop${cohort}`), 100);
    if (typeof rate === 'string') return rate;
    rates[name] = rate;
    const bandsId = cohort === '1819' ? 'EN-07' : 'EN-06';
    const verdict = judge(rate, bandsOf(bandsId, input), input);
    const distance = cohort === '1819' ? -1 : Math.abs(toNumber(rate.exact) - 100);
    const by = worst ? severityOf[verdict.status] - severityOf[worst.verdict.status] : 1;
    if (worst === undefined || by > 0 || (by === 0 && distance > worst.distance))
      worst = { name, rate, verdict, distance, bandsId };
  }
  if (worst === undefined) return 'missing:cohort';
  const { name, rate, verdict, bandsId } = worst;
  const bands = bandsOf(bandsId, input);
  return {
    ...rate,
    ...populationOf(input),
    reason: verdict.reason ?? `worst:${name}`,
    parts: () => partsOf(rates),
    settled: {
      status: verdict.status,
      isShownRight: (shown) => judge(rate, bands, input, shown).status === verdict.status,
    },
  };
}
