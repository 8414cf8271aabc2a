// What a column and an upload table are, and the columns that may stand in every file.

import type { Measure } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Level } from '#shared/modules/roll-health/schema.ts';
import { type DatasetId, type ImportHeader, importStages } from './schema.ts';

/** Levels as the files write them. */
export const fileLevels = ['part', 'ac', 'district', 'state', 'local_body', 'ward'] as const;
export type FileLevel = (typeof fileLevels)[number];

export const levelOfFile = {
  part: 'P',
  ac: 'A',
  district: 'D',
  state: 'S',
  local_body: 'L',
  ward: 'W',
} as const satisfies Record<FileLevel, Level>;
export type AreaLevel = (typeof levelOfFile)[FileLevel];

/**
 * `count`: electors or things, empty = unknown. `number`: a whole number that names something (`part_no`). `code`: the
 * code of an area. `signed`: a whole number that may be negative. `decimal`: a share above 0 up to 1, four decimals.
 */
export type ColumnKind = 'count' | 'number' | 'code' | 'text' | 'date' | 'flag' | 'enum' | 'decimal' | 'signed';

export interface ColumnSpec {
  /** The header name in the file. */
  name: string;
  kind: ColumnKind;
  /** The column must stand in the file and be filled in every row. */
  required: boolean;
  /** What a count becomes. Where it hangs on a class of the row (form, cohort, reason), see `measuresOf`. */
  measure?: Measure;
  options?: readonly string[];
  /** Longest text, in characters. */
  maxLength?: number;
  /** Smallest and largest of a `number`. */
  range?: readonly [number, number];
  /** The field of the header that it repeats and must agree with. */
  repeats?: keyof ImportHeader;
  /** Only in a file that corrects a published one. */
  inCorrection?: true;
}

export type RollType = ImportHeader['rollType'];

export interface DatasetSpec {
  id: DatasetId;
  /** Assembly tables are the CEO's, panchayat and municipal ones the SEC's. */
  rollTypes: readonly RollType[];
  /** Levels a row may be at; `levelsFor` narrows them by the kind of roll. */
  levels: readonly FileLevel[];
  /** Its own columns, in the order of the template. */
  columns: readonly ColumnSpec[];
  /** Columns whose values together stand once in a file. */
  keys: readonly string[];
  /** Columns that say which class of the area a row counts; its counts are merged into the area. */
  classes: readonly string[];
  /** Where its rows are kept. */
  store: 'part_figure' | 'area_count' | 'part_register' | 'part_ward' | 'revision_schedule' | 'area';
  /** May be a file of the nation, sent by the Commission. */
  isNational: boolean;
}

/** Longest code of an area. */
const codeLength = 20;

export function count(name: string, measure?: Measure): ColumnSpec {
  return { name, kind: 'count', required: false, ...(measure === undefined ? {} : { measure }) };
}

export function code(name: string): ColumnSpec {
  return { name, kind: 'code', required: false, maxLength: codeLength };
}

export function number(name: string, from: number, to: number): ColumnSpec {
  return { name, kind: 'number', required: false, range: [from, to] };
}

export function text(name: string, maxLength: number): ColumnSpec {
  return { name, kind: 'text', required: false, maxLength };
}

export function date(name: string): ColumnSpec {
  return { name, kind: 'date', required: false };
}

export function flag(name: string): ColumnSpec {
  return { name, kind: 'flag', required: false };
}

export function choice(name: string, options: readonly string[]): ColumnSpec {
  return { name, kind: 'enum', required: false, options };
}

export function required(column: ColumnSpec): ColumnSpec {
  return { ...column, required: true };
}

/** Required in a file of the nation only; a State's own file is known to be its own. */
export const stateCodeColumn = code('state_code');
/** 0: a Union Territory without an assembly, whose parts belong to no constituency. */
export const acNo = required(number('ac_no', 0, 999));
export const partNo = required(number('part_no', 1, 99_999));

/** Level and code of a row. At State level the code may stay empty. */
export function areaColumns(levels: readonly FileLevel[]): ColumnSpec[] {
  return [stateCodeColumn, required(choice('level', levels)), code('area_code')];
}

/** May stand in any file; each repeats the header, and must agree with it in every row. */
export const commonColumns: readonly ColumnSpec[] = [
  stateCodeColumn,
  choice('level', fileLevels),
  code('area_code'),
  { ...choice('roll_type', ['assembly', 'panchayat', 'municipal']), repeats: 'rollType' },
  { ...choice('exercise_type', ['CU', 'SSR', 'SR', 'SIR', 'LOCAL']), repeats: 'exerciseType' },
  { ...choice('stage', importStages), repeats: 'stage' },
  { ...number('supplement_no', 1, 9_999), repeats: 'supplementNo' },
  { ...date('qualifying_date'), repeats: 'qualifyingDate' },
  { ...date('as_of'), repeats: 'asOf' },
  { ...date('published_on'), repeats: 'publishedOn' },
  { ...text('source_ref', 300), repeats: 'sourceRef' },
  { ...choice('precision', ['exact', 'thousand', 'lakh']), repeats: 'precision' },
];
