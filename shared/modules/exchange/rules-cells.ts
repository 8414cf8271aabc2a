// One cell of a file: read rightly, or refused with the reason and never with its text.

import { largestCount, parseCount } from '#shared/kernel/numbers.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { asciiDigits, normaliseText } from '#shared/kernel/text.ts';
import { parseDate } from '#shared/kernel/time.ts';
import type { CheckReason } from '#shared/modules/roll-health/checks.ts';
import { isFigureInWords } from '#shared/modules/roll-health/checks-rows.ts';
import type { ColumnSpec } from './datasets-columns.ts';
import type { FileReason } from './rules-reasons.ts';
import type { ImportFinding } from './schema.ts';

export type CellValue = string | number | boolean;

export interface CellFault {
  check: string;
  severity: ImportFinding['severity'];
  reason: CheckReason | FileReason;
  params: ImportFinding['params'];
}

/** `value` absent: the cell is empty, which is unknown and never zero. */
export interface CellReading {
  value?: CellValue;
  fault?: CellFault;
}

const nothing: CellReading = {};

/**
 * Reads a cell as its column wants it. Whatever is no clean number, day, flag or option is screened for personal data,
 * which is refused as such whatever else is wrong with it. A fault of severity E leaves no value.
 */
export function readCell(column: ColumnSpec, cell: string): CellReading {
  if (column.kind === 'count' && isPlainCount(cell)) return { value: Number(cell) };
  if (cell === '') return nothing;
  const plain = normaliseText(cell);
  if (plain === '') return {};
  const reading = readers[column.kind](column, plain);
  if (reading.fault === undefined && cannotName(column, plain)) return reading;
  const kind = findPersonalData(cell);
  return kind === undefined ? reading : { fault: fault('PII', `personal_data.${kind}`) };
}

/** A clean figure, day, flag or option, or a code shorter than any number that identifies a person. */
function cannotName({ kind }: ColumnSpec, plain: string): boolean {
  return kind !== 'text' && (kind !== 'code' || plain.length < 10);
}

/** The common case of a large file, read without a regular expression: one to eight plain digits. */
function isPlainCount(cell: string): boolean {
  const { length } = cell;
  if (length === 0 || length > 8) return false;
  for (let at = 0; at < length; at += 1) {
    const point = cell.charCodeAt(at);
    if (point < 48 || point > 57) return false;
  }
  return true;
}

const readers: Record<ColumnSpec['kind'], (column: ColumnSpec, plain: string) => CellReading> = {
  count: (_column, plain) => readCount(plain),
  number: (column, plain) => readNumber(column, plain),
  code: (column, plain) => readCode(column, plain),
  text: (column, plain) => readText(column, plain),
  date: (column, plain) => readDate(column, plain),
  flag: (_column, plain) => readFlag(plain),
  enum: (column, plain) => readOption(column, plain),
  decimal: (_column, plain) => readShare(plain),
  signed: (_column, plain) => readSigned(plain),
};

function fault(
  check: string,
  reason: CellFault['reason'],
  params: ImportFinding['params'] = {},
  severity: ImportFinding['severity'] = 'E',
): CellFault {
  return { check, severity, reason, params };
}

function readCount(plain: string): CellReading {
  const parsed = parseCount(plain);
  if (parsed.ok) return { value: parsed.value };
  if (parsed.reason === 'empty') return {};
  if (isFigureInWords(plain)) return { fault: fault('V24', 'count.words') };
  const params = parsed.reason === 'too_large' ? { limit: largestCount } : {};
  return { fault: fault('V02', `count.${parsed.reason}`, params) };
}

function readNumber(column: ColumnSpec, plain: string): CellReading {
  const reading = readCount(plain);
  const [from, to] = column.range ?? [0, largestCount];
  const value = Number(reading.value);
  if (reading.fault !== undefined || (value >= from && value <= to)) return reading;
  return { fault: fault('V02', 'cell.range', { from, to }) };
}

/** Letters, digits and the signs that codes of areas use; digits of Devanagari as 0 to 9. */
function readCode(column: ColumnSpec, plain: string): CellReading {
  const code = asciiDigits(plain);
  if (column.maxLength !== undefined && code.length > column.maxLength) {
    return { fault: fault('FILE', 'cell.too_long', { limit: column.maxLength }) };
  }
  return /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}/._-]*$/u.test(code)
    ? { value: code }
    : { fault: fault('FILE', 'cell.code') };
}

function readText(column: ColumnSpec, plain: string): CellReading {
  if (column.maxLength !== undefined && plain.length > column.maxLength) {
    return { fault: fault('FILE', 'cell.too_long', { limit: column.maxLength }) };
  }
  return /\p{Cc}/u.test(plain) ? { fault: fault('FILE', 'cell.control') } : { value: plain };
}

function readDate(column: ColumnSpec, plain: string): CellReading {
  const parsed = parseDate(plain);
  if (parsed.ok) return { value: parsed.value };
  if (parsed.reason === 'empty') return {};
  return { fault: fault(column.name === 'qualifying_date' ? 'V22' : 'V15', `date.${parsed.reason}`) };
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'yes', 'y', 'true', 'हाँ', 'हां'].map((word) => [word.normalize('NFC'), true] as const),
  ...['0', 'no', 'n', 'false', 'नहीं'].map((word) => [word.normalize('NFC'), false] as const),
]);

function readFlag(plain: string): CellReading {
  const value = flags.get(asciiDigits(plain).toLowerCase());
  return value === undefined ? { fault: fault('FILE', 'cell.flag') } : { value };
}

function readOption(column: ColumnSpec, plain: string): CellReading {
  const options = column.options ?? [];
  const wanted = squash(asciiDigits(plain));
  const value = options.find((option) => squash(option) === wanted);
  return value === undefined ? { fault: fault('FILE', 'cell.option', { options: options.join(', ') }) } : { value };
}

function squash(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}

/** A share as numeric(5,4) holds it: above 0, at most 1, at most four decimals. */
function readShare(plain: string): CellReading {
  const digits = asciiDigits(plain);
  const value = /^\d?(?:\.\d{1,4})?$/.test(digits) && /\d/.test(digits) ? Number(digits) : Number.NaN;
  return value > 0 && value <= 1 ? { value } : { fault: fault('FILE', 'cell.share') };
}

function readSigned(plain: string): CellReading {
  const isNegative = /^[-\u2212\u2013]/.test(plain);
  const parsed = parseCount(isNegative ? plain.slice(1) : plain);
  if (parsed.ok) return { value: isNegative && parsed.value !== 0 ? -parsed.value : parsed.value };
  return { fault: fault('V02', 'cell.signed') };
}
