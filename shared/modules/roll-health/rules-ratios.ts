// The metrics that are one sum of counts over another, as data. `evaluate` and `evaluateMany` both run `computeRatio`.

import { metricIds } from './catalogue-limits.ts';
import { type Exact, fraction } from './rules-exact.ts';
import { populationFault } from './rules-population.ts';
import {
  countsBeside,
  type Figure,
  faultOf,
  figureOf,
  partsLeftOut,
  partsOf,
  ratio,
  read,
  take,
} from './rules-read.ts';
import { type Measure, type MetricId, type MetricInput, type MetricPart, measures } from './schema.ts';

/** `scale × (Σ top − less) ÷ Σ bottom`. */
export interface RatioMetric {
  top: readonly Measure[];
  less?: Measure;
  bottom: readonly Measure[];
  /** What a bottom of several measures is called when it is zero. */
  bottomName?: string;
  scale: number;
  /** The bottom is a population, which must have a basis and be of about the qualifying date. */
  isOfPopulation?: true;
  /** Figures shown beside the value. */
  parts?: (input: MetricInput) => MetricPart[];
}

/** Source: roll-health catalogue, section 6. */
export const ratioMetrics = {
  'EN-02': { top: ['electorsTotal'], bottom: ['pop18Plus'], scale: 100, isOfPopulation: true },
  'EN-07': { top: ['electors1819'], bottom: ['pop1819'], scale: 100, isOfPopulation: true },
  'EN-08': { top: ['electors1819Female'], bottom: ['electors1819Male'], scale: 1000 },
  'EN-09': { top: ['electorsThird'], bottom: ['electorsTotal'], scale: 100_000 },
  'EN-10': { top: ['electorsPwd'], bottom: ['electorsTotal'], scale: 100 },
  'EN-11': { top: ['electors85Plus'], bottom: ['pop85Plus'], scale: 100, isOfPopulation: true },
  'FL-06': { top: ['delDead12m'], bottom: ['expectedAdultDeaths12m'], scale: 100 },
  'FL-09': { top: ['delSuoMotu'], bottom: ['deletions'], scale: 100 },
  'FL-10': { top: ['efCollected'], bottom: ['electorsBefore'], scale: 100 },
  'FL-11': { top: ['notInDraft'], bottom: ['electorsBefore'], scale: 100 },
  'FL-13': { top: ['unmapped'], bottom: ['draftElectors'], scale: 100 },
  'FL-14': { top: ['electorsPendingAdjudication'], bottom: ['electorsTotal'], scale: 100 },
  'FL-15': {
    top: ['appealsDecided'],
    bottom: ['appealsFiled'],
    scale: 100,
    parts: beside('appealsFiled', 'appealsDecided', 'appealsAllowed'),
  },
  'QL-01': { top: ['withEpic'], bottom: ['electorsTotal'], scale: 100 },
  'QL-02': { top: ['withPhoto'], bottom: ['electorsTotal'], scale: 100 },
  'QL-03': { top: ['dseOpen'], bottom: ['electorsTotal'], scale: 10_000 },
  'QL-04': { top: ['pseOpen'], bottom: ['electorsTotal'], scale: 10_000 },
  'QL-06': { top: ['logicalErrorsOpen'], bottom: ['electorsTotal'], scale: 10_000 },
  'QL-08': { top: ['householdsOver10'], bottom: ['households'], scale: 1000 },
  'QL-09': { top: ['ageOver100'], bottom: ['electorsTotal'], scale: 100_000 },
  'QL-10': { top: ['noticesIssued'], less: 'noticesDecided', bottom: ['noticesIssued'], scale: 100 },
  'PS-02': { top: ['electorsTotal'], bottom: ['parts'], scale: 1 },
  'PS-03': {
    top: ['partsFlaggedDeletions'],
    bottom: ['partsWithDeletionRate'],
    scale: 100,
    parts: leftOutOf('partsWithDeletionRate'),
  },
  'PS-04': {
    top: ['partsFlaggedAdditions'],
    bottom: ['partsWithAdditionRate'],
    scale: 100,
    parts: leftOutOf('partsWithAdditionRate'),
  },
  'PS-05': { top: ['partsNoFlow'], bottom: ['partsWithFlow'], scale: 100, parts: leftOutOf('partsWithFlow') },
  'PS-06': { top: ['bloPosted'], bottom: ['parts'], scale: 100 },
  'LR-03': { top: ['mappedElectors'], bottom: ['footprintElectors'], scale: 100 },
  'LR-04': { top: ['splitPartElectors'], bottom: ['mappedElectors'], scale: 100 },
  'LR-08': {
    top: ['matched'],
    bottom: ['matched', 'localOnly', 'assemblyOnly'],
    bottomName: 'compared',
    scale: 100,
  },
  'LR-09': {
    top: ['staleDead', 'staleShifted', 'staleDuplicate'],
    bottom: ['localElectors'],
    scale: 100,
    parts: sharesOf('localElectors', 'staleDead', 'staleShifted', 'staleDuplicate'),
  },
  'LR-10': { top: ['assemblyOnly'], bottom: ['footprintElectors'], scale: 100 },
  'LR-11': { top: ['dupDecided'], bottom: ['dupReferred'], scale: 100, parts: beside('dupFound', 'dupConfirmed') },
  'LR-13': { top: ['overlapRuralUrban'], bottom: ['localElectors'], scale: 100 },
} as const satisfies Partial<Record<MetricId, RatioMetric>>;

export type RatioId = keyof typeof ratioMetrics;

/** Whether the metric is one ratio, and in the table above. */
export function isRatio(id: MetricId): id is RatioId {
  return id in ratioMetrics;
}

/** A ratio metric with its measures by their place in `measures`, as it is run. */
export interface RatioPlan {
  top: readonly number[];
  less: number | undefined;
  bottom: readonly number[];
  bottomName: string;
  scale: number;
  isOfPopulation: boolean;
  parts: ((input: MetricInput) => MetricPart[]) | undefined;
}

const places = new Map<Measure, number>(measures.map((measure, place) => [measure, place]));

function placeOf(measure: Measure): number {
  return places.get(measure) ?? -1;
}

function planOf(metric: RatioMetric): RatioPlan {
  return {
    top: metric.top.map(placeOf),
    less: metric.less && placeOf(metric.less),
    bottom: metric.bottom.map(placeOf),
    bottomName: metric.bottomName ?? metric.bottom[0] ?? '',
    scale: metric.scale,
    isOfPopulation: metric.isOfPopulation === true,
    parts: metric.parts,
  };
}

/** The ratio metrics, ready to run. */
export const ratioPlans: ReadonlyMap<MetricId, RatioPlan> = new Map(
  metricIds.flatMap((id) => (isRatio(id) ? [[id, planOf(ratioMetrics[id])] as const] : [])),
);

/**
 * Computes a ratio into `exact` from whatever gives the count at a place of `measures`, or a mark in place of it, as
 * the `take` of rules-read does. Returns the reason when it cannot be computed.
 */
export function computeRatio(plan: RatioPlan, takeCount: (place: number) => number, exact: Exact): string | undefined {
  let top = 0;
  for (const place of plan.top) {
    const value = takeCount(place);
    if (!(value >= 0)) return faultOf(value, nameAt(place));
    top += value;
  }
  if (plan.less !== undefined) {
    const value = takeCount(plan.less);
    if (!(value >= 0)) return faultOf(value, nameAt(plan.less));
    top -= value;
  }
  let bottom = 0;
  for (const place of plan.bottom) {
    const value = takeCount(place);
    if (!(value >= 0)) return faultOf(value, nameAt(place));
    bottom += value;
  }
  if (bottom === 0) return `zero:${plan.bottomName}`;
  if (!Number.isSafeInteger(bottom)) return `invalid:${plan.bottomName}`;
  if (!Number.isSafeInteger(top)) return `invalid:${nameAt(plan.top[0])}`;
  exact.top = top;
  exact.bottom = bottom;
  exact.scale = plan.scale;
  return undefined;
}

function nameAt(place: number | undefined): string {
  return (place === undefined ? undefined : measures[place]) ?? '';
}

/** The figure of a ratio metric, or the reason it cannot be computed. */
export function evaluateRatio(plan: RatioPlan, input: MetricInput): Figure | string {
  if (plan.isOfPopulation) {
    const fault = populationFault(input);
    if (fault !== undefined) return fault;
  }
  const exact = fraction(0, 1, plan.scale);
  const takeCount = (place: number) => {
    const measure = measures[place];
    return measure === undefined ? Number.NaN : take(input, measure);
  };
  const reason = computeRatio(plan, takeCount, exact);
  if (reason !== undefined) return reason;
  const { parts } = plan;
  const figure = figureOf<[number, number]>(exact, [exact.top, exact.bottom]);
  if (parts) figure.parts = () => parts(input);
  figure.isOfPopulation = plan.isOfPopulation;
  return figure;
}

function beside(...shown: Measure[]): (input: MetricInput) => MetricPart[] {
  return (input) => countsBeside(input, shown);
}

function leftOutOf(counted: Measure): (input: MetricInput) => MetricPart[] {
  return (input) => partsLeftOut(input, counted);
}

function sharesOf(bottom: Measure, ...tops: Measure[]): (input: MetricInput) => MetricPart[] {
  return (input) =>
    partsOf(Object.fromEntries(tops.map((top) => [top, ratio(read(input, top), read(input, bottom), 100)])));
}
