// Evaluation of roll-health metrics: counts in, status and exact figure out. No clock, no IO, no words.
// Limits are compared by whole-number cross-multiplication, strictly: a value on a limit keeps the better colour.

import { daysBetween } from '#shared/kernel/time.ts';
import { type MetricId, metricIds, metricLimits } from './catalogue-limits.ts';
import { draftIdentity, entryCells, finalIdentity, type Identity, rollForward } from './checks.ts';
import { statedReasons } from './checks-record.ts';
import {
  change,
  type Figure,
  type Read,
  ratio,
  read,
  readCount,
  sum,
  toPart,
  toResult,
  whole,
  wholeNumber,
  withReason,
} from './rules-exact.ts';
import { localEvaluators } from './rules-local.ts';
import type { Counts, Measure, MetricInput, MetricPart, MetricResult, SirFigures } from './schema.ts';

export type { MetricInput };
export { metricIds };

/**
 * Evaluates one metric on one unit's counts. `value` is the figure before rounding, in the metric's unit (`percent`,
 * `per_1000`, `days`, …); `display` is rounded half away from zero, with more decimals where the metric's own would
 * hide the colour. A missing measure or a zero denominator is `not_computed` with its reason, never zero.
 *
 * Reasons of `not_computed`: `not_yet_computed`, `not_at_level`, `not_in_exercise`, `missing:<measure>`,
 * `zero:<measure>`, `invalid:<measure>`, `no_reasons`, `no_local_roll`, `footprint_differs`, `window_too_long`.
 * Reasons beside a value: `no_band_for_exercise`, `no_population`, `upper_bound`, `other_not_stated`, `undecided`,
 * `bound_exceeded`, `in_toto_differs`, `draft_identity_only`, `final_identity_only`.
 * Source: roll-health catalogue, sections 6 and 6.7.
 */
export function evaluate(id: MetricId, input: MetricInput): MetricResult {
  const limits = metricLimits[id];
  const evaluator = evaluators[id] ?? localEvaluators[id];
  if (!limits.isEvaluated || !evaluator) return notComputed('not_yet_computed');
  if (!limits.levels.includes(input.level)) return notComputed('not_at_level');
  if (limits.exercises && !limits.exercises.includes(input.exercise)) return notComputed('not_in_exercise');
  const figure = evaluator(input);
  if (typeof figure === 'string') return notComputed(figure);
  return toResult(figure, input.thresholds?.[id] ?? limits.bands, input, limits.decimals);
}

/** SIR: change of the draft against the roll before, in percent. It is not FL-03, which needs the final roll. */
export function draftChange(input: MetricInput): MetricResult {
  return unbanded(withReason(change(sir(input, 'draft'), sir(input, 'before')), 'draft_change'), input);
}

/** `(received − accepted) ÷ received` of a form, in percent. It is not FL-08, whose base is the decided forms. */
export function notAcceptedOfReceived(input: MetricInput): MetricResult {
  const [received, accepted] = [form(input, 'Received'), form(input, 'Accepted')];
  const left = typeof received === 'string' ? received : take(received, accepted);
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

const evaluators: Partial<Record<MetricId, (input: MetricInput) => Figure | string>> = {
  'EN-04': ({ counts }) =>
    withReason(ratio(read(counts, 'electorsFemale'), read(counts, 'electorsMale'), 1000), 'no_population'),
  'EN-09': ({ counts }) => ratio(read(counts, 'electorsThird'), read(counts, 'electorsTotal'), 100_000),
  'FL-01': additionRate,
  'FL-02': deletionRate,
  'FL-03': netChange,
  'FL-04': grossChurn,
  'FL-05': reasonShares,
  'FL-08': rejectionRate,
  'FL-11': (input) => ratio(sir(input, 'notInDraft'), sir(input, 'before'), 100),
  'FL-12': restoration,
  'FL-14': ({ counts }) => ratio(read(counts, 'electorsPendingAdjudication'), read(counts, 'electorsTotal'), 100),
  'QL-01': ({ counts }) => ratio(read(counts, 'withEpic'), read(counts, 'electorsTotal'), 100),
  'QL-02': ({ counts }) => ratio(read(counts, 'withPhoto'), read(counts, 'electorsTotal'), 100),
  'PS-01': stationsOverCap,
  'PS-02': ({ counts }) => ratio(read(counts, 'electorsTotal'), read(counts, 'parts'), 1),
  'DQ-01': snapshotAge,
  'DQ-02': completeness,
  'DQ-03': residual,
  'DQ-04': scheduleSlip,
};

function additionRate(input: MetricInput): Figure | string {
  const added = sir(input, 'coAdded');
  const isSirPart = input.level === 'P' && typeof added === 'string';
  if (input.exercise === 'SIR' && !isSirPart) return ratio(added, sir(input, 'draft'), 100);
  return ratio(read(input.counts, 'additions'), previousElectors(input), 100);
}

function deletionRate(input: MetricInput): Figure | string {
  const notInDraft = sir(input, 'notInDraft');
  const isSirPart = input.level === 'P' && typeof notInDraft === 'string';
  if (input.exercise !== 'SIR' || isSirPart)
    return ratio(read(input.counts, 'deletions'), previousElectors(input), 100);
  const rate = ratio(notInDraft, sir(input, 'before'), 100);
  if (typeof rate === 'string') return rate;
  const atClaims = ratio(sir(input, 'coDeleted'), sir(input, 'draft'), 100);
  const parts = typeof atClaims === 'string' ? {} : { parts: [toPart('coDeleted', atClaims)] };
  // A part that states `notInDraft` is judged by the SIR band, which is printed for constituencies and above.
  return { ...rate, ...parts, bandLevel: input.level === 'P' ? 'A' : input.level };
}

function netChange(input: MetricInput): Figure | string {
  if (input.exercise === 'SIR') return change(sir(input, 'final'), sir(input, 'before'));
  return change(read(input.counts, 'electorsTotal'), opening(input));
}

function grossChurn(input: MetricInput): Figure | string {
  const { counts } = input;
  if (input.exercise !== 'SIR')
    return ratio(sum('churn', read(counts, 'additions'), read(counts, 'deletions')), opening(input), 100);
  return ratio(
    sum('churn', sir(input, 'coAdded'), sir(input, 'notInDraft'), sir(input, 'coDeleted')),
    sir(input, 'before'),
    100,
  );
}

function reasonShares(input: MetricInput): Figure | string {
  const base = input.exercise === 'SIR' ? sir(input, 'notInDraft') : read(input.counts, 'deletions');
  if (typeof base === 'string') return base;
  const reasons = statedReasons(input.counts, input.exercise === 'SIR' ? 'notInDraft' : 'deletions');
  if (reasons.length === 0) return 'no_reasons';
  const parts: MetricPart[] = [];
  let remainder = base.value;
  for (const { measure, count } of reasons) {
    const share = ratio(readCount(measure, count), base, 100);
    if (typeof share === 'string') return share;
    parts.push(toPart(measure, share));
    remainder -= count;
  }
  const other = read(input.counts, input.exercise === 'SIR' ? 'nidOther' : 'delOther');
  const share = ratio(typeof other === 'string' ? { name: 'remainder', value: remainder } : other, base, 100);
  if (typeof share === 'string') return share;
  if (typeof other === 'string') return { ...share, parts, reason: 'other_not_stated', settled: { status: 'info' } };
  return { ...share, parts, subjects: { other_share: share.exact } };
}

function rejectionRate(input: MetricInput): Figure | string {
  const rejected = form(input, 'Rejected');
  const decided = sum('decided', form(input, 'Accepted'), rejected);
  return ratio(rejected, decided, 100);
}

function restoration(input: MetricInput): Figure | string {
  const restored = read(input.counts, 'coAddedFromExcluded');
  if (typeof restored !== 'string') return ratio(restored, sir(input, 'notInDraft'), 100);
  return withReason(ratio(sir(input, 'coAdded'), sir(input, 'notInDraft'), 100), 'upper_bound');
}

function stationsOverCap({ counts }: MetricInput): Figure | string {
  const share = ratio(read(counts, 'partsOverCap'), read(counts, 'parts'), 100);
  if (typeof share === 'string') return share;
  return { ...share, exact: wholeNumber(share.of[0]), subjects: { share_of_parts: share.exact } };
}

function snapshotAge({ reportedOn, today }: MetricInput): Figure | string {
  if (reportedOn === undefined) return 'missing:reportedOn';
  const age = daysBetween(reportedOn, today);
  return age < 0 ? 'invalid:reportedOn' : whole(age);
}

function completeness({ counts }: MetricInput): Figure | string {
  const filled = entryCells.filter((cell) => counts[cell] !== undefined).length;
  return ratio(readCount('filled', filled), readCount('required', entryCells.length), 100);
}

function scheduleSlip({ milestone }: MetricInput): Figure | string {
  return milestone ? whole(daysBetween(milestone.firstPlanned, milestone.currentPlanned)) : 'missing:milestone';
}

/** SIR closes on two identities, each judged by its own opening: the worse one is shown, then the larger. */
function residual(input: MetricInput): Figure | string {
  if (input.exercise !== 'SIR') return statedIdentity(input);
  const first = draftResidual(input);
  const second = finalResidual(input);
  if (typeof first === 'string') return typeof second === 'string' ? first : withReason(second, 'final_identity_only');
  if (typeof second === 'string') return withReason(first, 'draft_identity_only');
  const isSecond = Math.abs(second.residual) > Math.abs(first.residual);
  if (first.severity !== second.severity)
    return first.severity === 'E' || second.severity === undefined ? first : second;
  return isSecond ? second : first;
}

type Residual = Figure & Pick<Identity, 'residual' | 'severity'>;

function statedIdentity(input: MetricInput): Residual | string {
  const [opened, added, deleted] = [
    read(input.counts, 'opening'),
    read(input.counts, 'additions'),
    read(input.counts, 'deletions'),
  ];
  const closing = read(input.counts, 'electorsTotal');
  if (typeof opened === 'string') return opened;
  if (typeof added === 'string') return added;
  if (typeof deleted === 'string') return deleted;
  if (typeof closing === 'string') return closing;
  const flow = { opening: opened.value, additions: added.value, deletions: deleted.value, closing: closing.value };
  return toResidual(rollForward(flow), opened.value);
}

function draftResidual(input: MetricInput): Residual | string {
  const [before, notInDraft, draft] = [sir(input, 'before'), sir(input, 'notInDraft'), sir(input, 'draft')];
  if (typeof before === 'string') return before;
  if (typeof notInDraft === 'string') return notInDraft;
  if (typeof draft === 'string') return draft;
  return toResidual(
    draftIdentity({ before: before.value, notInDraft: notInDraft.value, draft: draft.value }),
    before.value,
  );
}

function finalResidual(input: MetricInput): Residual | string {
  const [draft, added, deleted, final] = [
    sir(input, 'draft'),
    sir(input, 'coAdded'),
    sir(input, 'coDeleted'),
    sir(input, 'final'),
  ];
  if (typeof draft === 'string') return draft;
  if (typeof added === 'string') return added;
  if (typeof deleted === 'string') return deleted;
  if (typeof final === 'string') return final;
  const flow = { draft: draft.value, coAdded: added.value, coDeleted: deleted.value, final: final.value };
  return toResidual(finalIdentity(flow), draft.value);
}

function toResidual(found: Identity, openingElectors: number): Residual {
  const { residual: electors, severity } = found;
  return { ...whole(electors), of: [found.left, found.right], opening: openingElectors, residual: electors, severity };
}

const sirMeasures = {
  before: 'electorsBefore',
  draft: 'draftElectors',
  final: 'finalElectors',
  notInDraft: 'notInDraft',
  coAdded: 'coAdded',
  coDeleted: 'coDeleted',
} as const satisfies Record<keyof SirFigures, Measure>;

function sir(input: MetricInput, figure: keyof SirFigures): Read {
  const measure = sirMeasures[figure];
  return readCount(measure, input.sir?.[figure] ?? input.counts[measure]);
}

function form(input: MetricInput, step: 'Received' | 'Accepted' | 'Rejected'): Read {
  return read(input.counts, `form${input.form ?? '6'}${step}`);
}

function take(from: Exclude<Read, string>, taken: Read): Read {
  return typeof taken === 'string' ? taken : { name: from.name, value: from.value - taken.value };
}

/** The total of the previous published statement; else the stated opening, which V04 holds equal to it. */
function previousElectors({ previous, counts }: MetricInput): Read {
  return previous?.electorsTotal === undefined ? read(counts, 'opening') : read(previous, 'electorsTotal');
}

/** The stated opening; else the total of the previous published statement, which V04 holds equal to it. */
function opening({ previous, counts }: MetricInput): Read {
  const isFromPrevious = counts.opening === undefined && previous?.electorsTotal !== undefined;
  return isFromPrevious ? read(previous, 'electorsTotal') : read(counts, 'opening');
}

function unbanded(figure: Figure | string, input: MetricInput): MetricResult {
  return typeof figure === 'string' ? notComputed(figure) : toResult(figure, [], input, 2);
}

function notComputed(reason: string): MetricResult {
  return { status: 'not_computed', reason };
}
