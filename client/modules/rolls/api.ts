// What the pages of the rolls ask for, and the answers' columns read as rows.

import { keepPreviousData } from '@tanstack/react-query';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { trpc } from '#client/app/trpc.ts';
import { rolls as en } from '#client/messages/en/rolls.ts';
import { rolls as hi } from '#client/messages/hi/rolls.ts';
import type { Words } from '#client/messages/words.ts';
import type { StatusKind } from '#client/ui/StatusMark.tsx';
import type { MetricId } from '#shared/modules/roll-health/catalogue-limits.ts';
import type {
  GetOutliers,
  GetParts,
  GetUnits,
  MetricColumn,
  Predicate,
  UnitSource,
  UnitTable,
} from '#shared/modules/rolls/schema.ts';
import { findState, stateName } from '#shared/modules/states/directory.ts';

export type RollsWords = Words<typeof en>;

export function useRollsWords(): RollsWords {
  return useWords({ en, hi });
}

const meta = { topics: ['national', 'sample'] };

/** States, districts or constituencies; the shown ones stay while others are on their way. */
export function unitsQuery(input: GetUnits) {
  return trpc.rolls.units.queryOptions(input, { meta, placeholderData: keepPreviousData });
}

/** How the constituencies of every State stand under one metric. */
export function metricUnitsQuery(id: MetricId, asOn: string | undefined) {
  return trpc.rolls.metric.queryOptions(asOn === undefined ? { id } : { id, asOn }, { meta });
}

/** One window of parts. */
export function partsQuery(input: GetParts) {
  return trpc.rolls.parts.queryOptions(input, { meta });
}

export function outliersQuery(input: GetOutliers) {
  return trpc.rolls.outliers.queryOptions(input, { meta });
}

/** A metric of one row. */
export interface MetricCell {
  value: number | null;
  decimals: number;
  kind: StatusKind;
  reason: string | null;
  /** How much it asks for a look: 2 act now, 1 attention, 0 neither. */
  weight: number;
}

const kinds: Readonly<Record<string, { kind: StatusKind; weight: number }>> = {
  g: { kind: 'onTrack', weight: 0 },
  a: { kind: 'attention', weight: 1 },
  r: { kind: 'actNow', weight: 2 },
  i: { kind: 'info', weight: 0 },
};

/** The cell of a column at a row. What is not defined here is told apart from what has no figure. */
export function cellOf(column: MetricColumn, row: number, reasons: readonly string[]): MetricCell {
  const reason = reasons[column.reasons[row] ?? -1] ?? null;
  const isForeign = reason === 'not_in_exercise' || reason === 'not_at_level';
  const { kind, weight } = kinds[column.statuses[row] ?? 'n'] ?? {
    kind: isForeign ? 'notApplicable' : 'noFigure',
    weight: 0,
  };
  return { value: column.values[row] ?? null, decimals: column.decimals[row] ?? 0, kind, weight, reason };
}

/** One State, district or constituency. */
export interface UnitRow {
  code: string;
  stateCode: string;
  name: string;
  parent: string | null;
  isSample: boolean;
  /** The whole area's own line, above its units. */
  isWhole: boolean;
  source: UnitSource | undefined;
  counts: Readonly<Record<string, number | null>>;
  known: Readonly<Record<string, number | null>>;
  cells: Readonly<Record<string, MetricCell>>;
  /** Number of metrics that ask for a look now, then of those that ask for a look. */
  weight: number;
}

/** The table's columns as rows, in its order. */
export function rowsOf(
  table: UnitTable,
  reasons: readonly string[],
  sources: readonly UnitSource[],
  nameOf: (row: number) => string,
): UnitRow[] {
  return table.codes.map((code, row) => {
    const cells = Object.fromEntries(table.metrics.map((column) => [column.id, cellOf(column, row, reasons)]));
    return {
      code,
      stateCode: table.stateCodes[row] ?? '',
      name: nameOf(row),
      parent: table.parents[row] ?? null,
      isSample: table.isSample[row] ?? false,
      isWhole: false,
      source: sources[table.sources[row]?.[0] ?? -1],
      counts: atRow(table.counts, row),
      known: atRow(table.known, row),
      cells,
      weight: Object.values(cells).reduce((sum, { weight }) => sum + (weight === 2 ? 1_000 : weight), 0),
    };
  });
}

function atRow(columns: UnitTable['counts'], row: number): Record<string, number | null> {
  return Object.fromEntries(Object.entries(columns).map(([measure, column]) => [measure, column?.[row] ?? null]));
}

/** What a row is sorted by; null stands last either way. */
function keyOf(row: UnitRow, column: string): number | string | null {
  if (column === 'name') return row.name;
  if (column === 'day') return row.source?.asOf ?? null;
  if (column === 'worst') return row.weight;
  return row.cells[column] === undefined ? (row.counts[column] ?? null) : row.cells[column].value;
}

/** By the column, unknown ones last either way, equal ones as they stand. */
export function sortRows(rows: readonly UnitRow[], column: string, order: string): UnitRow[] {
  const sign = order === 'descending' ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [keyOf(a, column), keyOf(b, column)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (left < right ? -1 : left > right ? 1 : 0) * sign;
  });
}

/** A name in the reader's language, else in the other one; empty when the register has none. */
export function useNames(): (table: UnitTable, row: number) => string {
  const language = useLanguage();
  return (table, row) => {
    const code = table.codes[row] ?? '';
    if (findState(code) !== undefined) return stateName(code, language);
    const [first, second] = language === 'hi' ? [table.namesHi, table.namesEn] : [table.namesEn, table.namesHi];
    return first[row] ?? second[row] ?? '';
  };
}

/** Conditions in the address: `FL-01:above:10,EN-04:movedBy:30`. */
export function writeConditions(predicates: readonly Predicate[]): string {
  return predicates.map(({ subject, op, value }) => `${subject}:${op}:${value}`).join(',');
}

/** The conditions of an address that are whole; the subjects and signs are those known here. */
export function readConditions(
  text: string | undefined,
  subjects: readonly Predicate['subject'][],
  ops: readonly Predicate['op'][],
): Predicate[] {
  return (text ?? '').split(',').flatMap((piece) => {
    const [name, sign, number = ''] = piece.split(':');
    const subject = subjects.find((known) => known === name);
    const op = ops.find((known) => known === sign);
    const value = number === '' ? Number.NaN : Number(number);
    return subject === undefined || op === undefined || !Number.isFinite(value) ? [] : [{ subject, op, value }];
  });
}

/** The path of the units below an area. */
export function unitsPath(state?: string, district?: string, level?: 'A'): string {
  return withSearch('/rolls/units', { state, district, level });
}

export function partsPath(state: string, district?: string | null, ac?: string | null, filter?: string): string {
  return withSearch('/rolls/parts', { state, district, ac, filter });
}

function withSearch(path: string, values: Readonly<Record<string, string | null | undefined>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value != null && value !== '') search.set(key, value);
  return search.size === 0 ? path : `${path}?${search}`;
}
