// One row of a part file: its fields, and the checks that need nothing but the row. The rows of a nation pass here, so
// a row is integers in one array and a sound row costs no object.

import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import { draftIdentity, finalIdentity, type Identity, rollForward } from '#shared/modules/roll-health/checks.ts';
import type { ImportStage } from './schema.ts';

/** A part's fields in the order of the array of a row: the counts, then key, then what is yes (1) or no (0). */
export const partFields = [...partMeasures, 'acNo', 'partNo', 'bloPosted', 'isAuxiliary'] as const;
export type PartField = (typeof partFields)[number];

/** What stands in the array for an empty cell: unknown, never zero. */
export const blank = -1;

/** The largest number of a constituency and of a part that is taken. */
export const largestAcNo = 999;
export const largestPartNo = 9_999;

/** Electors a station may hold (PS-01). Source: SIR order of 24 June 2025, see the catalogue. */
export const stationCap = 1_200;

/** Place of each field in the array of a row. */
export const placeOf: Readonly<Record<PartField, number>> = {
  electorsTotal: 0,
  electorsMale: 1,
  electorsFemale: 2,
  electorsThird: 3,
  electors1819: 4,
  electors85Plus: 5,
  electorsPwd: 6,
  electorsPendingAdjudication: 7,
  electorsBefore: 8,
  opening: 9,
  additions: 10,
  deletions: 11,
  notInDraft: 12,
  efCollected: 13,
  withEpic: 14,
  withPhoto: 15,
  dseOpen: 16,
  pseOpen: 17,
  logicalErrorsOpen: 18,
  households: 19,
  householdsOver10: 20,
  acNo: 21,
  partNo: 22,
  bloPosted: 23,
  isAuxiliary: 24,
};

/** Which identities bind the rows of a file. */
export interface PartExercise {
  exerciseType: 'CU' | 'SSR' | 'SR' | 'SIR' | 'LOCAL';
  stage: ImportStage;
}

export interface PartFault {
  check: 'V01' | 'V02' | 'V05' | 'V08' | 'V10' | 'V11' | 'HOUSEHOLDS';
  severity: 'E' | 'W';
  field: PartField;
  reason: string;
  params: Record<string, number>;
}

const noFaults: readonly PartFault[] = [];
const required = ['electorsTotal', 'electorsMale', 'electorsFemale', 'electorsThird'] as const;
const withinTotal = [
  'electors1819',
  'electors85Plus',
  'electorsPwd',
  'electorsPendingAdjudication',
  'withEpic',
  'withPhoto',
] as const satisfies PartMeasure[];

/**
 * Checks one row by itself: required cells, V01, V05 or V08 by exercise and stage, V10, V11, large households against
 * households. `row` holds `partFields` in their order, `blank` where nothing was given. Sources: roll-health catalogue,
 * sections 6.7 and 7. In SIR the draft file's total is the draft and its opening the roll before; in the final file the
 * opening is the draft and additions and deletions are those of claims and objections.
 */
export function checkPart(row: Int32Array, exercise: PartExercise): readonly PartFault[] {
  const total = row[0] ?? blank;
  const male = row[1] ?? blank;
  const female = row[2] ?? blank;
  const third = row[3] ?? blank;
  if (total < 0 || male < 0 || female < 0 || third < 0) return blankFaults(row);
  let faults: PartFault[] | undefined;
  if (male + female + third !== total) {
    const sum = male + female + third;
    faults = add(faults, 'V01', 'E', 'electorsTotal', 'gender_sum', {
      male,
      female,
      third,
      sum,
      total,
      residual: sum - total,
    });
  }
  if (
    (row[4] ?? blank) > total ||
    (row[5] ?? blank) > total ||
    (row[6] ?? blank) > total ||
    (row[7] ?? blank) > total ||
    (row[14] ?? blank) > total ||
    (row[15] ?? blank) > total
  ) {
    for (const field of withinTotal) {
      const value = row[placeOf[field]] ?? blank;
      if (value > total) faults = add(faults, 'V11', 'E', field, 'exceeds_total', { value, total });
    }
  }
  const before = row[8] ?? blank;
  const efCollected = row[13] ?? blank;
  if (before >= 0 && efCollected > before) {
    faults = add(faults, 'V10', 'W', 'efCollected', 'exceeds_before', { value: efCollected, before });
  }
  const households = row[19] ?? blank;
  const large = row[20] ?? blank;
  if (households >= 0 && large > households) {
    faults = add(faults, 'HOUSEHOLDS', 'W', 'householdsOver10', 'exceeds_households', { value: large, households });
  }
  faults = exercise.exerciseType === 'SIR' ? checkSir(row, exercise.stage, faults) : checkForward(row, total, faults);
  return faults ?? noFaults;
}

function blankFaults(row: Int32Array): PartFault[] {
  return required
    .filter((field) => (row[placeOf[field]] ?? blank) < 0)
    .map((field) => ({ check: 'V02', severity: 'E', field, reason: 'required', params: {} }));
}

/** V05 where opening, additions and deletions are given. */
function checkForward(row: Int32Array, total: number, faults: PartFault[] | undefined): PartFault[] | undefined {
  const opening = row[9] ?? blank;
  const additions = row[10] ?? blank;
  const deletions = row[11] ?? blank;
  if (opening < 0 || additions < 0 || deletions < 0 || opening + additions - deletions === total) return faults;
  const found = rollForward({ opening, additions, deletions, closing: total });
  return addIdentity(faults, 'V05', 'roll_forward', found, { opening, additions, deletions, total });
}

/** V08: before less not in draft is the draft; draft, added and deleted make the final roll. */
function checkSir(row: Int32Array, stage: ImportStage, faults: PartFault[] | undefined): PartFault[] | undefined {
  if (stage === 'continuous' || stage === 'pre_draft') return checkForward(row, row[0] ?? blank, faults);
  let found = faults;
  const isDraft = stage === 'draft';
  const total = row[0] ?? blank;
  const opening = row[9] ?? blank;
  const stated = row[8] ?? blank;
  const before = stated < 0 && isDraft ? opening : stated;
  const draft = isDraft ? total : opening;
  const notInDraft = row[12] ?? blank;
  if (before >= 0 && draft >= 0 && notInDraft >= 0 && before - notInDraft !== draft) {
    const figures = { before, notInDraft, draft };
    found = addIdentity(found, 'V08', 'draft_identity', draftIdentity(figures), figures);
  }
  const coAdded = row[10] ?? blank;
  const coDeleted = row[11] ?? blank;
  if (!isDraft && draft >= 0 && coAdded >= 0 && coDeleted >= 0 && draft + coAdded - coDeleted !== total) {
    const figures = { draft, coAdded, coDeleted, final: total };
    found = addIdentity(found, 'V08', 'final_identity', finalIdentity(figures), figures);
  }
  return found;
}

function addIdentity(
  faults: PartFault[] | undefined,
  check: 'V05' | 'V08',
  reason: string,
  found: Identity,
  figures: Record<string, number>,
): PartFault[] | undefined {
  if (found.severity === undefined) return faults;
  const params = { ...figures, expected: found.left, residual: found.residual };
  return add(faults, check, found.severity, 'electorsTotal', reason, params);
}

function add(
  faults: PartFault[] | undefined,
  check: PartFault['check'],
  severity: PartFault['severity'],
  field: PartField,
  reason: string,
  params: Record<string, number>,
): PartFault[] {
  const list = faults ?? [];
  list.push({ check, severity, field, reason, params });
  return list;
}
