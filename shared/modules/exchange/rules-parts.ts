// One row of a part file: its fields, and the checks that need nothing but the row. The rows of a nation pass here, so
// a row is integers in one array, a sound one is known by a few comparisons, and only the others meet the checks that
// every table shares.

import { type PartMeasure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import { type CountFinding, checkCounts } from '#shared/modules/roll-health/checks-counts.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import type { ImportHeader } from './schema.ts';

/** A part's fields in the order of the array of a row: the counts, then the key, then what is yes (1) or no (0). */
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

/** What of a file's header decides which identities bind its rows. */
export type PartRules = Pick<ImportHeader, 'exerciseType' | 'stage' | 'precision'>;

/** A fault of the row; `field` is the one to mark. */
export type PartFault = Pick<CountFinding, 'check' | 'severity' | 'reason' | 'params'> & { field: PartMeasure };

const printedPlace = { exact: 0, thousand: 1_000, lakh: 100_000 } as const;
const none: readonly PartFault[] = [];

/**
 * What is wrong with one row by itself: V01, V05 or V08 by exercise and stage, V10, V11, large households against
 * households. Sources: roll-health catalogue, sections 6.7 and 7. The four counts of electors are known to be there.
 */
export function checkPart(row: Int32Array, rules: PartRules): readonly PartFault[] {
  return isSoundPart(row, rules) ? none : explainPart(row, rules);
}

/** True when no check has anything to say; false when they are to be asked. */
function isSoundPart(row: Int32Array, { exerciseType, stage }: PartRules): boolean {
  const total = row[0] ?? blank;
  if ((row[1] ?? blank) + (row[2] ?? blank) + (row[3] ?? blank) !== total) return false;
  if ((row[4] ?? blank) > total || (row[5] ?? blank) > total || (row[6] ?? blank) > total) return false;
  if ((row[7] ?? blank) > total || (row[14] ?? blank) > total || (row[15] ?? blank) > total) return false;
  const before = row[8] ?? blank;
  if (before >= 0 && (row[13] ?? blank) > before) return false;
  const households = row[19] ?? blank;
  if (households >= 0 && (row[20] ?? blank) > households) return false;
  const opening = row[9] ?? blank;
  const additions = row[10] ?? blank;
  const deletions = row[11] ?? blank;
  const hasFlow = opening >= 0 && additions >= 0 && deletions >= 0;
  if (exerciseType !== 'SIR') return !hasFlow || opening + additions - deletions === total;
  const isFinal = stage === 'final' || stage === 'supplement';
  if (isFinal && hasFlow && opening + additions - deletions !== total) return false;
  const draft = isFinal ? opening : total;
  const old = before < 0 && !isFinal ? opening : before;
  const notInDraft = row[12] ?? blank;
  return old < 0 || notInDraft < 0 || draft < 0 || old - notInDraft === draft;
}

function explainPart(row: Int32Array, { exerciseType, stage, precision }: PartRules): PartFault[] {
  const counts: Counts = {};
  partMeasures.forEach((measure, index) => {
    const value = row[index] ?? blank;
    if (value >= 0) counts[measure] = value;
  });
  const findings = checkCounts(counts, {
    level: 'P',
    isIntensive: exerciseType === 'SIR',
    stage,
    place: printedPlace[precision],
    isTranscribed: false,
    explained: [],
    previous: undefined,
    own: counts,
  });
  // V18 is of a State's final roll: a part in which nothing moved is no copy.
  return findings.flatMap(({ check, severity, reason, params, cells }) => {
    const field = partMeasures.find((measure) => cells[0] === measure) ?? 'electorsTotal';
    return check === 'V18' ? [] : [{ check, severity, reason, params, field }];
  });
}
