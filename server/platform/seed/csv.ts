// The data files of the public record, read where they lie: beside this file. A blank cell stays blank, never zero.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';

/**
 * Reads a data file of the seed as rows of text, in file order, one property for each column asked for.
 * @throws Error when the file does not parse or lacks a column: a damaged file must not load in part.
 */
export function readRows<Column extends string>(file: string, columns: readonly Column[]): Record<Column, string>[] {
  const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}, row ${error.row ?? '?'}: ${error.message}`);
  const missing = columns.filter((column) => !meta.fields?.includes(column));
  if (missing.length > 0) throw new Error(`${file} lacks the columns ${missing.join(', ')}`);
  return data.map((row) => pick(row, columns));
}

/** The cell's text, or null for a blank cell. */
export function textOf(cell: string): string | null {
  return cell === '' ? null : cell;
}

/**
 * The cell's whole number, or null for a blank cell.
 * @throws Error when the cell holds anything but digits.
 */
export function countOf(cell: string): number | null {
  if (cell === '') return null;
  if (!/^\d+$/.test(cell)) throw new Error(`not a count: ${cell}`);
  return Number(cell);
}

/**
 * The cell as one of the words allowed for it.
 * @throws Error when it is none of them.
 */
export function wordOf<const Word extends string>(cell: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === cell);
  if (found === undefined) throw new Error(`"${cell}" is none of ${words.join(', ')}`);
  return found;
}

function pick<Column extends string>(row: Record<string, string>, columns: readonly Column[]): Record<Column, string> {
  // The loop below gives every column its cell; the type checker cannot follow a record built in steps.
  const picked = {} as Record<Column, string>;
  for (const column of columns) picked[column] = row[column] ?? '';
  return picked;
}
