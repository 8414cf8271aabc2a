// Every reason a file can be answered with, and the figures its sentence may use: data, so that the words can be checked.

import { formatChange, formatCount, formatDecimal, type Language } from '#shared/kernel/numbers.ts';
import { formatDate, isIsoDate } from '#shared/kernel/time.ts';
import { reasonParams } from '#shared/modules/roll-health/checks.ts';
import { recordReasonParams } from '#shared/modules/roll-health/checks-counts.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type { ImportFinding } from './schema.ts';

/** Of the file, its first line, its rows and cells; the checks of figures have theirs with the checks. */
export const fileReasonParams = {
  'file.empty': [],
  'file.no_rows': [],
  'file.encoding': [],
  'file.not_text': [],
  'file.archive': [],
  'file.quote_open': [],
  'file.line_too_long': ['limit'],
  'file.too_large': ['limit'],
  'header.no_names': [],
  'header.unknown_column': [],
  'header.misspelt_column': ['nearest'],
  'header.personal_column': [],
  'header.missing_column': [],
  'header.duplicate_column': ['first'],
  'header.only_in_correction': [],
  'header.roll_type': [],
  'header.exercise_type': [],
  'header.supplement_no': [],
  'header.qualifying_date': [],
  'header.legal_basis': ['qualifyingDate'],
  'header.published_future': ['publishedOn', 'today'],
  'row.cells': ['cells', 'columns'],
  'row.cell_without_column': [],
  'row.duplicate': ['first'],
  'row.header_differs': [],
  'row.other_state': ['ownState'],
  'row.unknown_state': [],
  'row.level_not_here': ['levels'],
  'row.part_differs': ['part'],
  'cell.missing': [],
  'cell.option': ['options'],
  'cell.flag': [],
  'cell.share': [],
  'cell.signed': [],
  'cell.code': [],
  'cell.range': ['from', 'to'],
  'cell.too_long': ['limit'],
  'cell.control': [],
  'count.not_rounded': ['place'],
  'area.unknown': [],
  'area.other_day': ['day'],
  'area.no_district': [],
  'area.no_body': [],
  'area.overlap': ['first'],
  'area.no_part': ['part'],
  'area.not_all': ['given', 'areas'],
  'area.part_without_district': ['parts'],
  'date.order': ['from', 'to'],
  'schedule.order': ['earlier', 'earlierDate', 'later', 'laterDate'],
  'date.future': ['day', 'today'],
} as const satisfies Record<string, readonly string[]>;
export type FileReason = keyof typeof fileReasonParams;

export const findingReasonParams = { ...reasonParams, ...recordReasonParams, ...fileReasonParams } as const;
export type FindingReason = keyof typeof findingReasonParams;

/** Names of all figures a sentence may ask for. */
type FigureName = { [Reason in FindingReason]: (typeof findingReasonParams)[Reason][number] }[FindingReason];

/** The figures of a finding, printed; those it has not are empty. */
export type Figures = Readonly<Record<FigureName, string>>;

const figureNames: readonly FigureName[] = [...new Set(Object.values(findingReasonParams).flat())];

/**
 * The figures of a finding as its sentence prints them: counts in Indian grouping, differences with their sign, days as
 * `dd-mm-yyyy`, States by name.
 */
export function printFigures(params: ImportFinding['params'], language: Language): Figures {
  const figures = Object.fromEntries(figureNames.map((name) => [name, printed(name, params[name], language)]));
  return allFigures(figures);
}

function printed(name: FigureName, value: string | number | undefined, language: Language): string {
  if (value === undefined) return '';
  if (typeof value === 'string') {
    if (name === 'ownState') return stateName(value, language);
    return isIsoDate(value) ? formatDate(value) : value;
  }
  if (name === 'percent') return formatDecimal(value, 2);
  return name === 'residual' || name === 'difference' ? formatChange(value) : formatCount(value);
}

/** `Object.fromEntries` forgets its keys: they are the names just mapped, every one of them. */
function allFigures(figures: Record<string, string>): Figures {
  return figures as Figures;
}

/** True for a reason that has a sentence. */
export function isFindingReason(reason: string): reason is FindingReason {
  return Object.hasOwn(findingReasonParams, reason);
}
