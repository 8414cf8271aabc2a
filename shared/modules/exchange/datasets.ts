// The fourteen upload tables as data. Source: roll-health catalogue, section 10 and reading 6.7.15.

import { type Cohort, cohorts, type Form, type Measure } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { ColumnSpec, DatasetSpec, FileLevel, RollType } from './datasets-columns.ts';
import { commonColumns } from './datasets-columns.ts';
import { localDatasets } from './datasets-local.ts';
import { cohortOptions, rollDatasets } from './datasets-roll.ts';
import type { DatasetId } from './schema.ts';

export type { AreaLevel, ColumnSpec, DatasetSpec, FileLevel, RollType } from './datasets-columns.ts';

export const datasets: Readonly<Record<DatasetId, DatasetSpec>> = { ...rollDatasets, ...localDatasets };

/** The columns a file of this table may have: its own, then the common ones it has not itself. `remove` in a correction. */
export function columnsOf(spec: DatasetSpec, isCorrection: boolean): ColumnSpec[] {
  const own = spec.columns.filter((column) => isCorrection || column.inCorrection !== true);
  const names = new Set(own.map((column) => column.name));
  return [...own, ...commonColumns.filter((column) => !names.has(column.name))];
}

/** Levels a row may be at. Of the area register, districts and constituencies are the CEO's, bodies and wards the SEC's. */
export function levelsFor(spec: DatasetSpec, rollType: RollType): readonly FileLevel[] {
  if (spec.id !== 'area_register') return spec.levels;
  return rollType === 'assembly' ? ['district', 'ac'] : ['local_body', 'ward'];
}

const formOf: Readonly<Record<string, Form>> = {
  '6': '6',
  '6A': '6a',
  '7': '7',
  '8_shift_in': '8ShiftIn',
  '8_shift_out': '8ShiftOut',
  '8_correct': '8Correct',
};
const stepOf = {
  received: 'Received',
  accepted: 'Accepted',
  rejected: 'Rejected',
  pending: 'Pending',
  pending_over_30d: 'PendingOver30d',
} as const;
const sideOf = { electors: '', male: 'Male', female: 'Female', third: 'Third' } as const;
const reasonOf = {
  dead: 'Dead',
  shifted: 'Shifted',
  absent: 'Absent',
  shifted_absent: 'ShiftedAbsent',
  duplicate: 'Duplicate',
  not_citizen: 'NotCitizen',
  under_age: 'UnderAge',
  other: 'Other',
} as const;
const cohortOf: ReadonlyMap<string, Cohort> = new Map(
  cohorts.flatMap((cohort, place) => {
    const option = cohortOptions[place];
    return option === undefined ? [] : [[option, cohort] as const];
  }),
);

/**
 * The measures that a count of a row adds to, given the row's classes: a cohort's electors to one, a deletion to its
 * reason and its route. Empty where no measure holds it (the gender split of one form).
 */
export function measuresOf(
  spec: DatasetSpec,
  column: ColumnSpec,
  classes: Readonly<Record<string, string | number | boolean | null>>,
): readonly Measure[] {
  if (column.kind !== 'count') return [];
  if (column.measure !== undefined) return [column.measure];
  if (spec.id === 'roll_age_cohort') return cohortMeasures(String(classes.cohort), column.name);
  if (spec.id === 'roll_flow') return formMeasures(String(classes.form), column.name);
  if (spec.id === 'roll_deletion') return deletionMeasures(String(classes.reason), String(classes.route));
  return [];
}

function cohortMeasures(option: string, column: string): readonly Measure[] {
  const cohort = cohortOf.get(option);
  return cohort === undefined || !isKey(sideOf, column) ? [] : [`cohort${cohort}${sideOf[column]}`];
}

function formMeasures(option: string, column: string): readonly Measure[] {
  if (option === 'suo_motu') return column === 'accepted' ? ['suoMotuAdded'] : [];
  const form = formOf[option];
  return form === undefined || !isKey(stepOf, column) ? [] : [`form${form}${stepOf[column]}`];
}

function deletionMeasures(reason: string, route: string): readonly Measure[] {
  if (!isKey(reasonOf, reason)) return [];
  if (route === 'not_in_draft') return [`nid${reasonOf[reason]}`];
  return [`del${reasonOf[reason]}`, route === 'form7' ? 'delForm7' : 'delSuoMotu'];
}

function isKey<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}
