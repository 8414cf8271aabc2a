// The header of a part file: its columns in any order, by the names of the upload table. What must not be in the file is
// refused by its name before a row is read.

import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import { type PartField, placeOf } from './rules-parts.ts';
import type { ImportFinding } from './schema.ts';

/** Columns whose one value holds for the file: they must agree with its header in every row. */
export const constantColumns = [
  'level',
  'roll_type',
  'exercise_type',
  'stage',
  'supplement_no',
  'qualifying_date',
  'as_of',
  'published_on',
  'source_ref',
  'basis',
  'precision',
] as const;
export type ConstantColumn = (typeof constantColumns)[number];

export type PartColumn =
  | { kind: 'field'; field: PartField }
  | { kind: 'state' | 'district' | 'area' | 'remove' }
  | { kind: 'constant'; name: ConstantColumn };

export interface PartHeader {
  /** Names as in the file, in its order. */
  names: readonly string[];
  columns: readonly PartColumn[];
  hasState: boolean;
  hasDistrict: boolean;
}

const known: readonly [name: string, column: PartColumn][] = [
  ...partMeasures.map((measure): [string, PartColumn] => [measure, { kind: 'field', field: measure }]),
  ['state_code', { kind: 'state' }],
  ['district_code', { kind: 'district' }],
  ['area_code', { kind: 'area' }],
  ['remove', { kind: 'remove' }],
  ['ac_no', { kind: 'field', field: 'acNo' }],
  ['part_no', { kind: 'field', field: 'partNo' }],
  ['blo_posted', { kind: 'field', field: 'bloPosted' }],
  ['is_auxiliary', { kind: 'field', field: 'isAuxiliary' }],
  ...constantColumns.map((name): [string, PartColumn] => [name, { kind: 'constant', name }]),
];
const byName = new Map(known.map(([name, column]) => [fold(name), column]));

const requiredMeasures = [
  'electorsTotal',
  'electorsMale',
  'electorsFemale',
  'electorsThird',
] as const satisfies PartMeasure[];

/** Column names that speak of a person. No row of a person may be uploaded, whatever stands in the cells. */
const personal =
  /(?:^|_)(?:epic|aadhaar|aadhar|uid|mobile|phone|email|pan|address|house_?no|father|mother|husband|relation|guardian|dob|birth|elector|voter|first|last|full)(?:_?(?:no|number|id|name|s_name))?$|^(?:name|age|sex|gender)$|_name$/;

/** Reads the first row. Findings are at row 1, each with the column's name; any of them refuses the file. */
export function readPartHeader(
  cells: readonly string[],
  wanted: { isNational: boolean; mayRemove: boolean; hasAssembly: boolean },
): { header: PartHeader; findings: ImportFinding[] } {
  const findings: ImportFinding[] = [];
  const columns: PartColumn[] = [];
  const seen = new Set<PartColumn>();
  const refuse = (column: string, check: string, reason: string, params: ImportFinding['params'] = {}) =>
    findings.push({ check, severity: 'E', row: 1, column, reason, params });
  for (const name of cells) {
    const column = byName.get(fold(name));
    if (column === undefined || (column.kind === 'remove' && !wanted.mayRemove)) {
      const isPersonal = personal.test(
        name
          .trim()
          .toLowerCase()
          .replace(/[\s-]+/g, '_'),
      );
      if (isPersonal) refuse(name.slice(0, 60), 'PII', 'personal_column');
      else refuse(name.slice(0, 60), 'FILE', name.trim() === '' ? 'column_without_name' : 'unknown_column');
      continue;
    }
    if (seen.has(column)) refuse(name, 'FILE', 'repeated_column');
    seen.add(column);
    columns.push(column);
  }
  const hasField = (field: PartField) => columns.some((column) => column.kind === 'field' && column.field === field);
  const has = (kind: PartColumn['kind']) => columns.some((column) => column.kind === kind);
  const missing = (name: string) => refuse(name, 'FILE', 'missing_column');
  for (const measure of requiredMeasures) if (!hasField(measure)) missing(snakeOf(measure));
  if (wanted.isNational && !has('state')) missing('state_code');
  if (!has('area')) {
    if (!hasField('partNo')) missing('part_no');
    if (!hasField('acNo') && wanted.hasAssembly) missing('ac_no');
  }
  return {
    header: { names: cells.map((name) => name.trim()), columns, hasState: has('state'), hasDistrict: has('district') },
    findings,
  };
}

/** `electors_18_19`, `Electors 18-19` and `electors1819` are one name. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The database's column of a field: `electors_85_plus`. */
export function snakeOf(field: PartField): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/(?<=[a-z])(?=\d)/g, '_');
}

/** Fields of the file in its order, with their place in the array of a row. */
export function fieldsOf(header: PartHeader): { field: PartField; place: number }[] {
  return header.columns.flatMap((column) =>
    column.kind === 'field' ? [{ field: column.field, place: placeOf[column.field] }] : [],
  );
}
