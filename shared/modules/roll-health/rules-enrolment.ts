// Evaluation of the enrolment metrics (EN) that are more than one ratio: those judged by another, and the eight cohorts.

import { metricLimits } from './catalogue-limits.ts';
import { cohorts } from './catalogue-measures.ts';
import { bandsOf, judge, severityOf, type Verdict } from './rules-bands.ts';
import { fraction, subtract, toNumber } from './rules-exact.ts';
import { populationFault } from './rules-population.ts';
import {
  type Evaluator,
  type Figure,
  faultOf,
  figureOf,
  partsOf,
  type Ratio,
  ratio,
  read,
  take,
} from './rules-read.ts';
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
  return typeof rate === 'string' ? rate : colouredBy('EN-03', deviationFromExpected(input), rate, input);
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
  return colouredBy('EN-05', populationFault(input) ?? genderGap(input), rate, input);
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
  const figure = figureOf(subtract(rate.exact, expected.exact), [toNumber(rate.exact), toNumber(expected.exact)]);
  figure.isOfPopulation = true;
  return figure;
}

/** A rate with the colour of another metric; `info` with its reason when that cannot be computed (reading 6.7.3). */
function colouredBy(id: 'EN-03' | 'EN-05', other: Figure | string, rate: Ratio, input: MetricInput): Figure {
  const verdict = typeof other === 'string' ? { status: 'info' as const, reason: other } : judgeAs(id, other, input);
  rate.settled = verdict.status;
  rate.reason = verdict.reason;
  // EN-01 stands on the population by itself; EN-04 only through its colour.
  rate.isOfPopulation = id === 'EN-03' || verdict.status !== 'info';
  return rate;
}

function judgeAs(id: 'EN-03' | 'EN-05', figure: Figure, input: MetricInput): Verdict {
  if (!metricLimits[id].levels.includes(input.level)) return { status: 'info', reason: 'not_at_level' };
  return judge(figure, bandsOf(id, input), input);
}

const cohortMeasures = cohorts.map((cohort) => ({
  electors: `cohort${cohort}` as const,
  population: `pop${cohort}` as const,
  reason: `worst:cohort${cohort}`,
  isYoungest: cohort === '1819',
}));

/** The worst cohort's rate, with all eight beside it. The youngest is judged by EN-07's band, and named only if worse. */
function cohortRates(input: MetricInput): Figure | string {
  const bands = bandsOf('EN-06', input);
  const bandsOfYoungest = bandsOf('EN-07', input);
  const figure = figureOf(fraction(0, 1, 100), null);
  let worst: { top: number; bottom: number; reason: string; isYoungest: boolean } | undefined;
  let worstVerdict: Verdict | undefined;
  let farthest = 0;
  for (const { electors, population, reason, isYoungest } of cohortMeasures) {
    const [top, bottom] = [take(input, electors), take(input, population)];
    if (!(top >= 0)) return faultOf(top, electors);
    if (!(bottom >= 0)) return faultOf(bottom, population);
    if (bottom === 0) return `zero:${population}`;
    figure.exact = fraction(top, bottom, 100);
    const verdict = judge(figure, isYoungest ? bandsOfYoungest : bands, input);
    const distance = isYoungest ? -1 : Math.abs(toNumber(figure.exact) - 100);
    const by = worstVerdict ? severityOf[verdict.status] - severityOf[worstVerdict.status] : 1;
    if (by < 0 || (by === 0 && distance <= farthest)) continue;
    worst = { top, bottom, reason, isYoungest };
    worstVerdict = verdict;
    farthest = distance;
  }
  if (worst === undefined || worstVerdict === undefined) return 'missing:cohorts';
  const bandsOfWorst = worst.isYoungest ? bandsOfYoungest : bands;
  const { status, reason = worst.reason } = worstVerdict;
  const rate = figureOf<[number, number]>(fraction(worst.top, worst.bottom, 100), [worst.top, worst.bottom]);
  const plain = figureOf(rate.exact, null);
  rate.settled = status;
  rate.isShownRight = (shown) => judge(plain, bandsOfWorst, input, shown).status === status;
  rate.reason = reason;
  rate.parts = () => cohortParts(input);
  rate.isOfPopulation = true;
  return rate;
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
