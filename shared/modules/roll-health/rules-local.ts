// Evaluation of the roll-reconciliation metrics (LR): assembly roll against local-body roll. Counts only, no words.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { localBound } from './checks-record.ts';
import {
  change,
  compare,
  type Exact,
  type Figure,
  magnitude,
  ratio,
  read,
  readCount,
  subtract,
  toNumber,
  toPart,
  whole,
  wholeNumber,
} from './rules-exact.ts';
import type { LocalRoll, MetricId, MetricInput } from './schema.ts';

/** Longest window in which opposite movements are comparable, in days (reading 6.7.11). */
const longestWindowDays = 366;

type LocalEvaluator = (local: LocalRoll, input: MetricInput) => Figure | string;

/** Evaluators of the LR metrics that need counts only, by id. */
export const localEvaluators: Partial<Record<MetricId, (input: MetricInput) => Figure | string>> = {
  'LR-01': withLocal(rollGap),
  'LR-02': withLocal(boundTest),
  'LR-06': withLocal(baseLag),
  'LR-07': withLocal(driftSinceBase),
  'LR-12': withLocal(genderDivergence),
  'LR-14': withLocal(qualifyingGap),
  'LR-16': withLocal(oppositeMovement),
};

function withLocal(evaluator: LocalEvaluator): (input: MetricInput) => Figure | string {
  return (input) => (input.local ? evaluator(input.local, input) : 'no_local_roll');
}

function rollGap(local: LocalRoll, input: MetricInput): Figure | string {
  if (local.footprint !== 'whole') return 'footprint_differs';
  const gap = change(readCount('localTotal', local.total), read(input.counts, 'electorsTotal'));
  if (typeof gap === 'string') return gap;
  const isSameBase =
    local.rollMode === 'in_toto' && local.baseRollDate !== undefined && local.baseRollDate === input.asOn;
  if (!isSameBase || gap.exact.numerator === 0n) return gap;
  return { ...gap, reason: 'in_toto_differs', settled: { status: 'red', isShownRight: (shown) => shown !== 0 } };
}

function boundTest(local: LocalRoll, input: MetricInput): Figure | string {
  const assembly = read(input.counts, 'electorsTotal');
  const share = ratio(readCount('localTotal', local.total), assembly, 100);
  if (typeof assembly === 'string' || typeof share === 'string')
    return typeof share === 'string' ? share : 'invalid:electorsTotal';
  const verdict = localBound(local, assembly.value);
  const bound = local.footprint === 'rural' ? 100 : 102;
  const isShownRight = (shown: number) => shown > bound === (verdict === 'fail');
  if (verdict === 'fail') return { ...share, reason: 'bound_exceeded', settled: { status: 'red', isShownRight } };
  if (verdict === 'undecided') return { ...share, reason: 'undecided', settled: { status: 'info', isShownRight } };
  return { ...share, settled: { status: 'green', isShownRight } };
}

function baseLag(local: LocalRoll): Figure | string {
  if (local.baseRollDate === undefined) return 'missing:baseRollDate';
  if (local.pollDate === undefined) return 'missing:pollDate';
  return whole(daysBetween(local.baseRollDate, local.pollDate));
}

function driftSinceBase(local: LocalRoll, input: MetricInput): Figure | string {
  const drift = change(read(input.counts, 'electorsTotal'), readCount('baseElectors', local.baseElectors));
  return typeof drift === 'string' ? drift : { ...drift, exact: magnitude(drift.exact) };
}

function genderDivergence(local: LocalRoll, input: MetricInput): Figure | string {
  if (local.footprint !== 'whole') return 'footprint_differs';
  const ours = ratio(readCount('localFemale', local.female), readCount('localMale', local.male), 1000);
  const assembly = ratio(read(input.counts, 'electorsFemale'), read(input.counts, 'electorsMale'), 1000);
  if (typeof ours === 'string') return ours;
  if (typeof assembly === 'string') return assembly;
  return { exact: subtract(ours.exact, assembly.exact), of: [toNumber(ours.exact), toNumber(assembly.exact)] };
}

function qualifyingGap(local: LocalRoll, input: MetricInput): Figure | string {
  if (local.qualifyingDate === undefined) return 'missing:localQualifyingDate';
  if (input.qualifyingDate === undefined) return 'missing:qualifyingDate';
  return whole(Math.abs(daysBetween(local.qualifyingDate, input.qualifyingDate)));
}

function oppositeMovement(local: LocalRoll, input: MetricInput): Figure | string {
  const ours = change(readCount('localTotal', local.total), readCount('localPreviousTotal', local.previousTotal));
  const previous = input.previous ? read(input.previous, 'electorsTotal') : 'missing:previousElectorsTotal';
  const assembly = change(read(input.counts, 'electorsTotal'), previous);
  if (typeof ours === 'string') return ours;
  if (typeof assembly === 'string') return assembly;
  const span = windowDays([
    ['asOn', input.asOn],
    ['previousAsOn', input.previousAsOn],
    ['localAsOn', local.asOn],
    ['localPreviousAsOn', local.previousAsOn],
  ]);
  if (typeof span === 'string') return span;
  if (span > longestWindowDays) return 'window_too_long';
  const isFlagged = isOpposite(ours.exact, assembly.exact);
  const flag = wholeNumber(isFlagged ? 1 : 0);
  const gap = isFlagged ? magnitude(subtract(ours.exact, assembly.exact)) : wholeNumber(0);
  const parts = [toPart('local', ours), toPart('assembly', assembly)];
  return { exact: flag, of: null, parts, subjects: { flag, gap_when_flagged: gap } };
}

function isOpposite(left: Exact, right: Exact): boolean {
  const isApart = left.numerator < 0n !== right.numerator < 0n;
  return isApart && compare(magnitude(left), 1) > 0 && compare(magnitude(right), 1) > 0;
}

/** Days from the earliest to the latest of the days, or which of them is missing. */
function windowDays(days: readonly (readonly [string, IsoDate | undefined])[]): number | string {
  const known: IsoDate[] = [];
  for (const [name, day] of days) {
    if (day === undefined) return `missing:${name}`;
    known.push(day);
  }
  const [first = '', ...rest] = known.toSorted();
  return daysBetween(first, rest.at(-1) ?? first);
}
