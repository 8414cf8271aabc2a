// The synthetic nation as part files: the header of an upload of `part_snapshot`, then one line a part, in order of
// State, constituency and part. Made from the real State totals of states.csv, so that size and shape are the nation's;
// every row is made up. Deterministic: the same bytes on every machine. Nothing in the file says so, its name must.
//
//   writeNationFile('/tmp/synthetic-nation.csv')                         all 36 States, some 10.5 lakh rows
//   writeStateFile('/tmp/synthetic-IN-KL.csv', 'IN-KL')                  one State
//   … , { round: 'previous' }   the snapshot before: its closing totals are the openings of the current one
//   … , { exercise: 'SIR' }     final roll of an intensive revision (previous: its draft), which fills all 21 counts;
//                               without it continuous updation: electors_before, not_in_draft, ef_collected are empty
//   … , { codes: 'eci' }        S11 in place of IN-KL in `state_code`
//
// Each returns { rows, bytes, states } where `states` has the rows and the sum of electors_total by IN-XX code.
// For a file with errors or another order of columns, take `partHeader` and `linesOfState` and change the text.

import { closeSync, openSync, writeSync } from 'node:fs';
import { countOf, readRows } from '#server/platform/seed/csv.ts';
import { profileOf } from '#server/platform/seed/sample-figures.ts';
import {
  type PartRow,
  type PartsExercise,
  type PartsState,
  partsOf,
  type Round,
} from '#server/platform/seed/sample-parts.ts';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';

export interface FileOptions {
  round?: Round;
  exercise?: PartsExercise;
  codes?: 'iso' | 'eci';
}

export interface WrittenFile {
  rows: number;
  bytes: number;
  states: Record<string, { rows: number; electors: number }>;
}

type SyntheticState = PartsState & { eciCode: string };

const chunkLength = 1 << 18;
const measureColumns = partMeasures.map((measure) =>
  measure
    .replace('electors1819', 'electors_18_19')
    .replace('electors85Plus', 'electors_85plus')
    .replace('householdsOver10', 'households_over_10')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);
/** The columns of the part file, in order. */
export const partHeader = ['state_code', 'ac_no', 'part_no', 'district_code', ...measureColumns, 'blo_posted'].join(
  ',',
);

/** Writes the parts of all 36 States as one CSV file. */
export function writeNationFile(path: string, options: FileOptions = {}): WrittenFile {
  return writeFile(path, syntheticStates(), options);
}

/**
 * Writes the parts of one State as a CSV file.
 * @throws Error when no State has the code (IN-XX).
 */
export function writeStateFile(path: string, code: string, options: FileOptions = {}): WrittenFile {
  return writeFile(path, [syntheticState(code)], options);
}

/**
 * The lines of one State's file without the header, each ending in a line feed.
 * @throws Error when no State has the code (IN-XX).
 */
export function* linesOfState(code: string, options: FileOptions = {}): Generator<string> {
  const state = syntheticState(code);
  const prefix = codeOf(state, options);
  for (const row of partsOf(state, options.round ?? 'current', options.exercise)) yield lineOf(prefix, row);
}

/** The 36 States with the totals their parts are made from. */
export function syntheticStates(): SyntheticState[] {
  const columns = [
    'code',
    'eci_code',
    'assembly_seats',
    'electors_total',
    'electors_male',
    'electors_female',
    'electors_third_gender',
    'polling_stations',
  ] as const;
  return readRows('states.csv', columns).map((row) => {
    const total = countOf(row.electors_total) ?? 0;
    const [male, female] = [countOf(row.electors_male), countOf(row.electors_female)];
    const third = countOf(row.electors_third_gender);
    const real = {
      total,
      womenPerMan: male === null || female === null ? null : female / male,
      thirdShare: third === null ? null : third / total,
      parts: countOf(row.polling_stations) ?? Math.round(total / 930),
    };
    return {
      code: row.code,
      eciCode: row.eci_code,
      electorsTotal: total,
      assemblySeats: countOf(row.assembly_seats) ?? 0,
      profile: profileOf(row.code, real),
    };
  });
}

function syntheticState(code: string): SyntheticState {
  const state = syntheticStates().find((each) => each.code === code);
  if (state === undefined) throw new Error(`no State has the code ${code}`);
  return state;
}

function codeOf(state: SyntheticState, options: FileOptions): string {
  return options.codes === 'eci' ? state.eciCode : state.code;
}

function writeFile(path: string, states: readonly SyntheticState[], options: FileOptions): WrittenFile {
  const file = openSync(path, 'w');
  const written: WrittenFile = { rows: 0, bytes: 0, states: {} };
  try {
    let text = `${partHeader}\n`;
    for (const state of states) {
      const prefix = codeOf(state, options);
      const sums = { rows: 0, electors: 0 };
      for (const row of partsOf(state, options.round ?? 'current', options.exercise)) {
        text += lineOf(prefix, row);
        sums.rows += 1;
        sums.electors += row.electorsTotal;
        if (text.length < chunkLength) continue;
        written.bytes += writeSync(file, text);
        text = '';
      }
      written.states[state.code] = sums;
      written.rows += sums.rows;
    }
    written.bytes += writeSync(file, text);
  } finally {
    closeSync(file);
  }
  return written;
}

function lineOf(prefix: string, row: PartRow): string {
  let line = `${prefix},${row.acNo},${row.partNo},${row.districtCode ?? ''}`;
  for (const measure of partMeasures) line += `,${row[measure] ?? ''}`;
  return `${line},${row.bloPosted ?? ''}\n`;
}
