// Evaluation of roll-health metrics: counts in, status and exact figure out. No clock, no IO, no words.
// Limits are compared strictly on the exact figure: a value on a limit keeps the better colour.

import { type MetricId, metricIds, metricLimits } from './catalogue-limits.ts';
import { bandsOf } from './rules-bands.ts';
import { enrolmentEvaluators } from './rules-enrolment.ts';
import { flowEvaluators } from './rules-flow.ts';
import { localEvaluators } from './rules-local.ts';
import { qualityEvaluators } from './rules-quality.ts';
import { evaluateRatio, isRatio, type RatioId, ratioPlans } from './rules-ratios.ts';
import { change, type Evaluator, type Figure, form, type Read, ratio, read, withReason } from './rules-read.ts';
import { toResult } from './rules-result.ts';
import type { Counts, Measure, MetricInput, MetricLimits, MetricResult } from './schema.ts';

export type { MetricInput };
export { metricIds };

/**
 * Evaluates one metric on one unit's counts. `value` is the figure before rounding, in the metric's unit (`percent`,
 * `per_1000`, `days`, …); `display` is rounded half away from zero, with more decimals where the metric's own would
 * hide the colour. A missing measure or a zero denominator is `not_computed` with its reason, never zero.
 *
 * Reasons of `not_computed`: `not_at_level`, `not_in_exercise`, `missing:<measure>`, `zero:<measure>`,
 * `invalid:<measure>`, `incomplete:<measure>` (not known for all parts), `no_population`, `basis_stale`, `no_reasons`,
 * `no_local_roll`, `footprint_differs`, `window_too_long`.
 * Reasons beside a value: `no_band_for_exercise`, `before_clock`, `clock_unknown`, `worst:<part>`, `dse_only`,
 * `pse_only`, `upper_bound`, `other_not_stated`, `undecided`, `bound_exceeded`, `in_toto_differs`,
 * `draft_identity_only`, `final_identity_only`; for EN-01 and EN-04, why they take no colour.
 * Source: roll-health catalogue, sections 6 and 6.7.
 */
export function evaluate(id: MetricId, input: MetricInput): MetricResult {
  const refused = refusal(metricLimits[id], input);
  if (refused !== undefined) return notComputed(refused);
  const plan = ratioPlans.get(id);
  const figure = isRatio(id) ? (plan ? evaluateRatio(plan, input) : 'missing:plan') : formulas[id](input);
  if (typeof figure === 'string') return notComputed(figure);
  return toResult(figure, bandsOf(id, input), input, metricLimits[id].decimals);
}

/** Why the metric is not asked at all: it is not defined for the level or the exercise. */
export function refusal({ levels, exercises }: MetricLimits, { level, exercise }: MetricInput): string | undefined {
  if (!levels.includes(level)) return 'not_at_level';
  return exercises && !exercises.includes(exercise) ? 'not_in_exercise' : undefined;
}

/** The metrics that are more than one ratio. */
export const formulas: Readonly<Record<Exclude<MetricId, RatioId>, Evaluator>> = {
  ...enrolmentEvaluators,
  ...flowEvaluators,
  ...qualityEvaluators,
  ...localEvaluators,
};

/** SIR: change of the draft against the roll before, in percent. It is not FL-03, which needs the final roll. */
export function draftChange(input: MetricInput): MetricResult {
  return unbanded(
    withReason(change(read(input, 'draftElectors'), read(input, 'electorsBefore')), 'draft_change'),
    input,
  );
}

/** `(received − accepted) ÷ received` of a form, in percent. It is not FL-08, whose base is the decided forms. */
export function notAcceptedOfReceived(input: MetricInput): MetricResult {
  const [received, accepted] = [form(input, 'Received'), form(input, 'Accepted')];
  const left = typeof received === 'string' ? received : lessened(received, accepted);
  return unbanded(withReason(ratio(left, received, 100), 'not_accepted_of_received'), input);
}

/**
 * Sums the named measures over the units that have all of them, and says how many were left out. Rates of a higher
 * level come from these sums: rates are never averaged. With no complete unit the counts are absent, not zero.
 */
export function sumCounts(
  units: readonly Counts[],
  needed: readonly Measure[],
): { counts: Counts; used: number; leftOut: number } {
  const counts: Counts = {};
  const complete = units.filter((unit) => needed.every((measure) => unit[measure] !== undefined));
  for (const unit of complete) {
    for (const measure of needed) counts[measure] = (counts[measure] ?? 0) + (unit[measure] ?? 0);
  }
  return { counts, used: complete.length, leftOut: units.length - complete.length };
}

/** What a row's own figures are called in an intensive revision, by the stage of its roll: name and where it is from. */
const sirNames = {
  draft: [
    ['electorsBefore', 'opening'],
    ['draftElectors', 'electorsTotal'],
  ],
  final: [
    ['draftElectors', 'opening'],
    ['finalElectors', 'electorsTotal'],
    ['coAdded', 'additions'],
    ['coDeleted', 'deletions'],
  ],
} as const satisfies Record<string, readonly (readonly [Measure, Measure])[]>;

/**
 * The counts of a part, constituency or district in an intensive revision with the names the SIR metrics read: at the
 * draft stage the total is the draft and the opening is the roll before; at the final stage the opening is the draft,
 * the total the final roll, and additions and deletions are those on claims and objections. A figure stated under its
 * own name stays. At any other stage the counts come back as they are. `known` of a sum goes the same way.
 */
export function sirCounts(counts: Counts, stage: string): Counts {
  if (stage !== 'draft' && stage !== 'final') return counts;
  const named: Counts = { ...counts };
  for (const [name, from] of sirNames[stage]) {
    const count = counts[from];
    if (named[name] === undefined && count !== undefined) named[name] = count;
  }
  return named;
}

function lessened(from: Exclude<Read, string>, taken: Read): Read {
  return typeof taken === 'string' ? taken : { name: from.name, value: from.value - taken.value };
}

function unbanded(figure: Figure | string, input: MetricInput): MetricResult {
  return typeof figure === 'string' ? notComputed(figure) : toResult(figure, [], input, 2);
}

function notComputed(reason: string): MetricResult {
  return { status: 'not_computed', reason };
}
