// Every reason a file can be answered with, and the figures its sentence may use: data, so that the words can be checked.

import { reasonParams } from '#shared/modules/roll-health/checks.ts';
import { recordReasonParams } from '#shared/modules/roll-health/checks-counts.ts';

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
  'header.roll_type': ['rollTypes'],
  'header.exercise_type': [],
  'header.supplement_no': [],
  'header.qualifying_date': [],
  'header.legal_basis': ['qualifyingDate'],
  'header.published_future': ['publishedOn', 'today'],
  'row.cells': ['cells', 'columns'],
  'row.cell_without_column': [],
  'row.duplicate': ['first'],
  'row.header_differs': [],
  'row.other_state': ['expected'],
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
  'count.words': [],
  'count.not_rounded': ['place'],
  'area.unknown': [],
  'area.other_day': ['day'],
  'area.no_parent': ['parent'],
  'date.order': ['from', 'to'],
  'schedule.order': ['earlier', 'earlierDate', 'later', 'laterDate'],
  'date.future': ['day', 'today'],
} as const satisfies Record<string, readonly string[]>;
export type FileReason = keyof typeof fileReasonParams;

export const findingReasonParams = { ...reasonParams, ...recordReasonParams, ...fileReasonParams } as const;
export type FindingReason = keyof typeof findingReasonParams;
