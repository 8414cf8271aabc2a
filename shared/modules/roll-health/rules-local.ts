// Evaluation of the roll-reconciliation metrics (LR): assembly roll against local-body roll. Counts only, no words.

import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { localBound } from './checks-record.ts';
import { compare, type Exact, fraction, magnitude, subtract, toNumber, wholeNumber } from './rules-exact.ts';
import { countWithShare } from './rules-quality.ts';
import {
  change,
  type Evaluator,
  type Figure,
  figureOf,
  ratio,
  read,
  readCount,
  toPart,
  wholeDays,
} from './rules-read.ts';
import type { LocalRoll, MetricId, MetricInput } from './schema.ts';

/** Longest window in which opposite movements are comparable, in days (reading 6.7.11). */
const longestWindowDays = 366;

type LocalEvaluator = (local: LocalRoll, input: MetricInput) => Figure | string;

export const localEvaluators = {
  'LR-01': withLocal(rollGap),
  'LR-02': withLocal(boundTest),
  'LR-05': (input) => countWithShare(input, 'orphanElectors', 'footprintElectors', 100, 'share_of_footprint'),
  'LR-06': withLocal(baseLag),
  'LR-07': withLocal(driftSinceBase),
  'LR-12': withLocal(genderDivergence),
  'LR-14': withLocal(qualifyingGap),
  'LR-15': wardBalance,
  'LR-16': withLocal(oppositeMovement),
} satisfies Partial<Record<MetricId, Evaluator>>;

function withLocal(evaluator: LocalEvaluator): Evaluator {
  return (input) => (input.local ? evaluator(input.local, input) : 'no_local_roll');
}

function rollGap(local: LocalRoll, input: MetricInput): Figure | string {
  if (local.footprint !== 'whole') return 'footprint_differs';
  const gap = change(readCount('localTotal', local.total), read(input, 'electorsTotal'));
  if (typeof gap === 'string') return gap;
  const isSameBase =
    local.rollMode === 'in_toto' && local.baseRollDate !== undefined && local.baseRollDate === input.asOn;
  if (!isSameBase || gap.exact.top === 0) return gap;
  gap.reason = 'in_toto_differs';
  gap.settled = 'red';
  gap.isShownRight = (shown) => shown !== 0;
  return gap;
}

function boundTest(local: LocalRoll, input: MetricInput): Figure | string {
  const assembly = read(input, 'electorsTotal');
  const share = ratio(readCount('localTotal', local.total), assembly, 100);
  if (typeof assembly === 'string' || typeof share === 'string')
    return typeof share === 'string' ? share : 'invalid:electorsTotal';
  const verdict = localBound(local, assembly.value);
  const bound = local.footprint === 'rural' ? 100 : 102;
  share.isShownRight = (shown: number) => shown > bound === (verdict === 'fail');
  share.settled = ({ fail: 'red', undecided: 'info', pass: 'green' } as const)[verdict];
  share.reason = { fail: 'bound_exceeded', undecided: 'undecided', pass: undefined }[verdict];
  return share;
}

function baseLag(local: LocalRoll): Figure | string {
  if (local.baseRollDate === undefined) return 'missing:baseRollDate';
  if (local.pollDate === undefined) return 'missing:pollDate';
  return wholeDays('pollDate', daysBetween(local.baseRollDate, local.pollDate));
}

function driftSinceBase(local: LocalRoll, input: MetricInput): Figure | string {
  const drift = change(read(input, 'electorsTotal'), readCount('baseElectors', local.baseElectors));
  if (typeof drift !== 'string') drift.exact = magnitude(drift.exact);
  return drift;
}

function genderDivergence(local: LocalRoll, input: MetricInput): Figure | string {
  if (local.footprint !== 'whole') return 'footprint_differs';
  const ours = ratio(readCount('localFemale', local.female), readCount('localMale', local.male), 1000);
  const assembly = ratio(read(input, 'electorsFemale'), read(input, 'electorsMale'), 1000);
  if (typeof ours === 'string') return ours;
  if (typeof assembly === 'string') return assembly;
  return figureOf(subtract(ours.exact, assembly.exact), [toNumber(ours.exact), toNumber(assembly.exact)]);
}

function qualifyingGap(local: LocalRoll, input: MetricInput): Figure | string {
  if (local.qualifyingDate === undefined) return 'missing:localQualifyingDate';
  if (input.qualifyingDate === undefined) return 'missing:qualifyingDate';
  return wholeDays('qualifyingDate', Math.abs(daysBetween(local.qualifyingDate, input.qualifyingDate)));
}

/** The largest distance of a ward from the mean ward, as `(wards × electors − all) ÷ all`: no mean is rounded. */
function wardBalance({ wards }: MetricInput): Figure | string {
  if (wards === undefined) return 'missing:wards';
  if (wards.length === 0) return 'zero:wards';
  let all = 0;
  let [smallest = 0] = wards;
  let largest = smallest;
  for (const electors of wards) {
    if (!Number.isSafeInteger(electors) || electors < 0) return 'invalid:wards';
    all += electors;
    smallest = Math.min(smallest, electors);
    largest = Math.max(largest, electors);
  }
  if (all === 0) return 'zero:wardElectors';
  if (!Number.isSafeInteger(all * 100)) return 'invalid:wards';
  const distances = [largest, smallest].map((electors) =>
    magnitude({ top: electors, bottom: all, lessTop: 1, lessBottom: wards.length, scale: 100 * wards.length }),
  );
  const [above = fraction(0, 1, 1), below = above] = distances;
  return figureOf(toNumber(below) > toNumber(above) ? below : above, null);
}

function oppositeMovement(local: LocalRoll, input: MetricInput): Figure | string {
  const ours = change(readCount('localTotal', local.total), readCount('localPreviousTotal', local.previousTotal));
  const previous = input.previous
    ? readCount('electorsTotal', input.previous.electorsTotal)
    : 'missing:previousElectorsTotal';
  const assembly = change(read(input, 'electorsTotal'), previous);
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
  const figure = figureOf(flag, null);
  figure.parts = () => [toPart('local', ours), toPart('assembly', assembly)];
  figure.subjects = { flag, gap_when_flagged: gap };
  return figure;
}

function isOpposite(left: Exact, right: Exact): boolean {
  const isApart = left.top < 0 !== right.top < 0;
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
