// All metrics of very many units at once: status, figure and reason in columns, nothing rounded and nothing to show.
// It runs the formulas and the colouring of `evaluate`; what it leaves out is making a result for the eye.

import { type MetricId, metricLimits } from './catalogue-limits.ts';
import { formulas, refusal } from './rules.ts';
import { bandsOf, judge } from './rules-bands.ts';
import { fraction, toNumber } from './rules-exact.ts';
import { populationFault } from './rules-population.ts';
import { computeRatio, isRatio, type RatioMetric, ratioMetrics } from './rules-ratios.ts';
import { type Figure, take } from './rules-read.ts';
import type { Measure, MetricInput, MetricStatus } from './schema.ts';

/** The statuses by their code in `MetricColumn.status`. */
export const statusCodes = ['not_computed', 'green', 'amber', 'red', 'info'] as const satisfies readonly MetricStatus[];

const codeOf = { not_computed: 0, green: 1, amber: 2, red: 3, info: 4 } as const satisfies Record<MetricStatus, number>;

/** One metric over all units, in the order of the units. */
export interface MetricColumn {
  /** The figure before rounding, in the metric's unit; NaN where it is not computed. */
  value: Float64Array;
  /** Index in `statusCodes`. */
  status: Uint8Array;
  /** Index in `ManyResults.reasons`; 0 for none. */
  why: Uint16Array;
}

export interface ManyResults {
  columns: ReadonlyMap<MetricId, MetricColumn>;
  /** The reasons met, each once; the first is empty. */
  reasons: readonly string[];
}

/**
 * Evaluates each metric on each unit. Status, `value` and reason are those `evaluate` gives, value for value; displays,
 * parts, numerators and populations are left to `evaluate` for the units that are looked at.
 */
export function evaluateMany(ids: readonly MetricId[], inputs: readonly MetricInput[]): ManyResults {
  const seen = new Map<string, number>([['', 0]]);
  const reasonCode = (reason: string): number => {
    const known = seen.get(reason);
    if (known !== undefined) return known;
    seen.set(reason, seen.size);
    return seen.size - 1;
  };
  const counts = countColumns(ids, inputs);
  const faults = ids.some((id) => isRatio(id) && metricOf(id).isOfPopulation) ? inputs.map(populationFault) : [];
  const columns = new Map<MetricId, MetricColumn>();
  for (const id of ids) {
    const column = {
      value: new Float64Array(inputs.length).fill(Number.NaN),
      status: new Uint8Array(inputs.length),
      why: new Uint16Array(inputs.length),
    };
    const figureOf = isRatio(id) ? ratioReader(metricOf(id), counts, faults) : formulaReader(formulas[id]);
    fill(column, id, inputs, figureOf, reasonCode);
    columns.set(id, column);
  }
  return { columns, reasons: [...seen.keys()] };
}

type FigureReader = (input: MetricInput, unit: number) => Figure | string;

function fill(
  { value, status, why }: MetricColumn,
  id: MetricId,
  inputs: readonly MetricInput[],
  figureOf: FigureReader,
  reasonCode: (reason: string) => number,
): void {
  const limits = metricLimits[id];
  for (const [unit, input] of inputs.entries()) {
    const figure = refusal(limits, input) ?? figureOf(input, unit);
    if (typeof figure === 'string') {
      why[unit] = reasonCode(figure);
      continue;
    }
    const verdict = judge(figure, bandsOf(id, input), input);
    const reason = figure.reason ?? verdict.reason;
    value[unit] = toNumber(figure.exact);
    status[unit] = codeOf[verdict.status];
    if (reason !== undefined) why[unit] = reasonCode(reason);
  }
}

function formulaReader(formula: (input: MetricInput) => Figure | string): FigureReader {
  return formula;
}

/** One figure is filled again and again: it is judged before the next unit is read. */
function ratioReader(
  metric: RatioMetric,
  counts: ReadonlyMap<Measure, Float64Array>,
  faults: readonly (string | undefined)[],
): FigureReader {
  const figure: Figure = { exact: fraction(0, 1, metric.scale), of: null };
  let at = 0;
  const takeCount = (measure: Measure) => counts.get(measure)?.[at] ?? Number.NaN;
  return (_input, unit) => {
    at = unit;
    const fault = metric.isOfPopulation ? faults[unit] : undefined;
    return fault ?? computeRatio(metric, takeCount, figure.exact) ?? figure;
  };
}

/** The counts that ratio metrics read, by measure, each unit's as `take` gives it. */
function countColumns(ids: readonly MetricId[], inputs: readonly MetricInput[]): Map<Measure, Float64Array> {
  const columns = new Map<Measure, Float64Array>();
  for (const id of ids) {
    if (!isRatio(id)) continue;
    const { top, bottom, less, instead } = metricOf(id);
    for (const measure of [...top, ...bottom, less, instead]) {
      if (measure === undefined || columns.has(measure)) continue;
      const column = new Float64Array(inputs.length);
      for (const [unit, input] of inputs.entries()) column[unit] = take(input, measure);
      columns.set(measure, column);
    }
  }
  return columns;
}

function metricOf(id: keyof typeof ratioMetrics): RatioMetric {
  return ratioMetrics[id];
}
