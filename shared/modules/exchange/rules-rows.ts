// Rows of a file, one at a time: typed values, or every fault of the row with its line and column.

import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { isFinerThan, isFuture } from '#shared/modules/roll-health/checks-rows.ts';
import { type AreaLevel, type ColumnSpec, type DatasetSpec, levelsFor } from './datasets.ts';
import { levelOfFile } from './datasets-columns.ts';
import { bodyOfWard, partCode, readAcCode, readPartCode, readStateCode, wardCode } from './rules-areas.ts';
import { type CellFault, type CellValue, readCell } from './rules-cells.ts';
import type { FileAbout } from './rules-header.ts';
import type { FileReason } from './rules-reasons.ts';
import type { ImportFinding } from './schema.ts';

export type AreaKind = 'district' | 'ac' | 'local_body' | 'ward';

/** `no_register`: no area of the kind is known in the State, so that a code can be neither right nor wrong. */
export type AreaAnswer = 'valid' | 'other_day' | 'unknown' | 'no_register';

export interface RowContext extends FileAbout {
  /** The IST day of reading. */
  today: IsoDate;
  /** Whether the code names an area of the State on the day (V23). Asked once for each code. */
  findArea(stateCode: string, kind: AreaKind, code: string, day: IsoDate): AreaAnswer;
  add(finding: ImportFinding): void;
}

export interface FileRow {
  /** Line in the file; the header is 1. */
  row: number;
  stateCode: string;
  level: AreaLevel;
  /** `001` for a constituency, `001-12` for a part, `body-ward` for a ward, the State's own code for a State. */
  code: string;
  /** The district of a part that names it, the body of a ward, the parent in an area register. */
  parentCode: string | null;
  /** Counts by column; an empty cell is absent, and unknown. */
  counts: Readonly<Record<string, number>>;
  /** All else by column; an empty cell is absent. Days are ISO, flags true or false, shares and numbers as numbers. */
  values: Readonly<Record<string, CellValue>>;
  /** The row is to be taken out of the published file that this one corrects. */
  isRemoval: boolean;
}

export interface RowReader {
  /** The typed row; null when it is blank or refused. `row` is its line. Every fault goes to the context. */
  read(cells: readonly string[], row: number): FileRow | null;
}

const placeOfPrecision = { exact: 1, thousand: 1_000, lakh: 100_000 } as const;

/**
 * A reader for the rows under these columns. It keeps the key of every row to find repeated ones: for a table of a
 * State's size, not for the nation's parts.
 */
export function createRowReader(
  spec: DatasetSpec,
  columns: readonly (ColumnSpec | null)[],
  context: RowContext,
): RowReader {
  const place = placeOfPrecision[context.header.precision];
  const seen = new Map<string, number>();
  const findArea = cached(context);
  const needed = spec.columns.filter((column) => column.required);
  return {
    read(cells, row) {
      if (cells.every((cell) => normaliseText(cell) === '')) return null;
      let refused: Set<string> | undefined;
      const add: Add = (column, { check, severity, reason, params }) => {
        if (severity === 'E') {
          // One fault a cell: what follows from it says nothing new.
          if (column !== '' && refused?.has(column) === true) return;
          refused = (refused ?? new Set()).add(column);
        }
        context.add({ check, severity, row, column, reason, params });
      };
      const counts: Record<string, number> = {};
      const values: Record<string, CellValue> = {};
      checkLength(cells, columns, add);
      for (let at = 0; at < columns.length; at += 1) {
        const column = columns[at];
        const cell = cells[at] ?? '';
        if (column === undefined || column === null) screenLoose(cell, add);
        else readInto(column, cell, { counts, values, place, add });
      }
      const isRemoval = values.remove === true;
      for (const { name, kind } of needed) {
        const isEmpty = counts[name] === undefined && values[name] === undefined;
        if (isEmpty && !(isRemoval && kind === 'count')) add(name, fault('cell.missing'));
      }
      checkRepeats(columns, values, context, add);
      checkDays(values, context.today, add);
      const area = areaOf(spec, values, context, add);
      if (area === undefined) return null;
      checkAreas(spec, area, values, { findArea, add, day: context.header.asOf });
      if (refused !== undefined) return null;
      const key = spec.keys.map((name) => keyPart(name, area, values)).join('\u0001');
      const first = seen.get(key);
      if (first === undefined) seen.set(key, row);
      else add(spec.keys.at(-1) ?? '', fault('row.duplicate', { first }));
      return first === undefined ? { row, ...area, counts, values, isRemoval } : null;
    },
  };
}

type Add = (column: string, fault: CellFault) => void;

function fault(reason: FileReason, params: ImportFinding['params'] = {}, check = 'FILE'): CellFault {
  return { check, severity: 'E', reason, params };
}

/** Too few cells, or filled ones beyond the last column: one comma too many or too few shifts every figure after it. */
function checkLength(cells: readonly string[], columns: readonly (ColumnSpec | null)[], add: Add): void {
  const isOver = cells.slice(columns.length).some((cell) => normaliseText(cell) !== '');
  if (cells.length >= columns.length && !isOver) return;
  add('', fault('row.cells', { cells: cells.length, columns: columns.length }));
  for (const cell of cells.slice(columns.length)) {
    const kind = findPersonalData(cell);
    if (kind !== undefined)
      add('', { ...fault('row.cell_without_column'), check: 'PII', reason: `personal_data.${kind}` });
  }
}

/** A column without a name may stand in a file as long as it is empty. */
function screenLoose(cell: string, add: Add): void {
  if (normaliseText(cell) === '') return;
  const kind = findPersonalData(cell);
  const loose = fault('row.cell_without_column');
  add('', kind === undefined ? loose : { ...loose, check: 'PII', reason: `personal_data.${kind}` });
}

interface RowInMaking {
  counts: Record<string, number>;
  values: Record<string, CellValue>;
  place: number;
  add: Add;
}

function readInto(column: ColumnSpec, cell: string, { counts, values, place, add }: RowInMaking): void {
  const { value, fault: found } = readCell(column, cell);
  if (found !== undefined) add(column.name, found);
  if (value === undefined) return;
  if (column.kind !== 'count') {
    values[column.name] = value;
    return;
  }
  const figure = Number(value);
  counts[column.name] = figure;
  if (isFinerThan(figure, place)) {
    add(column.name, { ...fault('count.not_rounded', { place }, 'V24'), severity: 'F' });
  }
}

/** The columns that repeat the header agree with it in every row. */
function checkRepeats(
  columns: readonly (ColumnSpec | null)[],
  values: Readonly<Record<string, CellValue>>,
  { header }: RowContext,
  add: Add,
): void {
  for (const column of columns) {
    if (column?.repeats === undefined) continue;
    const value = values[column.name];
    if (value !== undefined && value !== header[column.repeats]) add(column.name, fault('row.header_differs'));
  }
}

/** Days on which something has happened: none is in the future (V15). */
const pastDays = ['actual_date', 'revised_on', 'run_on', 'referred_on', 'base_roll_date', 'period_to'];

/** V15 inside a row: what begins before what ends, and nothing done in the future. */
function checkDays(values: Readonly<Record<string, CellValue>>, today: IsoDate, add: Add): void {
  for (const column of pastDays) {
    const day = values[column];
    if (day !== undefined && isFuture(String(day), today))
      add(column, fault('date.future', { day: String(day), today }, 'V15'));
  }
  for (const [first, last] of [
    ['valid_from', 'valid_to'],
    ['period_from', 'period_to'],
  ] as const) {
    const [from, to] = [values[first], values[last]];
    if (from === undefined || to === undefined) continue;
    const isBackwards = first === 'valid_from' ? from >= to : from > to;
    if (isBackwards) add(last, fault('date.order', { from: String(from), to: String(to) }, 'V15'));
  }
}

type Area = Pick<FileRow, 'stateCode' | 'level' | 'code' | 'parentCode'>;

function areaOf(
  spec: DatasetSpec,
  values: Readonly<Record<string, CellValue>>,
  context: RowContext,
  add: Add,
): Area | undefined {
  const stateCode = stateOf(values.state_code, context.stateCode, add);
  if (stateCode === undefined) return undefined;
  const levels = levelsFor(spec, context.header.rollType);
  const level = values.level ?? (levels.length === 1 ? levels[0] : undefined);
  const known = levels.find((one) => one === level);
  if (known === undefined) {
    if (level !== undefined) add('level', fault('row.level_not_here', { levels: levels.join(', ') }));
    return undefined;
  }
  if (known === 'part') return partOf(stateCode, values, add);
  const written = spec.id === 'area_register' ? values.code : values.area_code;
  const code = codeAt(known, stateCode, written);
  if (code === undefined) {
    const column = spec.id === 'area_register' ? 'code' : 'area_code';
    add(column, written === undefined ? fault('cell.missing') : fault('cell.code', {}, 'V23'));
    return undefined;
  }
  const parent = spec.id === 'area_register' ? values.parent_code : undefined;
  const parentCode = parent === undefined ? (known === 'ward' ? (bodyOfWard(code) ?? null) : null) : String(parent);
  return { stateCode, level: levelOfFile[known], code, parentCode };
}

function stateOf(written: CellValue | undefined, own: string | null, add: Add): string | undefined {
  const code = written === undefined ? own : readStateCode(String(written));
  if (code === null) add('state_code', fault('cell.missing'));
  else if (code === undefined) add('state_code', fault('row.unknown_state', {}, 'V23'));
  else if (own !== null && code !== own) add('state_code', fault('row.other_state', { ownState: own }));
  else return code;
  return undefined;
}

function codeAt(level: string, stateCode: string, written: CellValue | undefined): string | undefined {
  const text = written === undefined ? undefined : String(written);
  if (level === 'state') return text === undefined || readStateCode(text) === stateCode ? stateCode : undefined;
  if (text === undefined) return undefined;
  if (level === 'ac') return readAcCode(text);
  if (level === 'ward') return bodyOfWard(text) === undefined ? undefined : text;
  return text;
}

/** A part by its two numbers; `area_code`, where it stands too, should name the same part (reading 6.7.15). */
function partOf(stateCode: string, values: Readonly<Record<string, CellValue>>, add: Add): Area | undefined {
  if (values.ac_no === undefined || values.part_no === undefined) return undefined;
  const code = partCode(Number(values.ac_no), Number(values.part_no));
  const written = values.area_code;
  if (written !== undefined && readPartCode(String(written)) !== code) {
    add('area_code', { ...fault('row.part_differs', { part: code }, 'CODES'), severity: 'W' });
  }
  const district = values.district_code;
  return { stateCode, level: 'P', code, parentCode: district === undefined ? null : String(district) };
}

interface AreaLookup {
  findArea: (stateCode: string, kind: AreaKind, code: string) => AreaAnswer;
  add: Add;
  day: IsoDate;
}

/** V23: every area a row names is one of its State on the day. An area register says itself which areas there are. */
function checkAreas(
  spec: DatasetSpec,
  area: Area,
  values: Readonly<Record<string, CellValue>>,
  { findArea, add, day }: AreaLookup,
): void {
  if (spec.id === 'area_register') return;
  const check = (column: string, kind: AreaKind, code: string) => {
    const answer = findArea(area.stateCode, kind, code);
    if (answer === 'unknown') add(column, fault('area.unknown', {}, 'V23'));
    if (answer === 'other_day') add(column, fault('area.other_day', { day }, 'V23'));
  };
  if (area.level === 'P') check('ac_no', 'ac', area.code.slice(0, 3));
  if (area.level === 'A') check('area_code', 'ac', area.code);
  if (area.level === 'D') check('area_code', 'district', area.code);
  if (area.level === 'L') check('area_code', 'local_body', area.code);
  if (area.level === 'W') check('area_code', 'ward', area.code);
  if (values.district_code !== undefined) check('district_code', 'district', String(values.district_code));
  if (values.body_code === undefined) return;
  check('body_code', 'local_body', String(values.body_code));
  check('ward_no', 'ward', wardCode(String(values.body_code), String(values.ward_no)));
}

function cached(context: RowContext): AreaLookup['findArea'] {
  const answers = new Map<string, AreaAnswer>();
  return (stateCode, kind, code) => {
    const key = `${stateCode} ${kind} ${code}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = context.findArea(stateCode, kind, code, context.header.asOf);
    answers.set(key, answer);
    return answer;
  };
}

/** A key column's part of the key: areas by our own codes, so that `1` and `001` are one constituency. */
function keyPart(name: string, area: Area, values: Readonly<Record<string, CellValue>>): string {
  if (name === 'state_code') return area.stateCode;
  if (name === 'level') return area.level;
  if (name === 'area_code' || name === 'code') return area.code;
  return String(values[name] ?? '');
}
