// Statements of the 2025-26 intensive and special revisions, from sir_2025_26.csv. Only rows of confidence A or B are
// facts; second-hand rows (D), national aggregates and rolls not seen are left out, and a blank cell gives no figure.

import { startOfIstDay } from '#shared/kernel/time.ts';
import { countOf, readRows, textOf, wordOf } from './csv.ts';
import { type FigureRow, type Statement, type StatementRow, statementOf } from './statement.ts';

const columns = [
  'row_type',
  'eci_state_code',
  'exercise',
  'phase',
  'qualifying_date',
  'draft_date',
  'final_date',
  'final_status',
  'electors_before',
  'electors_before_asof',
  'ef_collected',
  'draft_electors',
  'not_in_draft_total',
  'nid_dead',
  'nid_shifted_absent',
  'nid_shifted',
  'nid_absent',
  'nid_duplicate',
  'nid_other',
  'co_added',
  'co_deleted',
  'f6_received',
  'f6_accepted',
  'f7_received',
  'f7_accepted',
  'final_electors',
  'final_male',
  'final_female',
  'final_third',
  'final_age_18_19',
  'pending_adjudication',
  'derived_fields',
  'rounded_fields',
  'confidence',
  'notes',
  'source',
] as const;
type Column = (typeof columns)[number];
type Cells = Record<Column, string>;

const beforeMeasures = { electors_before: 'electorsTotal' } as const;

const draftMeasures = {
  draft_electors: 'electorsTotal',
  electors_before: 'electorsBefore',
  not_in_draft_total: 'notInDraft',
  nid_dead: 'nidDead',
  nid_shifted_absent: 'nidShiftedAbsent',
  nid_shifted: 'nidShifted',
  nid_absent: 'nidAbsent',
  nid_duplicate: 'nidDuplicate',
  nid_other: 'nidOther',
  ef_collected: 'efCollected',
} as const;

const formMeasures = {
  f6_received: 'form6Received',
  f6_accepted: 'form6Accepted',
  f7_received: 'form7Received',
  f7_accepted: 'form7Accepted',
} as const;

const finalMeasures = {
  final_electors: 'electorsTotal',
  final_male: 'electorsMale',
  final_female: 'electorsFemale',
  final_third: 'electorsThird',
  final_age_18_19: 'electors1819',
  pending_adjudication: 'electorsPendingAdjudication',
  co_added: 'coAdded',
  co_deleted: 'coDeleted',
  ...formMeasures,
} as const;

/** Statements of every State whose revision was seen: before, draft and final, as far as each was published. */
export function readRevisions(stateOfEciCode: ReadonlyMap<string, string>): Statement[] {
  return readRows('sir_2025_26.csv', columns).flatMap((cells) => {
    if (cells.row_type !== 'state' || (cells.confidence !== 'A' && cells.confidence !== 'B')) return [];
    const state = stateOfEciCode.get(cells.eci_state_code);
    if (state === undefined) throw new Error(`no State with the ECI code ${cells.eci_state_code}`);
    return statementsOf(state, cells);
  });
}

function statementsOf(state: string, cells: Cells): Statement[] {
  const isFinalSeen = cells.final_status === 'published' || cells.final_status === 'published_partial';
  const statements: Statement[] = [];
  if (cells.electors_before !== '') {
    // The qualifying date of the file is the revision's; the roll it started from had an earlier one, not stated.
    const before = stageOf(state, cells, 'before', cells.electors_before_asof, beforeMeasures);
    statements.push({ ...before, row: { ...before.row, qualifyingDate: null } });
  }
  if (cells.draft_electors !== '') {
    // Form counts stand with the final roll; where that was not seen they are all there is after the draft.
    const measures = isFinalSeen ? draftMeasures : { ...draftMeasures, ...formMeasures };
    statements.push(stageOf(state, cells, 'draft', cells.draft_date, measures));
  }
  if (isFinalSeen) statements.push(stageOf(state, cells, 'final', cells.final_date, finalMeasures));
  return statements;
}

function stageOf(
  state: string,
  cells: Cells,
  stage: 'before' | 'draft' | 'final',
  asOn: string,
  measures: Partial<Record<Column, string>>,
): Statement {
  const exerciseType = wordOf(cells.exercise, ['SIR', 'SR']);
  const row: Omit<StatementRow, 'id'> = {
    stateCode: state,
    bodyId: `CEO-${state}`,
    rollType: 'assembly',
    exerciseType,
    exerciseRef: exerciseType === 'SIR' ? `SIR-${cells.phase}` : 'SR-2026',
    stage,
    qualifyingDate: textOf(cells.qualifying_date),
    asOn,
    basis: 'public_record',
    recordBasis: `${exerciseType.toLowerCase()}_${stage}`,
    confidence: wordOf(cells.confidence, ['A', 'B']),
    source: cells.source,
    note: textOf(cells.notes),
    publishedAt: startOfIstDay(asOn),
  };
  return statementOf(row, figuresOf(cells, measures));
}

function figuresOf(cells: Cells, measures: Partial<Record<Column, string>>): Omit<FigureRow, 'statementId'>[] {
  const rounded = new Set(cells.rounded_fields.split(';'));
  const derivations = new Map(
    [...cells.derived_fields.matchAll(/(\w+)\(=([^)]*)\)/g)].map(([, field = '', how = '']) => [field, how]),
  );
  return columns.flatMap((column): Omit<FigureRow, 'statementId'>[] => {
    const measure = measures[column];
    const value = countOf(measure === undefined ? '' : cells[column]);
    if (measure === undefined || value === null) return [];
    const derivation = derivations.get(column);
    if (derivation !== undefined) return [{ measure, value, precision: 'derived', note: derivation }];
    return [{ measure, value, precision: rounded.has(column) ? 'rounded' : 'exact', note: null }];
  });
}
