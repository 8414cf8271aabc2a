// What a bulletin is made of: its columns, totals that say what they leave out, the order of its footnotes, and cells
// of a downloaded file that no spreadsheet takes for a formula. No clock, no words.

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { type Form, forms } from '#shared/modules/roll-health/catalogue-measures.ts';
import type {
  Bulletin,
  Cell,
  ColumnView,
  GetBulletin,
  LeftOut,
  LeftOutReason,
  Mark,
  Note,
  Row,
  Table,
  Total,
} from './schema.ts';
import { leftOutReasons } from './schema.ts';

type Exercise = GetBulletin['exercise'];

function count(key: string, hasDay = false): ColumnView {
  return { key, kind: 'count', metric: null, under: null, hasDay };
}

function metric(id: string, under: string | null = null): ColumnView {
  return { key: id, kind: 'metric', metric: id, under, hasDay: false };
}

function residual(key: string, under: string | null = null): ColumnView {
  return { key, kind: 'residual', metric: null, under, hasDay: false };
}

const net: readonly ColumnView[] = [
  { key: 'net', kind: 'change', metric: null, under: null, hasDay: false },
  metric('FL-03', 'net'),
];
const pending: readonly ColumnView[] = [count('pending'), metric('FL-14', 'pending')];
const additions: readonly ColumnView[] = [count('additions'), metric('FL-01', 'additions')];
const deletions: readonly ColumnView[] = [count('deletions'), metric('FL-02', 'deletions')];

/** Columns of the roll's table by kind of revision, in reading order, each kind with its own identities. */
export const rollColumns = {
  SIR: [
    count('before', true),
    count('efCollected'),
    count('draft', true),
    count('notInDraft'),
    metric('FL-11', 'notInDraft'),
    count('nidDead'),
    count('nidMoved'),
    count('nidDuplicate'),
    count('nidOther'),
    count('coAdded'),
    count('coDeleted'),
    count('final', true),
    ...pending,
    ...net,
    metric('EN-04'),
    residual('v08Draft'),
    residual('v08Final'),
    metric('DQ-03'),
  ],
  SSR: [
    count('opening'),
    ...additions,
    ...deletions,
    count('draft', true),
    count('final', true),
    ...net,
    metric('EN-04'),
    residual('v05'),
    metric('DQ-03'),
  ],
  SR: [
    count('before', true),
    count('draft', true),
    count('additions'),
    count('deletions'),
    count('final', true),
    ...pending,
    ...net,
    count('male'),
    count('female'),
    count('third'),
    metric('EN-04'),
    residual('v01'),
    residual('v05'),
    metric('DQ-03'),
  ],
  CU: [
    count('opening'),
    ...additions,
    ...deletions,
    count('final', true),
    ...net,
    metric('EN-04'),
    residual('v05'),
    metric('DQ-03'),
  ],
} as const satisfies Record<Exercise, readonly ColumnView[]>;

/** What is counted of a form, in reading order; the measures of the flow table. */
export const formSteps = ['Received', 'Accepted', 'Rejected', 'Pending', 'PendingOver30d'] as const;
const usualForms: readonly Form[] = ['6', '7', '8'];

/** Columns of claims and objections: Forms 6, 7 and 8 always, the others where a State gives them. */
export function claimColumns(given: (measure: string) => boolean): ColumnView[] {
  return forms
    .filter((form) => usualForms.includes(form) || formSteps.some((step) => given(`form${form}${step}`)))
    .flatMap((form) => formSteps.map((step) => count(`form${form}${step}`, step === 'Received')));
}

/** How a metric of summed counts is made from numerator and denominator. DQ-03 is a status: its residuals are summed. */
const ratios: Readonly<Record<string, { scale: number; decimals: number; isChange: boolean }>> = {
  'FL-01': { scale: 100, decimals: 2, isChange: false },
  'FL-02': { scale: 100, decimals: 2, isChange: false },
  'FL-03': { scale: 100, decimals: 2, isChange: true },
  'FL-11': { scale: 100, decimals: 2, isChange: false },
  'FL-14': { scale: 100, decimals: 2, isChange: false },
  'EN-04': { scale: 1000, decimals: 1, isChange: false },
};

/** Totals of every column that has one. */
export function totalsOf(columns: readonly ColumnView[], rows: readonly Row[]): Record<string, Total> {
  return Object.fromEntries(
    columns
      .filter(({ kind, key }) => kind !== 'metric' || ratios[key] !== undefined)
      .map((column) => [column.key, totalOf(column, rows)]),
  );
}

/**
 * The sum of a column over the States whose figure may be added, or for a metric the ratio of the sums of its two
 * counts over the States that have both. Rows of rehearsal figures alone do not count as States; the others that are
 * not in it are named with the reason. Null when no State is in it.
 */
export function totalOf(column: Pick<ColumnView, 'key' | 'kind'>, rows: readonly Row[]): Total {
  const real = rows.filter((row) => !row.isRehearsal);
  const used: Cell[] = [];
  const leftOut = new Map<LeftOutReason, string[]>();
  for (const { stateCode, cells } of real) {
    const cell = cells[column.key];
    const reason = reasonOf(cell, column.kind);
    if (reason === undefined && cell !== undefined) used.push(cell);
    else leftOut.set(reason ?? 'no_figure', [...(leftOut.get(reason ?? 'no_figure') ?? []), stateCode]);
  }
  const ratio = column.kind === 'metric' ? ratios[column.key] : undefined;
  return {
    value: used.length === 0 ? null : ratio === undefined ? sumOf(used) : ratioOf(used, ratio),
    decimals: ratio?.decimals ?? 0,
    used: used.length,
    of: real.length,
    leftOut: leftOutReasons.flatMap((reason): LeftOut[] => {
      const states = leftOut.get(reason);
      return states === undefined ? [] : [{ reason, states }];
    }),
  };
}

/** Why a cell is in no total; undefined when it is. */
function reasonOf(cell: Cell | undefined, kind: ColumnView['kind']): LeftOutReason | undefined {
  if (cell === undefined) return 'no_figure';
  if (cell.value === null || (kind === 'metric' && cell.of === null)) {
    if (cell.reason === 'no_roll') return 'no_roll';
    return kind === 'count' || cell.reason === 'not_stated' ? 'no_figure' : 'not_computed';
  }
  if (cell.isSample) return 'sample';
  if (cell.precision === 'rounded') return 'rounded';
  return cell.isWhole ? undefined : 'partial';
}

function sumOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function ratioOf(
  cells: readonly Cell[],
  { scale, decimals, isChange }: { scale: number; decimals: number; isChange: boolean },
): number | null {
  const top = cells.reduce((sum, { of }) => sum + (of?.[0] ?? 0), 0);
  const bottom = cells.reduce((sum, { of }) => sum + (of?.[1] ?? 0), 0);
  if (bottom === 0) return null;
  return roundHalfAway(((isChange ? top - bottom : top) / bottom) * scale, decimals);
}

/** What the bulletin finds, from real figures only: States with a draft, with a final roll, and what awaits decision. */
export function findingOf({ roll: { rows, columns } }: Pick<Bulletin, 'roll'>): {
  states: number;
  drafts: number;
  finals: number;
  pending: number;
  pendingStates: string[];
  /** Rows in which at least one figure is a rehearsal figure, and those in which all are. */
  samples: number;
  rehearsals: number;
} {
  const has = (row: Row, key: string) => row.cells[key]?.value != null && row.cells[key]?.isSample === false;
  const real = rows.filter((row) => !row.isRehearsal);
  const drafts = real.filter((row) => has(row, 'draft'));
  const awaiting = columns.some(({ key }) => key === 'pending')
    ? real.filter((row) => has(row, 'pending') && row.cells['pending']?.value !== 0)
    : [];
  return {
    states: real.length,
    drafts: drafts.length,
    finals: real.filter((row) => has(row, 'final')).length,
    pending: awaiting.reduce((sum, row) => sum + (row.cells['pending']?.value ?? 0), 0),
    pendingStates: awaiting.map(({ stateCode }) => stateCode),
    samples: rows.filter((row) => Object.values(row.cells).some(({ isSample }) => isSample)).length,
    rehearsals: rows.length - real.length,
  };
}

/** Footnotes numbered in the order in which their first marks are read: heads, rows, totals, table after table. */
export function numberNotes(tables: readonly Table[], notes: readonly Omit<Note, 'no'>[]): Note[] {
  const placeOf = (mark: Mark): number => {
    const table = tables.findIndex(({ id }) => id === mark.table);
    const { rows = [], columns = [] } = tables[table] ?? {};
    const at = rows.findIndex(({ stateCode }) => stateCode === mark.row);
    const row = mark.row === 'head' ? 0 : mark.row === 'total' ? rows.length + 1 : at + 1;
    return (table * 1000 + row) * 1000 + columns.findIndex(({ key }) => key === mark.column) + 1;
  };
  const firstOf = ({ marks }: Pick<Note, 'marks'>) => Math.min(...marks.map(placeOf));
  return notes
    .filter(({ marks }) => marks.length > 0)
    .toSorted((a, b) => firstOf(a) - firstOf(b))
    .map((note, index) => ({ ...note, no: index + 1 }));
}

/** Published totals of several States, with which a column is checked. Source: ECI through PIB, 7 December 2025. */
export const publishedTotals = [
  {
    exercise: 'SIR',
    phase: 'II',
    column: 'before',
    value: 509_744_423,
    source: 'PIB, 7 December 2025: State-wise status of enumeration forms, on the rolls of 27 October 2025',
  },
] as const;

/** What a published figure leaves out though no count says so: Anta in Rajasthan, where a by-election was on. */
export const knownExclusions = [
  { stateCode: 'IN-RJ', exerciseRef: 'SIR-II', covered: 199, constituencies: 200 },
] as const;

/** A line of a CSV file, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A cell of a CSV file. Text that a spreadsheet would take for a formula gets an apostrophe before it; plain numbers
 * stay numbers.
 */
export function csvCell(text: string): string {
  const isNumber = /^[+-]?\d+(?:\.\d+)?$/.test(text);
  const safe = !isNumber && /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
