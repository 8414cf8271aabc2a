// What stands over the rows: the names of the columns, and the header the uploader fills in.

import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { isFuture, qualifyingDateFault } from '#shared/modules/roll-health/checks-rows.ts';
import { type ColumnSpec, columnsOf, type DatasetSpec } from './datasets.ts';
import type { FindingReason } from './rules-reasons.ts';
import type { ImportFinding, ImportHeader } from './schema.ts';

/** What is known of a file before its first byte. */
export interface FileAbout {
  header: ImportHeader;
  /** Null: the nation's file; `state_code` must then stand in it. */
  stateCode: string | null;
  isCorrection: boolean;
}

export interface FileColumns {
  /** By place in the file; null where nothing may stand under it. */
  columns: readonly (ColumnSpec | null)[];
  /** Any finding here refuses the file: all are of severity E. */
  findings: ImportFinding[];
}

/**
 * Reads the first line: the columns in any order, their names forgiving of a byte-order mark, spaces, case, quotes and
 * underscores. Unknown columns, missing ones and double ones are named; a column that would hold an elector's own data
 * is refused as personal data, and a name that is itself personal data is not repeated.
 */
export function readColumns(names: readonly string[], spec: DatasetSpec, about: FileAbout): FileColumns {
  if (isWithoutNames(names)) return { columns: [], findings: [atColumn('', 'header.no_names')] };
  const findings: ImportFinding[] = [];
  const known = new Map(columnsOf(spec, true).map((column) => [squash(column.name), column]));
  const firstPlace = new Map<string, number>();
  const columns = trimmed(names).map((name, index) => {
    const plain = cleanName(name);
    const column = known.get(squash(plain));
    if (plain === '') return null;
    if (column === undefined) findings.push(unknownColumn(name, plain, [...known.values()]));
    else if (column.inCorrection === true && !about.isCorrection)
      findings.push(atColumn(column.name, 'header.only_in_correction'));
    else if (firstPlace.has(column.name)) {
      findings.push(atColumn(column.name, 'header.duplicate_column', { first: firstPlace.get(column.name) ?? 0 }));
    } else {
      firstPlace.set(column.name, index + 1);
      return column;
    }
    return null;
  });
  for (const column of spec.columns) {
    const isWanted = column.required || (column.name === 'state_code' && about.stateCode === null);
    if (isWanted && !firstPlace.has(column.name)) findings.push(atColumn(column.name, 'header.missing_column'));
  }
  if (needsAreaCode(spec) && !firstPlace.has('area_code') && !firstPlace.has('level')) {
    findings.push(atColumn('area_code', 'header.missing_column'));
  }
  return { columns, findings };
}

/** The header line of a file of this table, to be filled in: its own columns in their order. */
export function template(spec: DatasetSpec): string {
  return spec.columns
    .filter((column) => column.inCorrection !== true)
    .map((column) => column.name)
    .join(',');
}

function needsAreaCode(spec: DatasetSpec): boolean {
  return spec.columns.some((column) => column.name === 'area_code');
}

function atColumn(column: string, reason: FindingReason, params: ImportFinding['params'] = {}): ImportFinding {
  return { check: 'FILE', severity: 'E', row: 1, column, reason, params };
}

function cleanName(name: string): string {
  const plain = normaliseText(name.replaceAll('\ufeff', '')).replace(/^["'“”‘’\s]+|["'“”‘’\s]+$/gu, '');
  return plain.toLowerCase().replace(/[\s-]+/g, '_');
}

function squash(name: string): string {
  return name.replaceAll('_', '');
}

/** Spreadsheets leave empty cells at the end of a line: they are no columns. */
function trimmed(names: readonly string[]): readonly string[] {
  let end = names.length;
  while (end > 0 && cleanName(names[end - 1] ?? '') === '') end -= 1;
  return names.slice(0, end);
}

/** A first line of figures: the names are missing. */
function isWithoutNames(names: readonly string[]): boolean {
  const filled = names.map(cleanName).filter((name) => name !== '');
  return filled.length === 0 || filled.filter((name) => /^[\p{Nd},.]+$/u.test(name)).length * 2 > filled.length;
}

/** Words in a column's name that say its cells are about one person. */
const personalWords = new Set(
  (
    'name names surname father mother husband wife relative relation guardian epic epicno voterid aadhaar aadhar adhar uid ' +
    'mobile phone telephone contact whatsapp email address house dob birth birthdate age sex gender photo pan religion caste ' +
    'नाम पिता माता पति पत्नी संबंधी मोबाइल मोबाईल फोन फ़ोन दूरभाष पता आधार ईपिक एपिक जन्म जन्मतिथि आयु उम्र लिंग मकान धर्म जाति ईमेल'
  )
    .normalize('NFC')
    .split(' '),
);

function unknownColumn(name: string, plain: string, known: readonly ColumnSpec[]): ImportFinding {
  const kind = findPersonalData(name);
  if (kind !== undefined) return { ...atColumn('', `personal_data.${kind}`), check: 'PII' };
  const shown = plain.replace(/\p{C}/gu, '').slice(0, 40);
  const words = plain.split(/[_./()]+/u);
  if (words.some((word) => personalWords.has(word)) || personalWords.has(squash(plain))) {
    return { ...atColumn(shown, 'header.personal_column'), check: 'PII' };
  }
  const nearest = known.find((column) => isNear(squash(plain), squash(column.name)));
  if (nearest === undefined) return atColumn(shown, 'header.unknown_column');
  return atColumn(shown, 'header.misspelt_column', { nearest: nearest.name });
}

/** One letter more, less or other, or two in a name of eight and more. */
function isNear(a: string, b: string): boolean {
  const most = Math.min(a.length, b.length) >= 8 ? 2 : 1;
  if (Math.abs(a.length - b.length) > most) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const step = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j - 1] ?? 0) + step, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[b.length] ?? 0) <= most;
}

/** Tables whose figures are of a roll on a qualifying date. */
const withoutQualifyingDate = new Set<string>([
  'population_reference',
  'exercise_schedule',
  'part_register',
  'part_ward_map',
  'roll_match',
  'area_register',
]);

/**
 * Checks the header the uploader filled in, against the table and the day: V15 (no day in the future), V22 (qualifying
 * date: one of the four for the assembly roll, RP Act 1950 s.14; any other for a local roll with the law named in
 * `source_ref`), personal data in the source. Findings have row 0 and the upload field's name.
 */
export function checkHeader(spec: DatasetSpec, header: ImportHeader, today: IsoDate): ImportFinding[] {
  const findings: ImportFinding[] = [];
  const add = (check: string, column: string, reason: FindingReason, params: ImportFinding['params'] = {}) =>
    findings.push({ check, severity: 'E', row: 0, column, reason, params });
  const { rollType, exerciseType, qualifyingDate, asOf, publishedOn } = header;
  const isAssembly = rollType === 'assembly';
  if (!spec.rollTypes.includes(rollType)) {
    add('FILE', 'roll_type', 'header.roll_type');
  }
  if (isAssembly === (exerciseType === 'LOCAL')) add('FILE', 'exercise_type', 'header.exercise_type');
  if (header.stage === 'supplement' && header.supplementNo === null) {
    add('FILE', 'supplement_no', 'header.supplement_no');
  }
  if (qualifyingDate === null && !withoutQualifyingDate.has(spec.id)) {
    add('V22', 'qualifying_date', 'header.qualifying_date');
  }
  if (qualifyingDate !== null) {
    const fault = qualifyingDateFault(qualifyingDate, { isAssembly, source: header.sourceRef });
    if (fault === 'not_qualifying_date') add('V22', 'qualifying_date', fault, { qualifyingDate });
    if (fault === 'no_legal_basis') add('V22', 'source_ref', 'header.legal_basis', { qualifyingDate });
  }
  if (isFuture(asOf, today)) add('V15', 'as_of', 'as_on_future', { asOn: asOf, today });
  if (publishedOn !== null && isFuture(publishedOn, today)) {
    add('V15', 'published_on', 'header.published_future', { publishedOn, today });
  }
  const kind = findPersonalData(header.sourceRef);
  if (kind !== undefined) add('PII', 'source_ref', `personal_data.${kind}`);
  return findings;
}
