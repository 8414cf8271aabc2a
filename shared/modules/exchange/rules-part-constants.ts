// Columns of a part file that hold one value: what stands in them must be what the person said of the file.

import { normaliseText } from '#shared/kernel/text.ts';
import { parseDate } from '#shared/kernel/time.ts';
import type { ConstantColumn } from './rules-part-header.ts';
import type { ImportHeader } from './schema.ts';

/** What each column of one value must hold, by name; empty where the file's header says nothing. */
export function constantsOf(header: ImportHeader): Readonly<Record<ConstantColumn, string>> {
  return {
    level: 'part',
    roll_type: header.rollType,
    exercise_type: header.exerciseType,
    stage: header.stage,
    supplement_no: header.supplementNo === null ? '' : String(header.supplementNo),
    qualifying_date: header.qualifyingDate ?? '',
    as_of: header.asOf,
    published_on: header.publishedOn ?? '',
    source_ref: header.sourceRef,
    basis: header.basis,
    precision: header.precision,
  };
}

/** True when the cell says the same as the file's header. An empty cell says nothing; dates are read as dates. */
export function isConstant(
  constants: Readonly<Record<ConstantColumn, string>>,
  name: ConstantColumn,
  text: string,
): boolean {
  const wanted = constants[name];
  if (text === '' || text.toLowerCase() === normaliseText(wanted).toLowerCase()) return true;
  const day = parseDate(text);
  return day.ok && day.value === wanted;
}
