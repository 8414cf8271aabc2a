// Evaluation of the metrics of entries (QL), parts and stations (PS), timeliness and data quality (DQ) that are more
// than one ratio.

import { daysBetween } from '#shared/kernel/time.ts';
import { entryCells } from './checks.ts';
import { bandsOf, judge, severityOf } from './rules-bands.ts';
import { fraction, toNumber, wholeNumber } from './rules-exact.ts';
import {
  countsBeside,
  type Evaluator,
  type Figure,
  figureOf,
  partsLeftOut,
  partsOf,
  type Ratio,
  ratio,
  read,
  readCount,
  sum,
  whole,
  wholeDays,
  withReason,
} from './rules-read.ts';
import type { LimitSubject, Measure, MetricId, MetricInput } from './schema.ts';

export const qualityEvaluators = {
  'QL-05': similarEntriesDisposed,
  'QL-07': repeatedEpics,
  'PS-01': stationsOverCap,
  'PS-07': deletionSpread,
  'DQ-01': snapshotAge,
  'DQ-02': completeness,
  'DQ-04': scheduleSlip,
  'DQ-05': openFindings,
} satisfies Partial<Record<MetricId, Evaluator>>;

/** Demographic and photo similarity apart; the worse colour counts, then the lower rate. One alone stands as such. */
function similarEntriesDisposed(input: MetricInput): Figure | string {
  const demographic = disposal(input, 'dse');
  const photo = disposal(input, 'pse');
  const parts = () =>
    partsOf({
      dseDisposed: demographic,
      dseConfirmed: ratio(read(input, 'dseConfirmed'), read(input, 'dseDisposed'), 100),
      pseDisposed: photo,
      pseConfirmed: ratio(read(input, 'pseConfirmed'), read(input, 'pseDisposed'), 100),
    });
  if (typeof demographic !== 'string') demographic.parts = parts;
  if (typeof photo !== 'string') photo.parts = parts;
  if (typeof photo === 'string') return withReason(demographic, 'dse_only');
  if (typeof demographic === 'string') return withReason(photo, 'pse_only');
  const bands = bandsOf('QL-05', input);
  const by = severityOf[judge(photo, bands, input).status] - severityOf[judge(demographic, bands, input).status];
  const isSecond = by > 0 || (by === 0 && toNumber(photo.exact) < toNumber(demographic.exact));
  return isSecond ? withReason(photo, 'worst:pse') : withReason(demographic, 'worst:dse');
}

const similarMeasures = {
  dse: { disposed: 'dseDisposed', open: 'dseOpen', all: 'dseEntries' },
  pse: { disposed: 'pseDisposed', open: 'pseOpen', all: 'pseEntries' },
} as const satisfies Record<string, { disposed: Measure; open: Measure; all: string }>;

function disposal(input: MetricInput, kind: 'dse' | 'pse'): Ratio | string {
  const names = similarMeasures[kind];
  const disposed = read(input, names.disposed);
  return ratio(disposed, sum(names.all, disposed, read(input, names.open)), 100);
}

/** The number itself; above a constituency the upper limit is per constituency (reading 6.7.10). */
function repeatedEpics(input: MetricInput): Figure | string {
  if (input.level !== 'A') return countWithShare(input, 'epicRepeated', 'constituencies', 1, 'per_constituency');
  const repeated = read(input, 'epicRepeated');
  return typeof repeated === 'string' ? repeated : whole(repeated.value);
}

function stationsOverCap(input: MetricInput): Figure | string {
  return countWithShare(input, 'partsOverCap', 'parts', 100, 'share_of_parts');
}

/** A count as the value, with `count ÷ whole × scale` for the limits that are on the share. */
export function countWithShare(
  input: MetricInput,
  count: Measure,
  wholeMeasure: Measure,
  scale: number,
  subject: LimitSubject,
): Figure | string {
  const share = ratio(read(input, count), read(input, wholeMeasure), scale);
  if (typeof share === 'string') return share;
  const figure = figureOf(wholeNumber(share.of[0]), share.of);
  figure.subjects = { [subject]: share.exact };
  return figure;
}

/** P90 − P10 of the deletion rate over parts, which the sums of parts bring in millionths of a percentage point. */
function deletionSpread(input: MetricInput): Figure | string {
  const spread = read(input, 'deletionSpreadMillionths');
  if (typeof spread === 'string') return spread;
  const figure = figureOf(fraction(spread.value, 1_000_000, 1), null);
  figure.parts = () => partsLeftOut(input, 'partsWithDeletionRate');
  return figure;
}

function snapshotAge({ reportedOn, today }: MetricInput): Figure | string {
  if (reportedOn === undefined) return 'missing:reportedOn';
  const age = daysBetween(reportedOn, today);
  return age < 0 ? 'invalid:reportedOn' : wholeDays('reportedOn', age);
}

function completeness({ counts }: MetricInput): Figure | string {
  const filled = entryCells.filter((cell) => counts[cell] !== undefined).length;
  return ratio(readCount('filled', filled), readCount('required', entryCells.length), 100);
}

function scheduleSlip({ milestone }: MetricInput): Figure | string {
  if (!milestone) return 'missing:milestone';
  return wholeDays('milestone', daysBetween(milestone.firstPlanned, milestone.currentPlanned));
}

/** All open findings as the value; warnings and errors have a limit each. */
function openFindings(input: MetricInput): Figure | string {
  const [warnings, errors] = [read(input, 'openWarnings'), read(input, 'openErrors')];
  const open = sum('openFindings', warnings, errors);
  if (typeof open === 'string' || typeof warnings === 'string' || typeof errors === 'string')
    return typeof open === 'string' ? open : 'invalid:openFindings';
  const figure = whole(open.value);
  figure.parts = () => countsBeside(input, ['openErrors', 'openWarnings']);
  figure.subjects = { warnings: wholeNumber(warnings.value), errors: wholeNumber(errors.value) };
  return figure;
}
