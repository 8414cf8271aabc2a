// The arithmetic of parts by the column: ten lakh rows are compared in a moment, and every comparison is exact. What a
// column says of a part is what `evaluate` says of it.

import { metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Band, ExerciseType, Level, Limit, MetricId, SirFigures } from '#shared/modules/roll-health/schema.ts';
import { type PartMetric, type Predicate, type PredicateSubject, partMetrics } from '#shared/modules/rolls/schema.ts';

/** A count nobody gave, in a column of whole numbers. */
const unknown = -1;

/** Rows of parts by the column; a measure that is absent was given for no part. */
export interface PartSheet {
  rows: number;
  exercise: ExerciseType;
  stage: string;
  columns: Readonly<Partial<Record<PartMeasure, Int32Array>>>;
  /** Electors of the same part in the previous snapshot; absent when there is none. */
  previousTotal?: Int32Array | undefined;
}

type Numbers = Int32Array | Float64Array;

/** A figure for every row: `top ÷ bottom × scale`, not computed where the bottom is 0 or less, or the top is unknown. */
export interface Fractions {
  rows: number;
  top: Numbers;
  /** Absent: 1. */
  bottom?: Numbers | undefined;
  scale: number;
  /** A top below zero is a figure, and a bottom of 0 alone says that there is none. */
  isSigned: boolean;
  /** The opening roll, for limits that grow with it. */
  opening?: Float64Array;
  /** Rows judged by the limits of constituencies: intensive revision, with the count of entries left out of the draft. */
  isSirRow?: Uint8Array;
}

type Cell = (row: number) => number;

/** The cells of a part-level metric, as `evaluate` reads them at level P. */
export function fractionsOf(metric: PartMetric, sheet: PartSheet): Fractions {
  const cell = (measure: PartMeasure): Cell => reader(sheet.columns[measure]);
  const total = cell('electorsTotal');
  const [additions, deletions] = [cell('additions'), cell('deletions')];
  const [stated, before] = [cell('opening'), reader(sheet.previousTotal)];
  const previous: Cell = (row) => (before(row) >= 0 ? before(row) : stated(row));
  const opening: Cell = (row) => (stated(row) >= 0 ? stated(row) : before(row));
  const sir = sirCells(sheet);
  const isSir = sheet.exercise === 'SIR';
  switch (metric) {
    case 'EN-04':
      return ofColumns(sheet, 'electorsFemale', 'electorsMale', 1_000);
    case 'FL-01':
      return isSir
        ? fill(sheet, 100, (row, set) =>
            sir.coAdded(row) >= 0 ? set(sir.coAdded(row), sir.draft(row)) : set(additions(row), previous(row)),
          )
        : divide(sheet, additions, previous, 100);
    case 'FL-02':
      return isSir ? sirDeletions(sheet, sir, deletions, previous) : divide(sheet, deletions, previous, 100);
    case 'FL-03': {
      const [now, then] = isSir ? [sir.final, sir.before] : [total, opening];
      return fill(sheet, 100, (row, set) => now(row) >= 0 && set(now(row) - then(row), then(row)), true);
    }
    case 'FL-04':
      return isSir
        ? fill(sheet, 100, (row, set) => set(sumOf(row, sir.coAdded, sir.notInDraft, sir.coDeleted), sir.before(row)))
        : fill(sheet, 100, (row, set) => set(sumOf(row, additions, deletions), opening(row)));
    case 'FL-11':
      return divide(sheet, isSir ? sir.notInDraft : reader(undefined), sir.before, 100);
    case 'QL-01':
      return ofColumns(sheet, 'withEpic', 'electorsTotal', 100);
    case 'QL-02':
      return ofColumns(sheet, 'withPhoto', 'electorsTotal', 100);
    case 'QL-03':
      return ofColumns(sheet, 'dseOpen', 'electorsTotal', 10_000);
    case 'QL-04':
      return ofColumns(sheet, 'pseOpen', 'electorsTotal', 10_000);
    case 'QL-06':
      return ofColumns(sheet, 'logicalErrorsOpen', 'electorsTotal', 10_000);
    case 'QL-08':
      return ofColumns(sheet, 'householdsOver10', 'households', 1_000);
    case 'DQ-03':
      return isSir ? sirResiduals(sheet, sir) : residuals(sheet, stated, additions, deletions, total);
  }
}

/** What is compared by a condition: a metric, or a count by itself. */
export function figuresOf(subject: PredicateSubject, sheet: PartSheet): Fractions {
  const metric = partMetrics.find((id) => id === subject);
  if (metric !== undefined) return fractionsOf(metric, sheet);
  const measure = partMeasures.find((each) => each === subject);
  const top = (measure && sheet.columns[measure]) ?? new Int32Array(sheet.rows).fill(unknown);
  return { rows: sheet.rows, top, scale: 1, isSigned: false };
}

/** Two columns as they are: nothing is copied. */
function ofColumns({ rows, columns }: PartSheet, above: PartMeasure, below: PartMeasure, scale: number): Fractions {
  const none = () => new Int32Array(rows).fill(unknown);
  return { rows, top: columns[above] ?? none(), bottom: columns[below] ?? none(), scale, isSigned: false };
}

type SirCells = Record<keyof Required<SirFigures>, Cell>;

function sirCells({ columns, stage }: PartSheet): SirCells {
  const cell = (measure: PartMeasure): Cell => reader(columns[measure]);
  const none = reader(undefined);
  const [stated, before] = [cell('opening'), cell('electorsBefore')];
  const isDraft = stage === 'draft' || stage === 'pre_draft';
  const isFinal = stage === 'final';
  return {
    before: isDraft ? (row) => (before(row) >= 0 ? before(row) : stated(row)) : before,
    draft: stage === 'draft' ? cell('electorsTotal') : isFinal ? stated : none,
    final: isFinal || stage === 'supplement' ? cell('electorsTotal') : none,
    notInDraft: cell('notInDraft'),
    coAdded: isFinal ? cell('additions') : none,
    coDeleted: isFinal ? cell('deletions') : none,
  };
}

function sirDeletions(sheet: PartSheet, sir: SirCells, deletions: Cell, previous: Cell): Fractions {
  const isSirRow = new Uint8Array(sheet.rows);
  const figures = fill(sheet, 100, (row, set) => {
    if (sir.notInDraft(row) < 0) return set(deletions(row), previous(row));
    isSirRow[row] = 1;
    return set(sir.notInDraft(row), sir.before(row));
  });
  return { ...figures, isSirRow };
}

function residuals(sheet: PartSheet, opening: Cell, additions: Cell, deletions: Cell, total: Cell): Fractions {
  const openings = new Float64Array(sheet.rows);
  const figures = fill(
    sheet,
    1,
    (row, set) => {
      const isGiven = opening(row) >= 0 && additions(row) >= 0 && deletions(row) >= 0 && total(row) >= 0;
      openings[row] = opening(row);
      return isGiven && set(opening(row) + additions(row) - deletions(row) - total(row), 1);
    },
    true,
  );
  return { ...figures, opening: openings };
}

/** Of the two identities of an intensive revision the worse one, then the larger; each by its own opening. */
function sirResiduals(sheet: PartSheet, sir: SirCells): Fractions {
  const openings = new Float64Array(sheet.rows);
  const figures = fill(
    sheet,
    1,
    (row, set) => {
      const [before, left, draft] = [sir.before(row), sir.notInDraft(row), sir.draft(row)];
      const [added, deleted, final] = [sir.coAdded(row), sir.coDeleted(row), sir.final(row)];
      const hasFirst = before >= 0 && left >= 0 && draft >= 0;
      const hasSecond = draft >= 0 && added >= 0 && deleted >= 0 && final >= 0;
      if (!hasFirst && !hasSecond) return false;
      const [first, second] = [before - left - draft, draft + added - deleted - final];
      const isSecond = !hasFirst || (hasSecond && isWorse(second, draft, first, before));
      openings[row] = isSecond ? draft : before;
      return set(isSecond ? second : first, 1);
    },
    true,
  );
  return { ...figures, opening: openings };
}

function isWorse(residual: number, opening: number, than: number, thanOpening: number): boolean {
  const [severity, other] = [severityOf(residual, opening), severityOf(than, thanOpening)];
  return severity === other ? Math.abs(residual) > Math.abs(than) : severity > other;
}

/** As V05: nothing, a warning, or an error beyond max(100, 0.01 % of the opening roll). */
function severityOf(residual: number, opening: number): number {
  const size = Math.abs(residual);
  return size === 0 ? 0 : size <= 100 || size * 10_000 <= opening ? 1 : 2;
}

function reader(column: Int32Array | undefined): Cell {
  return column === undefined ? () => unknown : (row) => column[row] ?? unknown;
}

function sumOf(row: number, ...cells: readonly Cell[]): number {
  let total = 0;
  for (const cell of cells) {
    if (cell(row) < 0) return unknown;
    total += cell(row);
  }
  return total;
}

type Fill = (row: number, set: (top: number, bottom: number) => boolean) => boolean;

function fill({ rows }: PartSheet, scale: number, each: Fill, isSigned = false): Fractions {
  const [top, bottom] = [new Float64Array(rows), new Float64Array(rows)];
  let at = 0;
  const set = (above: number, below: number): boolean => {
    if (below <= 0 || (above < 0 && !isSigned)) return false;
    top[at] = above;
    bottom[at] = below;
    return true;
  };
  for (at = 0; at < rows; at += 1) each(at, set);
  return { rows, top, bottom, scale, isSigned };
}

function divide(sheet: PartSheet, above: Cell, below: Cell, scale: number): Fractions {
  return fill(sheet, scale, (row, set) => set(above(row), below(row)));
}

/** The figure of one row as a double; NaN where not computed. */
export function valueAt({ top, bottom, scale, isSigned }: Fractions, row: number): number {
  const [above, below] = [top[row] ?? 0, bottom === undefined ? 1 : (bottom[row] ?? 0)];
  return below > 0 && (above >= 0 || isSigned) ? (above * scale) / below : Number.NaN;
}

/** Values as doubles, for sorting; NaN where not computed. */
export function valuesOf(figures: Fractions): Float64Array {
  const values = new Float64Array(figures.rows);
  for (let row = 0; row < values.length; row += 1) values[row] = valueAt(figures, row);
  return values;
}

/** How each row is coloured: 0 not computed or without a band, 1 green, 2 amber, 3 red. */
export function coloursOf(metric: PartMetric, sheet: PartSheet, bands?: readonly Band[]): Uint8Array {
  const figures = fractionsOf(metric, sheet);
  const colours = new Uint8Array(sheet.rows);
  const all = bands ?? metricLimits[metric].bands;
  const isEvaluated = metricLimits[metric].isEvaluated;
  const [own, ofSir] = [bandOf(all, sheet.exercise, 'P'), bandOf(all, sheet.exercise, 'A')];
  for (let row = 0; row < sheet.rows; row += 1) {
    const band = figures.isSirRow?.[row] === 1 ? ofSir : own;
    if (!isEvaluated || band === undefined || Number.isNaN(valueAt(figures, row))) continue;
    colours[row] = isBeyond(figures, row, band.red) ? 3 : isBeyond(figures, row, band.amber) ? 2 : 1;
  }
  return colours;
}

function bandOf(bands: readonly Band[], exercise: ExerciseType, level: Level): Band | undefined {
  return bands.find(
    (band) =>
      (band.exercises?.includes(exercise) ?? true) &&
      (band.levels?.includes(level) ?? true) &&
      (band.season === undefined || band.season === 'outside_exercise'),
  );
}

function isBeyond({ top, bottom, scale, opening }: Fractions, row: number, limit: Limit | undefined): boolean {
  // A limit on another subject than the value has none on a part.
  if (limit === undefined || limit.on !== undefined) return false;
  const [above, below] = [(top[row] ?? 0) * scale, bottom?.[row] ?? 1];
  if (limit.above !== undefined && compare(above, below, limit.above) > 0) return true;
  if (limit.below !== undefined && compare(above, below, limit.below) < 0) return true;
  if (limit.apart === undefined) return false;
  const grown = Math.floor(((limit.orPer10000OfOpening ?? 0) * (opening?.[row] ?? 0)) / 10_000);
  return compare(Math.abs(above), below, Math.max(limit.apart, grown)) > 0;
}

/** Sign of `top ÷ bottom − bound`, exactly; the bound is read to three decimals. */
export function compare(top: number, bottom: number, bound: number): number {
  const thousandths = Math.round(bound * 1000);
  const [left, right] = [top * 1000, thousandths * bottom];
  if (Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER) return left - right;
  const difference = BigInt(top) * 1000n - BigInt(thousandths) * BigInt(bottom);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** A condition down the rows: 1 holds, 0 fails, -1 cannot be told. */
export interface Verdict {
  truth: Int8Array;
  /** Rows that cannot be told. */
  missing: number;
}

/**
 * Judges every row by one condition. `movedBy` is the distance, either way, from the figure of the same part in the
 * previous snapshot; without one it cannot be told. A missing figure is never zero.
 */
export function judge({ op, value }: Predicate, now: Fractions, before: Fractions | undefined): Verdict {
  const truth = new Int8Array(now.rows).fill(unknown);
  const told = op === 'movedBy' ? judgeMoves(truth, now, before, value) : judgeSides(truth, now, value, op === 'above');
  return { truth, missing: now.rows - told };
}

/** Returns how many rows could be told. */
function judgeSides(truth: Int8Array, { top, bottom, scale, isSigned }: Fractions, bound: number, isAbove: boolean) {
  const thousandths = Math.round(bound * 1000);
  const sign = isAbove ? 1 : -1;
  const size = scale * 1000;
  let told = 0;
  for (let row = 0; row < truth.length; row += 1) {
    const above = top[row] ?? 0;
    const below = bottom === undefined ? 1 : (bottom[row] ?? 0);
    if (below <= 0 || (above < 0 && !isSigned)) continue;
    told += 1;
    const [left, right] = [above * size, thousandths * below];
    const isExact = left <= safe && left >= -safe && right <= safe && right >= -safe;
    truth[row] = (isExact ? left - right : compare(above * scale, below, bound)) * sign > 0 ? 1 : 0;
  }
  return told;
}

function judgeMoves(truth: Int8Array, now: Fractions, before: Fractions | undefined, by: number): number {
  if (before === undefined) return 0;
  let told = 0;
  for (let row = 0; row < truth.length; row += 1) {
    if (!isKnown(now, row) || !isKnown(before, row)) continue;
    told += 1;
    const [above, below] = [(now.top[row] ?? 0) * now.scale, now.bottom?.[row] ?? 1];
    truth[row] = isMoved(above, below, (before.top[row] ?? 0) * now.scale, before.bottom?.[row] ?? 1, by) ? 1 : 0;
  }
  return told;
}

function isKnown({ top, bottom, isSigned }: Fractions, row: number): boolean {
  return (bottom === undefined || (bottom[row] ?? 0) > 0) && (isSigned || (top[row] ?? 0) >= 0);
}

/** How far a row lies beyond a condition: the furthest first. */
export function sizeAt({ op }: Predicate, now: Fractions, before: Fractions | undefined, row: number): number {
  const value = valueAt(now, row);
  if (op === 'movedBy') return before === undefined ? Number.NaN : Math.abs(value - valueAt(before, row));
  return op === 'above' ? value : -value;
}

const safe = Number.MAX_SAFE_INTEGER;

function isMoved(top: number, bottom: number, wasTop: number, wasBottom: number, by: number): boolean {
  const [left, right] = [top * wasBottom, wasTop * bottom];
  const under = bottom * wasBottom;
  if (
    Math.abs(left) <= Number.MAX_SAFE_INTEGER &&
    Math.abs(right) <= Number.MAX_SAFE_INTEGER &&
    Number.isSafeInteger(under)
  )
    return compare(Math.abs(left - right), under, by) > 0;
  const moved = BigInt(top) * BigInt(wasBottom) - BigInt(wasTop) * BigInt(bottom);
  const exact = (moved < 0n ? -moved : moved) * 1000n;
  return exact > BigInt(Math.round(by * 1000)) * BigInt(bottom) * BigInt(wasBottom);
}

/** Several conditions together: all hold 1, one fails 0, else -1, as SQL's `and` has it. */
export function allOf(verdicts: readonly Verdict[]): Int8Array {
  const [first, ...others] = verdicts;
  const all = Int8Array.from(first?.truth ?? []);
  for (const { truth } of others) {
    for (let row = 0; row < all.length; row += 1) {
      const one = truth[row] ?? unknown;
      if (one !== 1 && all[row] !== 0) all[row] = one;
    }
  }
  return all;
}

/** Rows in the order of their keys; unknown ones last either way, equal ones as they stand in the file. */
export function orderOf(keys: Float64Array, order: 'ascending' | 'descending'): Int32Array {
  const sign = order === 'ascending' ? 1 : -1;
  const last = Number.POSITIVE_INFINITY;
  const sorted = keys.map((key) => (Number.isNaN(key) ? last : key * sign));
  return Int32Array.from(keys, (_, row) => row).sort((a, b) => {
    const [left, right] = [sorted[a] ?? last, sorted[b] ?? last];
    return left < right ? -1 : left > right ? 1 : a - b;
  });
}

/** The worst first: metrics that ask for a look now weigh before those that ask for a look. */
export function worstKeys(sheet: PartSheet, thresholds?: Partial<Record<MetricId, readonly Band[]>>): Float64Array {
  const keys = new Float64Array(sheet.rows);
  for (const metric of partMetrics) {
    const colours = coloursOf(metric, sheet, thresholds?.[metric]);
    for (let row = 0; row < keys.length; row += 1) {
      const colour = colours[row] ?? 0;
      keys[row] = (keys[row] ?? 0) + (colour === 3 ? partMetrics.length + 1 : colour === 2 ? 1 : 0);
    }
  }
  return keys;
}

/** From here on a part has at least one metric that asks for a look now. */
export const worstOfAll = partMetrics.length + 1;

/** What rows are sorted by: a metric's value, a count, or their place in the file. */
export function sortKeys(sheet: PartSheet, sort: PredicateSubject | 'part'): Float64Array {
  if (sort === 'part') return new Float64Array(sheet.rows).map((_, row) => row);
  return valuesOf(figuresOf(sort, sheet));
}
